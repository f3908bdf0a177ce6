package com.fingood.runbook.validation;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fingood.runbook.change.ChangeFolder;
import com.fingood.runbook.change.CheckFile;

import java.util.List;
import java.util.Locale;

/** The suites of a change folder's checks. */
public enum Suite {
    /** Queries that return what is wrong, all in one read-only snapshot. */
    INTEGRITY,
    /** Scripts of what the application must be able to do, each rolled back. */
    CRITICAL,
    /** The first look after a change, as scripts. */
    SMOKE,
    /** What business users would try, as scripts. */
    UAT;

    /** Name of its folder under {@code checks}, and its name in JSON. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its checks in a change folder, those that can't be run included. */
    public List<CheckFile> in(ChangeFolder folder) {
        return folder.checks(label());
    }
}
