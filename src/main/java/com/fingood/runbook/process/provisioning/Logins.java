package com.fingood.runbook.process.provisioning;

import com.fingood.runbook.process.Groups;
import com.fingood.runbook.process.RunbookProperties;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Map;

/** The groups, and the logins: the demo's in the embedded default only, elsewhere one administrator whose password comes from outside. */
@Component
class Logins {

    private static final String ADMIN = "admin";

    /** Demo logins, password = name. */
    private static final Map<String, List<String>> DEMO = Map.ofEntries(
            Map.entry("requester", List.of(Groups.RELEASE_ENGINEERS)),
            Map.entry("operator", List.of(Groups.DATABASE_TEAM)),
            Map.entry("senior", List.of(Groups.SENIOR_DATABASE_TEAM, Groups.DATABASE_TEAM)),
            Map.entry("operations", List.of(Groups.OPERATIONS)),
            Map.entry("manager", List.of(Groups.CHANGE_MANAGERS)),
            Map.entry("manager2", List.of(Groups.CHANGE_MANAGERS)),
            Map.entry("compliance", List.of(Groups.COMPLIANCE_OFFICERS)),
            Map.entry("security", List.of(Groups.SECURITY_TEAM)),
            Map.entry("incident", List.of(Groups.INCIDENT_RESPONSE)),
            Map.entry("business", List.of(Groups.BUSINESS_OWNERS)),
            Map.entry("auditor", List.of(Groups.AUDITORS)),
            Map.entry(ADMIN, List.of(Groups.ADMINISTRATORS)));

    private final IdentityService identities;
    private final AuthorizationService authorizations;
    private final RunbookProperties properties;

    Logins(IdentityService identities, AuthorizationService authorizations, RunbookProperties properties) {
        this.identities = identities;
        this.authorizations = authorizations;
        this.properties = properties;
    }

    void provision() {
        Groups.ALL.forEach(group -> group(group, "WORKFLOW"));
        group(Groups.ADMINISTRATORS, "SYSTEM");
        administratorsMayAdminister();
        if (properties.embedded()) {
            DEMO.forEach((login, groups) -> login(login, login, groups));
        } else {
            refuseDemoLogins();
            if (properties.adminPassword() != null
                    && !properties.adminPassword().isBlank()) {
                login(ADMIN, properties.adminPassword(), List.of(Groups.ADMINISTRATORS));
            }
        }
    }

    private void refuseDemoLogins() {
        for (String login : DEMO.keySet()) {
            if (identities.checkPassword(login, login)) {
                throw com.fingood.runbook.run.Refusal.refused(
                        "demo-login",
                        "The server does not start: login '" + login
                                + "' still has its demo password. Change it or delete the login;"
                                + " demo logins exist in the embedded default only.");
            }
        }
    }

    private void group(String id, String type) {
        if (identities.createGroupQuery().groupId(id).count() == 0) {
            Group group = identities.newGroup(id);
            group.setName(id.replace('-', ' '));
            group.setType(type);
            identities.saveGroup(group);
        }
    }

    private void login(String id, String password, List<String> groups) {
        if (identities.createUserQuery().userId(id).count() > 0) {
            return;
        }
        User user = identities.newUser(id);
        user.setFirstName(id.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + id.substring(1));
        user.setLastName("FinGood");
        user.setEmail(id + "@fingood.com");
        user.setPassword(password);
        identities.saveUser(user);
        groups.forEach(group -> identities.createMembership(id, group));
    }

    /** Administrators care for people and rights; what else they may stands in {@link Grants}. */
    private void administratorsMayAdminister() {
        for (Resources resource : List.of(
                Resources.APPLICATION,
                Resources.USER,
                Resources.GROUP,
                Resources.GROUP_MEMBERSHIP,
                Resources.AUTHORIZATION)) {
            boolean granted = authorizations
                            .createAuthorizationQuery()
                            .groupIdIn(Groups.ADMINISTRATORS)
                            .resourceType(resource)
                            .resourceId("*")
                            .count()
                    > 0;
            if (!granted) {
                Authorization grant = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
                grant.setGroupId(Groups.ADMINISTRATORS);
                grant.setResource(resource);
                grant.setResourceId("*");
                grant.addPermission(Permissions.ALL);
                authorizations.saveAuthorization(grant);
            }
        }
    }
}
