package com.fingood.runbook.audit;

import java.util.List;

/**
 * What a journal holds and whether it is as it was written.
 *
 * @param verdict failed when lines contradict each other, unknown when one is damaged as by a crash, else passed
 * @param entries every readable entry in order
 * @param problems in words, with line numbers
 */
public record JournalReport(Verdict verdict, List<JournalEntry> entries, List<String> problems) {

    /** Commands that began and never reported: something may or may not have happened. */
    public List<JournalEntry> unfinished() {
        List<String> ended = entries.stream()
                .filter(entry -> !entry.isBeginning())
                .map(JournalEntry::id)
                .toList();
        return entries.stream()
                .filter(entry -> entry.isBeginning() && !ended.contains(entry.id()))
                .toList();
    }
}
