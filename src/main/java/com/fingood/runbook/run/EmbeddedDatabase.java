package com.fingood.runbook.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Where the embedded engine database lies: H2 in a private folder of RUNBOOK_HOME, under a random password. Commands work beside
 * the running server through AUTO_SERVER, whose port listens on loopback only.
 */
final class EmbeddedDatabase {

    private static final String USER = "runbook";
    private static final String BIND_ADDRESS = "h2.bindAddress";

    private EmbeddedDatabase() {}

    static void loopbackOnly() {
        // H2 reads it once, when its first class is loaded; the default is every interface of the machine.
        if (System.getProperty(BIND_ADDRESS) == null) {
            System.setProperty(BIND_ADDRESS, "127.0.0.1");
        }
    }

    /** Settings of the embedded database; creates folder and password when they are absent. */
    static DatabaseSettings create(Path home) {
        PrivateFiles.home(home);
        Path folder = PrivateFiles.folder(folder(home));
        String password = PrivateFiles.readOrCreate(passwordFile(folder), EmbeddedDatabase::randomPassword);
        return settings(folder, password.strip(), "");
    }

    /** @throws Refusal UNREACHABLE {@code no-engine-database} when no server ever ran in this home */
    static DatabaseSettings existing(Path home) {
        Path folder = folder(home);
        if (!Files.exists(folder.resolve("engine.mv.db")) || !Files.exists(passwordFile(folder))) {
            throw Refusal.unreachable(
                    "no-engine-database",
                    "No server ever ran here: there is no engine database under "
                            + home.toAbsolutePath().normalize()
                            + ". Set RUNBOOK_HOME to the server's, configure the engine's database, or start './runbook serve'.",
                    null);
        }
        String password = PrivateFiles.readOrCreate(passwordFile(folder), EmbeddedDatabase::randomPassword);
        return settings(folder, password.strip(), ";IFEXISTS=TRUE");
    }

    private static DatabaseSettings settings(Path folder, String password, String more) {
        loopbackOnly();
        // Never with DB_CLOSE_ON_EXIT=FALSE, which AUTO_SERVER refuses.
        String url = "jdbc:h2:file:" + folder.resolve("engine")
                + ";AUTO_SERVER=TRUE;MAX_COMPACT_TIME=0;LOCK_TIMEOUT=10000" + more;
        return new DatabaseSettings(url, USER, password);
    }

    private static Path folder(Path home) {
        Path folder = home.toAbsolutePath().normalize().resolve("engine");
        if (folder.toString().contains(";")) {
            throw Refusal.badInput(
                    "bad-home",
                    "RUNBOOK_HOME must not contain a semicolon, which ends the path in a database URL: " + home);
        }
        return folder;
    }

    private static Path passwordFile(Path folder) {
        return folder.resolve("engine.password");
    }

    private static String randomPassword() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n";
    }
}
