package com.fingood.runbook.process.security;

import org.camunda.bpm.engine.rest.security.auth.ProcessEngineAuthenticationFilter;

/** The engine's own login filter, without its exception: nothing answers without a login, the list of engines neither. */
public class LoginFilter extends ProcessEngineAuthenticationFilter {

    @Override
    protected boolean requiresEngineAuthentication(String requestUrl) {
        return true;
    }
}
