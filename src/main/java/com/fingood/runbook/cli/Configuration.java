package com.fingood.runbook.cli;

import com.fingood.runbook.notification.Links;
import com.fingood.runbook.notification.NotificationProperties;
import com.fingood.runbook.run.DatabaseSettings;
import com.fingood.runbook.run.OwnDatabase;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.FreezeProperties;
import com.fingood.runbook.target.Freezes;
import com.fingood.runbook.target.TargetProperties;
import com.fingood.runbook.target.Targets;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a command is configured with: {@code runbook.*} of the environment, over the files of {@code --config} (the last one
 * first), over the defaults in the jar. The server binds the same keys. A relative path is relative to the folder that the
 * command was called in.
 *
 * @param home where the embedded database, backups, journal and logs live
 * @param engine the engine's database; empty = the embedded one of this home
 * @param targets the registered databases
 * @param immediateRollback until when an immediate rollback must have ended
 */
record Configuration(Path home, Optional<DatabaseSettings> engine, Targets targets, Duration immediateRollback) {

    private static final String HOME = "RUNBOOK_HOME";

    /**
     * @param files the last one wins
     * @throws Refusal BAD_INPUT naming key, value and what would be right
     */
    static Configuration load(List<Path> files, Map<String, String> environment) {
        for (Path file : files) {
            if (!Files.isReadable(file)) {
                throw Refusal.badInput(
                        "unreadable-configuration",
                        "The configuration " + file + " can't be read. Check that the file is there and readable.");
            }
        }
        OwnDatabase.loopbackOnly();
        ConfigurationSources sources = ConfigurationSources.of(files, environment);
        try {
            Map<String, TargetProperties> targets =
                    sources.bind("runbook.targets", Bindable.mapOf(String.class, TargetProperties.class), Map.of());
            UnknownKeys.refuse(sources.keysBelow("runbook.targets"));
            // Commands tell nobody; a file that is tried out with one shall be right as a whole.
            sources.bind(
                            "runbook.notifications",
                            Bindable.of(NotificationProperties.class),
                            NotificationProperties.none())
                    .validated();
            UnknownKeys.refuseNotifications(sources.keysBelow("runbook.notifications"));
            Links.base(sources.bind("runbook.url", Bindable.of(String.class), ""));
            Freezes.of(
                    sources.bind("runbook.freezes", Bindable.listOf(FreezeProperties.class), List.of()),
                    targets.keySet());
            UnknownKeys.refuseFreezes(sources.keysBelow("runbook.freezes"));
            return new Configuration(
                    sources.bind("runbook.home", Bindable.of(Path.class), defaultHome(environment)),
                    engine(sources),
                    new Targets(targets),
                    sources.bind(
                            "runbook.deadlines.immediate-rollback",
                            Bindable.of(Duration.class),
                            Duration.ofMinutes(5)));
        } catch (BindException e) {
            throw BadValue.of(e);
        }
    }

    static Path defaultHome(Map<String, String> environment) {
        return Path.of(environment.getOrDefault(HOME, "data"));
    }

    /** The engine's database, opened; errors as {@link OwnDatabase#openExisting(DatabaseSettings)}. */
    OwnDatabase openEngine() {
        return engine.map(OwnDatabase::openExisting).orElseGet(() -> OwnDatabase.openExisting(home));
    }

    private static Optional<DatabaseSettings> engine(ConfigurationSources sources) {
        String url = text(sources, "url");
        return url.isBlank()
                ? Optional.empty()
                : Optional.of(new DatabaseSettings(url, text(sources, "username"), text(sources, "password")));
    }

    private static String text(ConfigurationSources sources, String key) {
        return sources.bind("runbook.engine." + key, Bindable.of(String.class), "");
    }
}
