package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.sql.Command.DoBlock;
import com.fingood.runbook.safety.sql.Command.Other;
import com.fingood.runbook.safety.sql.Command.Transaction;
import com.fingood.runbook.safety.sql.Statement;
import com.fingood.runbook.safety.sql.Token;

import java.util.List;

/** The transaction belongs to the runner: script and history row commit together or not at all. */
final class TransactionInScript implements Rule {

    private static final RuleText TEXT = new RuleText(
            "TX1",
            Severity.CRITICAL,
            "Transaction control in a script",
            "BEGIN, COMMIT, ROLLBACK, SAVEPOINT, SET TRANSACTION or PREPARE TRANSACTION stands in the script.",
            """
            A COMMIT makes what stands before it final: a failure later in the file leaves half a change that no history row tells of. After a ROLLBACK the
            runner records a change that is not there.""",
            """
            Leave transaction commands out: each file runs in one transaction with its history row. Where steps must commit one by one, make each a file.""",
            null,
            """
            The rehearsal refuses such a script, since a COMMIT would carry the clone's trace along.""");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void check(ScriptContext script, Findings findings) {
        for (Statement statement : script.statements()) {
            statement
                    .all(Transaction.class)
                    .forEach(command -> report(
                            statement, "The script says " + command.verb() + ".", advice(command.verb()), findings));
            statement
                    .all(Other.class)
                    .filter(other -> other.verb().equals("PREPARE")
                            && RoutineBody.says(statement.tokens(), "prepare", "transaction"))
                    .forEach(other ->
                            report(statement, "The script says PREPARE TRANSACTION.", advice("PREPARE"), findings));
            if (statement.command() instanceof DoBlock
                    && RoutineBody.statements(statement).stream().anyMatch(TransactionInScript::ends)) {
                report(
                        statement,
                        "A DO block ends the transaction that it runs in.",
                        "-- leave COMMIT and ROLLBACK out of the block; batches that commit one by one are files of their own",
                        findings);
            }
        }
    }

    private static boolean ends(List<Token> tokens) {
        Token last = tokens.get(tokens.size() - 1);
        return last.isAny("commit", "rollback")
                || RoutineBody.says(tokens, "commit", "and")
                || RoutineBody.says(tokens, "rollback", "and");
    }

    private static String advice(String verb) {
        return switch (verb) {
            case "SAVEPOINT", "RELEASE" -> "-- leave it out; a step that may fail alone belongs in a file of its own";
            case "SET TRANSACTION" -> "-- leave it out: the runner decides how a script's transaction runs";
            default -> "-- leave " + verb
                    + " out; the statements after it that must commit alone go into the next file";
        };
    }

    private static void report(Statement statement, String condition, String advice, Findings findings) {
        findings.at(statement).condition(condition).workaround(advice).report();
    }
}
