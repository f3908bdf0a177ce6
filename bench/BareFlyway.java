import org.flywaydb.core.Flyway;

import java.util.Map;

/**
 * Flyway as a careful engineer would call it: script and history row in one transaction, a short wait for locks. Not part of the
 * product: {@code BareFlyway URL USER PASSWORD FOLDER BASELINE}.
 */
final class BareFlyway {

    public static void main(String[] args) {
        Flyway.configure()
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .dataSource(args[0], args[1], args[2])
                .initSql("SET lock_timeout = '2s'")
                .locations("filesystem:" + args[3])
                .baselineOnMigrate(true)
                .baselineVersion(args[4])
                .load()
                .migrate();
    }
}
