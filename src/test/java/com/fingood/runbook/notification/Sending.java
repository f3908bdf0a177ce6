package com.fingood.runbook.notification;

import com.fingood.runbook.audit.Ledger;
import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.notification.NotificationProperties.Mail;
import com.fingood.runbook.notification.NotificationProperties.Webhook;
import com.fingood.runbook.run.NewRun;
import com.fingood.runbook.run.OwnDatabaseForTests;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.Runs;
import com.zaxxer.hikari.HikariDataSource;

import java.util.List;
import java.util.Map;

/** A run, an outbox and a ledger in a fresh database, with the configuration that a test needs. */
final class Sending implements AutoCloseable {

    static final Map<String, String> CONTACTS = Map.of(
            "operations", "devops@fingood.com",
            "database-team", "db-team@fingood.com, oncall@fingood.com",
            "business-owners", "owners@fingood.com");

    final SettableClock clock = new SettableClock();
    final HikariDataSource pool;
    final Ledger ledger;
    final Outbox outbox;
    final Run run;
    private final NotificationProperties properties;

    Sending(TestDatabase kind, NotificationProperties properties) {
        this.properties = properties.validated();
        this.pool = OwnDatabaseForTests.migrated(kind);
        this.ledger = new Ledger(pool);
        this.outbox = new Outbox(pool, clock);
        this.run = new Runs(pool, clock, ledger).create(new NewRun("ledger", "2.1", "rita", "statements", null));
    }

    static NotificationProperties byMail(int port) {
        return new NotificationProperties(mail(port), null, CONTACTS);
    }

    static Mail mail(int port) {
        return new Mail("127.0.0.1", port, null, null, null, "runbook@fingood.com", false);
    }

    static NotificationProperties byWebhook(String url) {
        return new NotificationProperties(null, List.of(new Webhook("#migrations", url)), null);
    }

    void announce(String subject, String body) {
        announcer().announce(run, NoticeKind.NOTIFY_TEAM, subject, body, "operations");
    }

    Announcer announcer() {
        return new Announcer(properties, postbox());
    }

    Postbox postbox() {
        return new Postbox(properties, outbox, ledger, clock);
    }

    /** What a node that has just started would use. */
    Dispatcher node() {
        return new Dispatcher(pool, outbox, properties, ledger, clock);
    }

    Dispatcher node(Channel... channels) {
        return new Dispatcher(pool, outbox, List.of(channels), ledger, clock);
    }

    List<Delivery> deliveries() {
        return outbox.of(run.id());
    }

    List<String> events() {
        return ledger.of(run.id()).stream().map(row -> row.type()).toList();
    }

    @Override
    public void close() {
        pool.close();
    }
}
