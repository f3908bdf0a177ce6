package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.sql.Flaw;
import com.fingood.runbook.safety.sql.Grammar;
import com.fingood.runbook.safety.sql.Grammar.Answer;
import com.fingood.runbook.safety.sql.Statement;

/** What could not be read was not judged. */
final class NotUnderstood implements Rule {

    private static final RuleText TEXT = new RuleText(
            "NU1",
            Severity.HIGH,
            "Not understood",
            """
            A statement is not PostgreSQL as the built-in grammar knows it, is too long or too deeply nested to be read, or the file is not complete.""",
            """
            Rules may have missed what the statement does. It may also be an error that the server would only find while the migration runs.""",
            """
            Correct the statement, or split it. If the server accepts it, have somebody read it who knows what it locks and changes, and waive this finding
            with that as the reason.""",
            null,
            """
            The rehearsal runs the statement, understood or not, and measures what it does. A statement that a server accepts and this check does not
            understand is judged by that measurement alone.""");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void check(ScriptContext script, Findings findings) {
        for (Flaw flaw : script.script().flaws()) {
            findings.at(flaw.place())
                    .condition(flaw.what() + ".")
                    .workaround(flaw.fix())
                    .report();
        }
        Grammar grammar = script.grammar();
        grammar.nextScript();
        for (Statement statement : script.statements()) {
            Answer answer = grammar.judge(statement);
            if (answer != Answer.UNDERSTOOD) {
                findings.at(statement).condition(words(answer)).report();
            }
        }
    }

    private static String words(Answer answer) {
        return switch (answer) {
            case UNDERSTOOD -> throw new IllegalArgumentException("nothing to report");
            case NOT_UNDERSTOOD -> "The statement is not PostgreSQL as the built-in grammar knows it.";
            case TOO_LONG -> "The statement is too long to be read as a whole; only its beginning was judged.";
            case TOO_DEEP -> "The statement is nested too deeply to be read by the grammar.";
            case OUT_OF_TIME -> "The grammar did not come to an end with the statement in the time that it has.";
        };
    }
}
