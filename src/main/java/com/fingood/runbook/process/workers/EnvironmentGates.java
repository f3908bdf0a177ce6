package com.fingood.runbook.process.workers;

import com.fingood.runbook.process.gates.Gate;
import com.fingood.runbook.process.steps.EnvironmentGate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The six environment checks and the privileges as workers, each under the name that the models call it by. */
@Configuration
class EnvironmentGates {

    private final EnvironmentGate environment;

    EnvironmentGates(EnvironmentGate environment) {
        this.environment = environment;
    }

    @Bean
    GateAction checkDatabaseHealth() {
        return checking(Gate.CHECK_DATABASE_HEALTH);
    }

    @Bean
    GateAction checkFreeDisk() {
        return checking(Gate.CHECK_FREE_DISK);
    }

    @Bean
    GateAction checkConnections() {
        return checking(Gate.CHECK_CONNECTIONS);
    }

    @Bean
    GateAction checkReplication() {
        return checking(Gate.CHECK_REPLICATION);
    }

    @Bean
    GateAction checkBackupSystem() {
        return checking(Gate.CHECK_BACKUP_SYSTEM);
    }

    @Bean
    GateAction checkMonitoring() {
        return checking(Gate.CHECK_MONITORING);
    }

    @Bean
    GateAction checkPrivileges() {
        return new Examination(Gate.CHECK_PRIVILEGES, context -> environment.privileges(context.run()));
    }

    private GateAction checking(Gate gate) {
        return new Examination(gate, context -> environment.check(context.run(), gate, context.cancellation()));
    }

    /** One of them at work. */
    private record Examination(Gate gate, java.util.function.Function<LongAction.Context, String> examine)
            implements GateAction {

        @Override
        public String topic() {
            return gate.topic();
        }

        @Override
        public Result perform(Context context) {
            return Result.of(examine.apply(context));
        }
    }
}
