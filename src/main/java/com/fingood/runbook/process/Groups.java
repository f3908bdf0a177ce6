package com.fingood.runbook.process;

import java.util.List;

/** The groups of people that the models name. */
public final class Groups {

    public static final String RELEASE_ENGINEERS = "release-engineers";
    public static final String DATABASE_TEAM = "database-team";
    public static final String SENIOR_DATABASE_TEAM = "senior-database-team";
    public static final String OPERATIONS = "operations";
    public static final String CHANGE_MANAGERS = "change-managers";
    public static final String COMPLIANCE_OFFICERS = "compliance-officers";
    public static final String SECURITY_TEAM = "security-team";
    public static final String INCIDENT_RESPONSE = "incident-response";
    public static final String BUSINESS_OWNERS = "business-owners";
    public static final String AUDITORS = "auditors";

    /** Logins, groups, rights, and interventions on record; no task. Camunda's own name for them. */
    public static final String ADMINISTRATORS = "camunda-admin";

    /** The groups of the runbook. */
    public static final List<String> ALL = List.of(
            RELEASE_ENGINEERS,
            DATABASE_TEAM,
            SENIOR_DATABASE_TEAM,
            OPERATIONS,
            CHANGE_MANAGERS,
            COMPLIANCE_OFFICERS,
            SECURITY_TEAM,
            INCIDENT_RESPONSE,
            BUSINESS_OWNERS,
            AUDITORS);

    /** Auditors only read. */
    public static final List<String> WITH_TASKS =
            ALL.stream().filter(group -> !group.equals(AUDITORS)).toList();

    private Groups() {}
}
