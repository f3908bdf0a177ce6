package com.fingood.runbook.process.approval;

import com.fingood.runbook.process.Groups;
import com.fingood.runbook.run.Refusal;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The approvals that the policy may ask for, and the one group that may give each: nothing widens it. */
public enum ApprovalKind {
    CHANGE_MANAGER("change-manager", "Change manager", Groups.CHANGE_MANAGERS),
    SECOND_MANAGER("second-manager", "Second change manager", Groups.CHANGE_MANAGERS),
    COMPLIANCE_OFFICER("compliance-officer", "Compliance officer", Groups.COMPLIANCE_OFFICERS),
    SECURITY("security", "Security team", Groups.SECURITY_TEAM);

    private final String label;
    private final String title;
    private final String group;

    ApprovalKind(String label, String title, String group) {
        this.label = label;
        this.title = title;
        this.group = group;
    }

    /** @throws Refusal BAD_INPUT {@code unknown-approval} naming those that exist */
    public static ApprovalKind of(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label.equals(label))
                .findFirst()
                .orElseThrow(() -> Refusal.badInput(
                        "unknown-approval",
                        "'" + label + "' is no approval. The table approval-policy may ask for: "
                                + Arrays.stream(values())
                                        .map(ApprovalKind::label)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    /** As the policy writes it. */
    public String label() {
        return label;
    }

    /** As people read it. */
    public String title() {
        return title;
    }

    /** Who may give it. */
    public String group() {
        return group;
    }
}
