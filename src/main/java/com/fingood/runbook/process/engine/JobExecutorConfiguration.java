package com.fingood.runbook.process.engine;

import com.fingood.runbook.process.workers.NodeName;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.jobexecutor.NotifyAcquisitionRejectedJobsHandler;
import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.camunda.bpm.spring.boot.starter.property.JobExecutionProperty;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskExecutor;

import java.util.function.Consumer;

/** Our job executor in the place of the starter's, with the same settings and the same pool. */
@Configuration
@ConditionalOnProperty(prefix = "camunda.bpm.job-execution", name = "enabled", matchIfMissing = true)
class JobExecutorConfiguration {

    @Bean
    TimelyJobExecutor jobExecutor(
            @Qualifier("camundaTaskExecutor") TaskExecutor pool, CamundaBpmProperties properties, NodeName node) {
        TimelyJobExecutor executor = new TimelyJobExecutor();
        executor.setTaskExecutor(pool);
        executor.setRejectedJobsHandler(new NotifyAcquisitionRejectedJobsHandler());
        executor.setLockOwner(node.workerId());
        JobExecutionProperty given = properties.getJobExecution();
        when(given.getLockTimeInMillis(), executor::setLockTimeInMillis);
        when(given.getMaxJobsPerAcquisition(), executor::setMaxJobsPerAcquisition);
        when(given.getWaitTimeInMillis(), executor::setWaitTimeInMillis);
        when(given.getMaxWait(), executor::setMaxWait);
        when(given.getBackoffTimeInMillis(), executor::setBackoffTimeInMillis);
        when(given.getMaxBackoff(), executor::setMaxBackoff);
        when(given.getBackoffDecreaseThreshold(), executor::setBackoffDecreaseThreshold);
        when(given.getWaitIncreaseFactor(), executor::setWaitIncreaseFactor);
        return executor;
    }

    /** The engine's log of jobs then tells which node ran each; by itself it tells the machine's address, the same for all nodes on it. */
    @Bean
    ProcessEnginePlugin jobsTellTheirNode(NodeName node) {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl engine) {
                engine.setHostname(node.name());
            }
        };
    }

    private static <T> void when(T given, Consumer<T> setting) {
        if (given != null) {
            setting.accept(given);
        }
    }
}
