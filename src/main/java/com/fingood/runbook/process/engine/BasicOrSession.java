package com.fingood.runbook.process.engine;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationProvider;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationResult;
import org.camunda.bpm.engine.rest.security.auth.impl.HttpBasicAuthenticationProvider;
import org.camunda.bpm.webapp.impl.security.auth.Authentication;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;

/** Accepts HTTP Basic, or else the session that somebody opened at the web pages. */
public class BasicOrSession implements AuthenticationProvider {

    private static final String SESSION_KEY = "authenticatedUser";

    private final HttpBasicAuthenticationProvider basic = new HttpBasicAuthenticationProvider();

    @Override
    public AuthenticationResult extractAuthenticatedUser(HttpServletRequest request, ProcessEngine engine) {
        if (request.getHeader("Authorization") != null) {
            return basic.extractAuthenticatedUser(request, engine);
        }
        Authentication session = session(request, engine);
        return session == null
                ? AuthenticationResult.unsuccessful()
                : AuthenticationResult.successful(session.getIdentityId());
    }

    private static Authentication session(HttpServletRequest request, ProcessEngine engine) {
        HttpSession session = request.getSession(false);
        Object all = session == null ? null : session.getAttribute(SESSION_KEY);
        // A page of another origin can make a browser send its cookie, but not this header.
        boolean fromOurPages = "GET".equals(request.getMethod()) || request.getHeader("X-XSRF-TOKEN") != null;
        return all instanceof Authentications found && fromOurPages
                ? found.getAuthenticationForProcessEngine(engine.getName())
                : null;
    }

    @Override
    public void augmentResponseByAuthenticationChallenge(HttpServletResponse response, ProcessEngine engine) {
        basic.augmentResponseByAuthenticationChallenge(response, engine);
    }
}
