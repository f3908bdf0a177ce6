package com.fingood.runbook.incident;

import com.fingood.runbook.run.Cancellation;

import java.sql.SQLException;

/**
 * One thing that is preserved.
 *
 * @param file name of its file, kebab-case with {@code .json}
 * @param source how it is read
 */
public record Part(String file, Source source) {

    /** Reads it; changes nothing anywhere. */
    @FunctionalInterface
    public interface Source {

        /**
         * @return anything that Jackson writes; no row values, no secrets
         * @throws com.fingood.runbook.run.Refusal saying why it can't be had
         */
        Object read(Cancellation cancellation) throws SQLException;
    }
}
