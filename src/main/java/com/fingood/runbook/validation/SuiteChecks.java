package com.fingood.runbook.validation;

import com.fingood.runbook.change.CheckFile;

import java.sql.SQLException;

/** How the checks of one kind of suite are run. */
interface SuiteChecks extends AutoCloseable {

    /**
     * @throws CheckUnusable when it can't give an answer
     * @throws SQLException when the database refused something
     */
    CheckResult run(CheckFile check, Deadline deadline) throws SQLException;

    @Override
    void close();
}
