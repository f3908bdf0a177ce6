package com.fingood.runbook.process.gates;

import com.fingood.runbook.process.Groups;

import java.util.Arrays;
import java.util.Optional;

/**
 * The gates that the preflight's models call by name, with who is asked when one is not met (RUNBOOK.md, Support and Escalation:
 * level 1 for what is routine, level 2 for data integrity).
 */
public enum Gate {
    LOAD_CHANGE("loadChange", "Load the change", Level.AUTHORS, "a change that can't be loaded can't be examined"),
    CHECK_WINDOW("checkWindow", "Check the window", Level.AUTHORS, null),
    CHECK_DOCUMENTATION("checkDocumentation", "Check documentation", Level.AUTHORS, null),
    CHECK_SAFETY("checkSafety", "Check safety", Level.DATABASE, null),
    FIND_OUTSIDE_CHANGES("findOutsideChanges", "Find outside changes", Level.INTEGRITY, null),
    CHECK_DATABASE_HEALTH("checkDatabaseHealth", "Check database health", Level.OPERATIONS, null),
    CHECK_FREE_DISK("checkFreeDisk", "Check free disk", Level.OPERATIONS, null),
    CHECK_CONNECTIONS("checkConnections", "Check connections", Level.OPERATIONS, null),
    CHECK_REPLICATION("checkReplication", "Check replication", Level.OPERATIONS, null),
    CHECK_BACKUP_SYSTEM("checkBackupSystem", "Check backup system", Level.OPERATIONS, null),
    CHECK_MONITORING("checkMonitoring", "Check monitoring", Level.OPERATIONS, null),
    CHECK_PRIVILEGES("checkPrivileges", "Check privileges", Level.DATABASE, null),
    CREATE_BACKUP("createBackup", "Create backup", Level.DATABASE, "without a backup there is no way back"),
    VERIFY_BACKUP(
            "verifyBackup",
            "Verify backup",
            Level.INTEGRITY,
            "without a verified backup there is nothing to rehearse on"),
    REHEARSE_CHANGE("rehearseChange", "Rehearse the change", Level.DATABASE, null),
    ESTABLISH_BASELINE("establishBaseline", "Establish baseline", Level.INTEGRITY, null),
    CHECK_STAGING_EVIDENCE("checkStagingEvidence", "Check staging evidence", Level.DATABASE, null);

    /** Who answers, and which of the deadlines is theirs. */
    enum Level {
        AUTHORS("l1-answer", Groups.RELEASE_ENGINEERS, Groups.DATABASE_TEAM),
        DATABASE("l1-answer", Groups.DATABASE_TEAM),
        OPERATIONS("l1-answer", Groups.DATABASE_TEAM, Groups.OPERATIONS),
        INTEGRITY("l2-answer", Groups.SENIOR_DATABASE_TEAM, Groups.SECURITY_TEAM);

        final String deadline;
        final String groups;

        Level(String deadline, String... groups) {
            this.deadline = deadline;
            this.groups = String.join(",", groups);
        }
    }

    private final String topic;
    private final String title;
    private final Level level;
    private final String indispensable;

    Gate(String topic, String title, Level level, String indispensable) {
        this.topic = topic;
        this.title = title;
        this.level = level;
        this.indispensable = indispensable;
    }

    public static Optional<Gate> of(String topic) {
        return Arrays.stream(values()).filter(gate -> gate.topic.equals(topic)).findFirst();
    }

    /** Topic of its external task, name of its worker's bean. */
    public String topic() {
        return topic;
    }

    /** Its label in the models. */
    public String title() {
        return title;
    }

    /** Under which name its attempts are kept. */
    public String step() {
        return "serviceTask_" + topic;
    }

    /** Why nobody may let a run pass without it; empty = compliance may. */
    public Optional<String> indispensable() {
        return Optional.ofNullable(indispensable);
    }

    /** Candidate groups, separated by commas. */
    public String groups() {
        return level.groups;
    }

    /** Which of {@code runbook.deadlines} holds for an answer. */
    public String deadline() {
        return level.deadline;
    }
}
