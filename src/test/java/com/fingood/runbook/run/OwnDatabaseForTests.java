package com.fingood.runbook.run;

import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.target.TargetProperties;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** A fresh engine database with our tables, and a pool on it. */
public final class OwnDatabaseForTests {

    private OwnDatabaseForTests() {}

    /** The caller closes the pool. */
    public static HikariDataSource migrated(TestDatabase kind) {
        HikariDataSource pool = empty(kind);
        OwnDatabase.migrate(pool);
        return pool;
    }

    public static HikariDataSource empty(TestDatabase kind) {
        TargetProperties properties = kind.fresh("own");
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(properties.url());
        config.setUsername(properties.username());
        config.setPassword(properties.password());
        config.setMaximumPoolSize(16);
        config.setMinimumIdle(1);
        return new HikariDataSource(config);
    }
}
