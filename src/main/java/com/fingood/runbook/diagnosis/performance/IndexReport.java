package com.fingood.runbook.diagnosis.performance;

import java.time.Instant;
import java.util.List;

/**
 * Which indexes would help a target, and which only cost.
 *
 * @param applicable false where this kind of database can't be advised
 * @param proof on what the suggestions were tried, or why they are unproven, in words
 * @param suggestions those that save most first
 * @param tried how many candidates there were
 * @param faults unused, duplicate and invalid indexes
 * @param notes what could not be looked at, in words
 */
public record IndexReport(
        String target,
        Instant looked,
        boolean applicable,
        String proof,
        List<IndexSuggestion> suggestions,
        int tried,
        List<IndexFault> faults,
        List<String> notes) {

    public IndexReport {
        suggestions = List.copyOf(suggestions);
        faults = List.copyOf(faults);
        notes = List.copyOf(notes);
    }

    /** In words, for the record. */
    public String words() {
        if (!applicable) {
            return proof;
        }
        long proven = suggestions.stream().filter(IndexSuggestion::proven).count();
        return tried + " candidates, " + proven + " proven, " + (suggestions.size() - proven) + " unproven; "
                + faults.size() + " unused, duplicate or invalid indexes (" + proof + ")";
    }
}
