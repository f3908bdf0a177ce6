package com.fingood.runbook.process.wiring;

import com.fingood.runbook.audit.Checkpoints;
import com.fingood.runbook.audit.Ledger;
import com.fingood.runbook.audit.LedgerExport;
import com.fingood.runbook.audit.LedgerSealer;
import com.fingood.runbook.audit.LedgerVerifier;
import com.fingood.runbook.backup.Backup;
import com.fingood.runbook.backup.Backups;
import com.fingood.runbook.migration.Migrator;
import com.fingood.runbook.migration.Rehearsal;
import com.fingood.runbook.migration.Undoer;
import com.fingood.runbook.notification.Announcer;
import com.fingood.runbook.notification.Contacts;
import com.fingood.runbook.notification.Dispatcher;
import com.fingood.runbook.notification.Links;
import com.fingood.runbook.notification.NotificationProperties;
import com.fingood.runbook.notification.Outbox;
import com.fingood.runbook.notification.Postbox;
import com.fingood.runbook.process.RunbookProperties;
import com.fingood.runbook.process.approval.Approvals;
import com.fingood.runbook.process.gates.Deviations;
import com.fingood.runbook.process.guard.Decisions;
import com.fingood.runbook.run.Actions;
import com.fingood.runbook.run.Facts;
import com.fingood.runbook.run.RunEvents;
import com.fingood.runbook.run.Runs;
import com.fingood.runbook.target.Freezes;
import com.fingood.runbook.target.Leases;
import com.fingood.runbook.target.Targets;
import com.fingood.runbook.validation.CheckResults;
import com.fingood.runbook.validation.CheckRunner;
import com.fingood.runbook.validation.environment.EnvironmentChecks;
import com.fingood.runbook.validation.environment.HttpProbe;
import com.fingood.runbook.validation.environment.PrivilegeCheck;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import javax.sql.DataSource;

import java.time.Clock;

/** The capabilities as beans. */
@Configuration
class CoreConfiguration {

    @Bean
    Targets targets(RunbookProperties properties) {
        return new Targets(properties.targets());
    }

    @Bean
    Freezes freezes(RunbookProperties properties) {
        return Freezes.of(properties.freezes(), properties.targets().keySet());
    }

    @Bean
    Leases leases(DataSource dataSource, Clock clock) {
        return new Leases(dataSource, clock);
    }

    @Bean
    Runs runs(DataSource dataSource, Clock clock, RunEvents events) {
        return new Runs(dataSource, clock, events);
    }

    @Bean
    Actions actions(DataSource dataSource, Clock clock) {
        return new Actions(dataSource, clock);
    }

    @Bean
    Facts facts(DataSource dataSource, Clock clock) {
        return new Facts(dataSource, clock);
    }

    @Bean
    Decisions decisions(DataSource dataSource) {
        return new Decisions(dataSource);
    }

    @Bean
    Deviations deviations(DataSource dataSource, Clock clock) {
        return new Deviations(dataSource, clock);
    }

    @Bean
    Approvals givenApprovals(DataSource dataSource, Runs runs, RunEvents events, Clock clock) {
        return new Approvals(dataSource, runs, events, clock);
    }

    @Bean
    Backups backups(DataSource dataSource, RunEvents events, Clock clock) {
        return new Backups(dataSource, events, clock);
    }

    @Bean
    Migrator migrator() {
        return new Migrator();
    }

    @Bean
    Undoer undoer(Clock clock) {
        return new Undoer(clock);
    }

    @Bean
    Rehearsal rehearsal(Clock clock) {
        return new Rehearsal(clock);
    }

    @Bean
    CheckRunner checkRunner(Clock clock) {
        return new CheckRunner(clock);
    }

    @Bean
    EnvironmentChecks environmentChecks(Backups backups, Clock clock) {
        return new EnvironmentChecks(
                clock, target -> backups.latestVerified(target).map(Backup::moment), HttpProbe.standard());
    }

    @Bean
    PrivilegeCheck privilegeCheck(Clock clock) {
        return new PrivilegeCheck(clock);
    }

    @Bean
    CheckResults checkResults(DataSource dataSource) {
        return new CheckResults(dataSource);
    }

    @Bean
    Ledger events(DataSource dataSource) {
        return new Ledger(dataSource);
    }

    @Bean
    Checkpoints checkpoints(RunbookProperties properties, DataSource dataSource, Clock clock) {
        return new Checkpoints(properties.home(), dataSource, clock);
    }

    @Bean
    LedgerSealer ledgerSealer(DataSource dataSource, Checkpoints checkpoints) {
        return new LedgerSealer(dataSource, checkpoints);
    }

    @Bean
    LedgerVerifier ledgerVerifier(DataSource dataSource, Checkpoints checkpoints, Clock clock) {
        return new LedgerVerifier(dataSource, checkpoints, clock);
    }

    @Bean
    LedgerExport ledgerExport(DataSource dataSource, Checkpoints checkpoints, Clock clock) {
        return new LedgerExport(dataSource, checkpoints, clock);
    }

    @Bean
    NotificationProperties notifications(RunbookProperties properties) {
        return properties.notifications().validated();
    }

    @Bean
    Contacts contacts(NotificationProperties notifications) {
        return new Contacts(notifications);
    }

    @Bean
    Outbox outbox(DataSource dataSource, Clock clock) {
        return new Outbox(dataSource, clock);
    }

    @Bean
    Postbox postbox(NotificationProperties notifications, Outbox outbox, RunEvents events, Clock clock) {
        return new Postbox(notifications, outbox, events, clock);
    }

    @Bean
    Announcer announcer(NotificationProperties notifications, Postbox postbox) {
        return new Announcer(notifications, postbox);
    }

    /** Asked for each time: with port 0 the port is known only once the server listens. */
    @Bean
    Links links(RunbookProperties properties, Environment environment) {
        String configured = Links.base(properties.url());
        return new Links(() -> configured == null ? ServerAddress.of(environment) : configured);
    }

    @Bean
    Dispatcher dispatcher(
            DataSource dataSource, Outbox outbox, NotificationProperties notifications, RunEvents events, Clock clock) {
        return new Dispatcher(dataSource, outbox, notifications, events, clock);
    }
}
