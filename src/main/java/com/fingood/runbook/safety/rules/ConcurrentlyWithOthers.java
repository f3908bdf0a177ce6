package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.sql.Statement;

/** What can't run in a transaction runs alone. */
final class ConcurrentlyWithOthers implements Rule {

    private static final RuleText TEXT = new RuleText(
            "TX2",
            Severity.CRITICAL,
            "CONCURRENTLY beside other statements",
            """
            A statement that the server refuses inside of a transaction, such as CREATE INDEX CONCURRENTLY or VACUUM, is not the only one in its file.""",
            """
            The runner refuses a file that needs a transaction and must not have one. Without a transaction, each statement commits alone: after a
            failure the first ones have happened, and the file can't be run again.""",
            """
            One such statement per file; what stands before and after it goes into files before and after.""",
            null,
            """
            The rehearsal runs the files one by one as the runner does, so a refusal shows there too.""");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void check(ScriptContext script, Findings findings) {
        if (script.statements().size() < 2) {
            return;
        }
        for (Statement statement : script.statements()) {
            OutsideTransaction.words(statement).ifPresent(words -> findings.at(statement)
                    .condition(words + " is one of " + script.statements().size() + " statements in this file.")
                    .workaround("-- alone in a file of its own", statement.firstWords())
                    .report());
        }
    }
}
