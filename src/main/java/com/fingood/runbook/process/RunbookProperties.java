package com.fingood.runbook.process;

import com.fingood.runbook.notification.NotificationProperties;
import com.fingood.runbook.target.FreezeProperties;
import com.fingood.runbook.target.TargetProperties;
import org.springframework.boot.context.properties.ConfigurationProperties;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a server is configured with, {@code runbook.*}. Immutable; checked by the records it is handed to.
 *
 * @param home where the embedded database, backups, journal and evidence live
 * @param engine the engine's database; nothing configured = embedded H2 with the demo logins, on loopback
 * @param targets registered databases by name
 * @param deadlines response times by key
 * @param notifications how people are told
 * @param url address at which people reach this server, for links in mails; null = from its own address and port
 * @param timers when a timer counts as late and a clock as wrong
 * @param freezes times in which nothing is changed
 * @param decisions folder with the company's own decision tables; null = those of the release
 * @param node this node's name in a cluster; null = host name and port
 * @param adminPassword password of the first administrator where there are no demo logins; null = none is created
 */
@ConfigurationProperties("runbook")
public record RunbookProperties(
        Path home,
        Engine engine,
        Map<String, TargetProperties> targets,
        Map<String, Duration> deadlines,
        NotificationProperties notifications,
        String url,
        List<FreezeProperties> freezes,
        TimerProperties timers,
        Path decisions,
        String node,
        String adminPassword) {

    /** @param url JDBC URL of PostgreSQL; null = embedded */
    public record Engine(String url, String username, String password) {
        @Override
        public String toString() {
            return "Engine[" + url + "]";
        }
    }

    public RunbookProperties {
        targets = targets == null ? Map.of() : Map.copyOf(targets);
        deadlines = deadlines == null ? Map.of() : Map.copyOf(deadlines);
        freezes = freezes == null ? List.of() : List.copyOf(freezes);
        notifications = notifications == null ? NotificationProperties.none() : notifications;
        timers = timers == null ? TimerProperties.defaults() : timers;
    }

    public boolean embedded() {
        return engine == null || engine.url() == null || engine.url().isBlank();
    }

    @Override
    public String toString() {
        return "RunbookProperties[" + home + ", targets " + targets.keySet() + "]";
    }
}
