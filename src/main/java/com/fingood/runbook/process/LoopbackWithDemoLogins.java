package com.fingood.runbook.process;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

import java.util.Map;

/** A server with demo logins, whose passwords everybody knows, listens on loopback only, whatever is configured. */
class LoopbackWithDemoLogins implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        ConfigurableEnvironment environment = event.getEnvironment();
        String url = environment.getProperty("runbook.engine.url", "");
        if (url.isBlank()) {
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource("loopback", Map.of("server.address", "127.0.0.1")));
        }
    }
}
