package com.fingood.runbook.diagnosis.performance;

import java.sql.SQLException;

/** H2's EXPLAIN: text with the way to each table, and the number of rows that were scanned there. */
final class H2Explainer implements Explainer {

    @Override
    public Plan explain(QuerySession session, DeclaredQuery query) throws SQLException {
        try {
            long started = System.nanoTime();
            String text =
                    session.text((query.reads() ? "EXPLAIN ANALYZE " : "EXPLAIN ") + query.sql(), query.timeout());
            double millis = (System.nanoTime() - started) / 1e6;
            return H2Plan.read(text, query.reads() ? millis : null);
        } finally {
            session.rollback();
        }
    }
}
