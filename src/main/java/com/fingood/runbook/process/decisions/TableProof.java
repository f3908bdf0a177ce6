package com.fingood.runbook.process.decisions;

import com.fingood.runbook.run.Refusal;

import java.util.List;

/**
 * What a table must be able to answer, looked at before it is taken in. Only a table with a proof may be replaced by a company's own.
 */
public interface TableProof {

    /** What the table may consist of. */
    TableForm form();

    /**
     * @param questions about a table of this form
     * @return one sentence per gap; empty = the table answers every question without contradiction
     */
    List<String> gaps(TableQuestions questions);

    /** @return one sentence per problem, whatever the bytes are; empty = the table may be taken in */
    default List<String> problems(byte[] table) {
        try {
            List<String> problems = new TableFile(table, form()).problems();
            return problems.isEmpty() ? gaps(new TableQuestions(table, form())) : problems;
        } catch (Refusal unusable) {
            return List.of(unusable.getMessage());
        } catch (RuntimeException | StackOverflowError failed) {
            // The engine throws many kinds for tables that it does not understand; none of them is written for people.
            return List.of("The engine can't evaluate it (" + failed.getClass().getSimpleName()
                    + "). Open it in a modeller, or start again from the table that was shipped.");
        }
    }
}
