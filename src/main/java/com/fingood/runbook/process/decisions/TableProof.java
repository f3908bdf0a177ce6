package com.fingood.runbook.process.decisions;

import java.util.List;

/** What a table must be able to answer, looked at before it is taken in. */
public interface TableProof {

    /** Name of the table that it looks at. */
    String table();

    /** @return one sentence per gap; empty = the table answers every question without contradiction */
    List<String> problems(byte[] table);
}
