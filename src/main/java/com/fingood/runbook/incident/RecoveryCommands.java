package com.fingood.runbook.incident;

import com.fingood.runbook.backup.Backup;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.target.Target;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands of a recovery by hand, with a run's own names. What H2 has no tool for is done by its own statements. */
final class RecoveryCommands {

    private static final Pattern POSTGRES = Pattern.compile("jdbc:postgresql://([^/]+)/([^?]+).*");

    private final Run run;
    private final Target target;
    private final boolean h2;
    private final String database;

    RecoveryCommands(Run run, Target target) {
        this.run = run;
        this.target = target;
        this.h2 = target.dialect().name().equals("h2");
        this.database = target.dialect().databaseOf(target.properties());
    }

    List<String> preserve() {
        return List.of(
                "# every ./runbook below: with RUNBOOK_HOME and --config as the server has them",
                "./runbook preserve-state " + target + " --run " + run.id() + " --out preserved-" + run.id());
    }

    List<String> restore(String backup) {
        return List.of("./runbook restore " + target + " --backup " + backup + gate());
    }

    List<String> undo(Path file) {
        String script = file.toAbsolutePath().toString();
        return List.of(
                "./runbook undo " + target + " " + run.version() + gate(),
                h2
                        ? "or, on a connection to " + database + ": RUNSCRIPT FROM " + literal(script)
                        : "or: psql " + url(database) + " -v ON_ERROR_STOP=1 --single-transaction -f "
                                + Shell.word(script) + " -c "
                                + Shell.word(
                                        "DELETE FROM flyway_schema_history WHERE version = " + literal(run.version())));
    }

    /** As the operations page describes it: never in place, and the failed database is kept. */
    List<String> restoreByTools(Backup backup) {
        Path folder = backup.folder().toAbsolutePath();
        String unchanged = "(cd " + Shell.word(folder) + " && sha256sum -c manifest.json.sha256)";
        String dump = folder.resolve("dump").toString();
        if (h2) {
            return List.of(
                    unchanged,
                    "in a new database: RUNSCRIPT FROM " + literal(dump),
                    "then close " + database + ", move its file away, and give the new one its name");
        }
        String restored = database + "_by_hand";
        String kept = database + "_failed";
        return List.of(
                unchanged,
                sql("postgres", "CREATE DATABASE " + name(restored) + " TEMPLATE template0"),
                sql("postgres", "REVOKE ALL ON DATABASE " + name(restored) + " FROM PUBLIC"),
                sql(database, "SELECT datacl, datconnlimit FROM pg_database WHERE datname = current_database()")
                        + "   # rights and limit to give the restored one",
                sql(database, "SELECT setdatabase, setrole::regrole, setconfig FROM pg_db_role_setting")
                        + "   # settings to give it",
                "pg_restore -d " + url(restored) + " --exit-on-error " + Shell.word(dump),
                sql("postgres", "ALTER DATABASE " + name(database) + " ALLOW_CONNECTIONS false"),
                sql(
                        "postgres",
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = " + literal(database)),
                sql(
                                "postgres",
                                "ALTER DATABASE " + name(database) + " RENAME TO " + name(kept) + "; ALTER DATABASE "
                                        + name(restored) + " RENAME TO " + name(database))
                        + "   # both or none");
    }

    /** A fence's own row says whom it kept out; nobody else's right is guessed. */
    List<String> open() {
        if (h2) {
            return List.of("on a connection to " + database + ": SET EXCLUSIVE FALSE");
        }
        String ours = " WHERE run_id = " + literal(run.id().value()) + " AND state <> 'lifted'";
        return List.of(
                sql("postgres", "ALTER DATABASE " + name(database) + " ALLOW_CONNECTIONS true"),
                sql(database, "SELECT acl FROM runbook_fence" + ours)
                        + "   # whom this run's fence kept out; without that table there was none",
                sql(database, "GRANT CONNECT ON DATABASE " + name(database) + " TO ...")
                        + "   # each of them that the row names",
                sql(database, "UPDATE runbook_fence SET state = 'lifted', lifted_at = now()" + ours));
    }

    List<String> look() {
        return List.of(
                "./runbook status " + target,
                "./runbook violations " + target + " --run " + run.id(),
                "./runbook incident manual-recovery " + run.id());
    }

    private String gate() {
        // The run that failed still holds its target, so elsewhere than in production too.
        return " --break-glass \"rollback of " + run.id() + " failed\" --confirm " + target;
    }

    private String sql(String database, String statement) {
        return "psql " + url(database) + " -v ON_ERROR_STOP=1 -c " + Shell.word(statement);
    }

    /** Without what stands behind the question mark: there may be a password. */
    private String url(String name) {
        Matcher postgres = POSTGRES.matcher(target.properties().url());
        return Shell.word(
                postgres.matches()
                        ? "postgresql://" + Shell.uriPart(target.properties().username()) + "@" + postgres.group(1)
                                + "/" + Shell.uriPart(name)
                        : name);
    }

    private static String name(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
