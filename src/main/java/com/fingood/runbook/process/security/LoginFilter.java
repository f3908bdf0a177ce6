package com.fingood.runbook.process.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.camunda.bpm.engine.rest.security.auth.ProcessEngineAuthenticationFilter;

import java.io.IOException;

/**
 * The engine's own login filter, without its exception: nothing answers without a login, the list of engines neither. But health, which
 * whoever restarts dead servers asks; it says UP or DOWN and nothing else.
 */
public class LoginFilter extends ProcessEngineAuthenticationFilter {

    private static final String HEALTH = "/actuator/health";

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (HEALTH.equals(((HttpServletRequest) request).getServletPath())) {
            chain.doFilter(request, response);
        } else {
            super.doFilter(request, response, chain);
        }
    }

    @Override
    protected boolean requiresEngineAuthentication(String requestUrl) {
        return true;
    }
}
