package com.fingood.runbook.web;

import com.fingood.runbook.process.guard.RefusedAttempts;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Our filter around every door that leads to the engine. */
@Configuration
class WebConfiguration {

    @Bean
    FilterRegistrationBean<RefusalFilter> refusalFilter(RefusedAttempts attempts) {
        FilterRegistrationBean<RefusalFilter> registration = new FilterRegistrationBean<>(new RefusalFilter(attempts));
        registration.addUrlPatterns("/engine-rest/*", "/camunda/api/*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 50);
        return registration;
    }
}
