package com.fingood.runbook.run;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads a row of {@code rb_run}. */
final class RunRow {

    private RunRow() {}

    static Run read(ResultSet row, int number) throws SQLException {
        String outcome = row.getString("outcome");
        return new Run(
                new RunId(row.getString("run")),
                row.getString("target"),
                row.getString("version"),
                row.getString("requester"),
                row.getString("reason"),
                Timestamps.read(row, "window_start"),
                Phase.of(row.getString("phase")),
                outcome == null ? null : RunOutcome.of(outcome),
                row.getString("digest"),
                Timestamps.read(row, "started"),
                Timestamps.read(row, "finished"));
    }
}
