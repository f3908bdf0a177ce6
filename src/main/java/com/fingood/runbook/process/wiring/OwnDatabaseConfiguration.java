package com.fingood.runbook.process.wiring;

import com.fingood.runbook.process.RunbookProperties;
import com.fingood.runbook.run.DatabaseSettings;
import com.fingood.runbook.run.OwnDatabase;
import com.zaxxer.hikari.HikariDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** The one database of engine and own tables. Targets never become candidates for injection. */
@Configuration
class OwnDatabaseConfiguration {

    @Bean(destroyMethod = "close")
    @Primary
    HikariDataSource dataSource(RunbookProperties properties) {
        DatabaseSettings settings = properties.embedded()
                ? OwnDatabase.embedded(properties.home())
                : new DatabaseSettings(
                        properties.engine().url(),
                        properties.engine().username(),
                        properties.engine().password());
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName("engine");
        pool.setJdbcUrl(settings.url());
        pool.setUsername(settings.username());
        pool.setPassword(settings.password());
        pool.setMaximumPoolSize(30);
        OwnDatabase.migrate(pool);
        return pool;
    }
}
