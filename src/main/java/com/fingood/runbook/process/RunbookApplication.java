package com.fingood.runbook.process;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The server: engine, Tasklist, REST and workers in one process. */
@SpringBootApplication(scanBasePackages = {"com.fingood.runbook.process", "com.fingood.runbook.web"})
@EnableConfigurationProperties(RunbookProperties.class)
@EnableScheduling
public class RunbookApplication {}
