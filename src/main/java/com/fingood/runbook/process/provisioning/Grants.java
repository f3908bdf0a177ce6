package com.fingood.runbook.process.provisioning;

import com.fingood.runbook.process.Groups;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.springframework.stereotype.Component;

import java.util.List;

/**
 * What each group may see and do. Nobody is granted BATCH or FILTER CREATE: a filter's expression is code, as is a deployed
 * model, which only administrators may bring, on record. Rights on tasks stand on the process definition, never per task.
 */
@Component
class Grants {

    private static final String ANY = "*";
    private static final List<String> MAY_REQUEST = List.of(Groups.RELEASE_ENGINEERS, Groups.DATABASE_TEAM);
    private static final List<String> SEE_COCKPIT = List.of(
            Groups.DATABASE_TEAM,
            Groups.SENIOR_DATABASE_TEAM,
            Groups.OPERATIONS,
            Groups.INCIDENT_RESPONSE,
            Groups.AUDITORS);

    private final AuthorizationService authorizations;

    Grants(AuthorizationService authorizations) {
        this.authorizations = authorizations;
    }

    void provision() {
        Groups.ALL.forEach(this::everybody);
        MAY_REQUEST.forEach(group -> {
            grant(
                    group,
                    Resources.PROCESS_DEFINITION,
                    "database-migration",
                    Permissions.READ,
                    ProcessDefinitionPermissions.CREATE_INSTANCE,
                    ProcessDefinitionPermissions.READ_TASK,
                    ProcessDefinitionPermissions.TASK_WORK,
                    ProcessDefinitionPermissions.TASK_ASSIGN,
                    ProcessDefinitionPermissions.READ_INSTANCE,
                    ProcessDefinitionPermissions.READ_HISTORY);
            grant(group, Resources.PROCESS_INSTANCE, ANY, Permissions.CREATE);
        });
        Groups.ALL.forEach(this::reportIssues);
        interveneOnRecord();
        SEE_COCKPIT.forEach(group -> grant(group, Resources.APPLICATION, "cockpit", Permissions.ACCESS));
    }

    /** Whoever notices something says so; auditors too. */
    private void reportIssues(String group) {
        grant(
                group,
                Resources.PROCESS_DEFINITION,
                "support-escalation",
                Permissions.READ,
                ProcessDefinitionPermissions.CREATE_INSTANCE,
                ProcessDefinitionPermissions.READ_TASK,
                ProcessDefinitionPermissions.TASK_WORK,
                ProcessDefinitionPermissions.TASK_ASSIGN,
                ProcessDefinitionPermissions.READ_INSTANCE,
                ProcessDefinitionPermissions.READ_HISTORY);
        grant(group, Resources.PROCESS_INSTANCE, ANY, Permissions.CREATE);
    }

    /** What the engine asks for before {@code PeopleMay} lets an administrator intervene, and reading, to see what they do. */
    private void interveneOnRecord() {
        grant(
                Groups.ADMINISTRATORS,
                Resources.PROCESS_DEFINITION,
                ANY,
                Permissions.READ,
                ProcessDefinitionPermissions.READ_INSTANCE,
                ProcessDefinitionPermissions.READ_TASK,
                ProcessDefinitionPermissions.READ_HISTORY,
                ProcessDefinitionPermissions.TASK_WORK,
                ProcessDefinitionPermissions.TASK_ASSIGN,
                ProcessDefinitionPermissions.SUSPEND,
                ProcessDefinitionPermissions.SUSPEND_INSTANCE,
                ProcessDefinitionPermissions.UPDATE_INSTANCE,
                ProcessDefinitionPermissions.DELETE_INSTANCE,
                ProcessDefinitionPermissions.MIGRATE_INSTANCE);
        grant(Groups.ADMINISTRATORS, Resources.DECISION_DEFINITION, ANY, Permissions.READ);
        grant(Groups.ADMINISTRATORS, Resources.DEPLOYMENT, ANY, Permissions.READ, Permissions.CREATE);
    }

    private void everybody(String group) {
        grant(group, Resources.APPLICATION, "tasklist", Permissions.ACCESS);
        grant(group, Resources.APPLICATION, "welcome", Permissions.ACCESS);
        grant(
                group,
                Resources.PROCESS_DEFINITION,
                ANY,
                Permissions.READ,
                ProcessDefinitionPermissions.READ_INSTANCE,
                ProcessDefinitionPermissions.READ_TASK,
                ProcessDefinitionPermissions.READ_HISTORY,
                ProcessDefinitionPermissions.TASK_WORK,
                // Without it nobody could give back a task of their own; see ClaimListener for others'.
                ProcessDefinitionPermissions.TASK_ASSIGN);
        grant(group, Resources.DECISION_DEFINITION, ANY, Permissions.READ);
        grant(group, Resources.USER, ANY, Permissions.READ);
        grant(group, Resources.GROUP, ANY, Permissions.READ);
    }

    void readFilter(String group, String filterId) {
        grant(group, Resources.FILTER, filterId, Permissions.READ);
    }

    /** An earlier version may have granted it. */
    void hideFilter(String group, String filterId) {
        authorizations
                .createAuthorizationQuery()
                .groupIdIn(group)
                .resourceType(Resources.FILTER)
                .resourceId(filterId)
                .list()
                .forEach(grant -> authorizations.deleteAuthorization(grant.getId()));
    }

    /** Sets exactly these permissions; a right that was granted by an earlier version and is no longer listed goes away. */
    private void grant(String group, Resource resource, String id, Permission... permissions) {
        Authorization existing = authorizations
                .createAuthorizationQuery()
                .authorizationType(Authorization.AUTH_TYPE_GRANT)
                .groupIdIn(group)
                .resourceType(resource)
                .resourceId(id)
                .singleResult();
        Authorization grant =
                existing == null ? authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT) : existing;
        grant.setGroupId(group);
        grant.setResource(resource);
        grant.setResourceId(id);
        grant.setPermissions(permissions);
        authorizations.saveAuthorization(grant);
    }
}
