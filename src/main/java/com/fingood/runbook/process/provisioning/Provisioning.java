package com.fingood.runbook.process.provisioning;

import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import javax.sql.DataSource;

import java.util.Map;

/**
 * Sets the engine up before anything is worked on or asked for. One node at a time, under a row lock: two nodes that start together
 * would otherwise both find nothing and create everything twice.
 */
@Component
class Provisioning implements SmartLifecycle {

    private final ModelDeployer models;
    private final Logins logins;
    private final Grants grants;
    private final Filters filters;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private boolean done;

    Provisioning(
            ModelDeployer models,
            Logins logins,
            Grants grants,
            Filters filters,
            PlatformTransactionManager transactions,
            DataSource dataSource) {
        this.models = models;
        this.logins = logins;
        this.grants = grants;
        this.filters = filters;
        this.transaction = new TransactionTemplate(transactions);
        this.jdbc = JdbcClient.create(dataSource);
    }

    @Override
    public void start() {
        Map<String, byte[]> tables = transaction.execute(status -> {
            jdbc.sql("select value_ from act_ge_property where name_ = 'startup.lock' for update")
                    .query()
                    .listOfRows();
            logins.provision();
            grants.provision();
            filters.provision();
            return models.takeInTables();
        });
        models.deploy(tables);
        done = true;
    }

    @Override
    public void stop() {
        done = false;
    }

    @Override
    public boolean isRunning() {
        return done;
    }

    @Override
    public int getPhase() {
        return 0; // before workers and the web server
    }
}
