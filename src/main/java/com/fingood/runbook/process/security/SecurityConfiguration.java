package com.fingood.runbook.process.security;

import com.fingood.runbook.process.engine.BasicOrSession;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Puts the login in front of the engine's REST and ours; the web pages bring their own, with the same users. */
@Configuration
class SecurityConfiguration {

    @Bean
    FilterRegistrationBean<LoginFilter> loginFilter() {
        FilterRegistrationBean<LoginFilter> registration = new FilterRegistrationBean<>(new LoginFilter());
        registration.addInitParameter("authentication-provider", BasicOrSession.class.getName());
        registration.addUrlPatterns("/engine-rest/*", "/api/*", "/actuator/*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 100);
        registration.setName("login");
        return registration;
    }
}
