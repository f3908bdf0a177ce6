package com.fingood.runbook.diagnosis.performance;

import com.fingood.runbook.target.Target;

import java.sql.SQLException;

/** How a database is asked for the plan of a query. */
interface Explainer {

    static Explainer of(Target target) {
        return target.dialect().name().equals("h2") ? new H2Explainer() : new PostgresExplainer();
    }

    /** Executes what only reads, plans the rest; rolled back in any case. */
    Plan explain(QuerySession session, DeclaredQuery query) throws SQLException;
}
