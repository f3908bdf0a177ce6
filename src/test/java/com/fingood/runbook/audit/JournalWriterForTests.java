package com.fingood.runbook.audit;

import java.nio.file.Path;
import java.time.Clock;

/** A process of its own that writes 30 lines. */
final class JournalWriterForTests {

    private JournalWriterForTests() {}

    public static void main(String[] args) {
        CommandJournal journal = CommandJournal.at(Path.of(args[0]), Clock.systemUTC());
        for (int i = 0; i < 30; i++) {
            journal.begin("command " + i, "ledger", "why");
        }
    }
}
