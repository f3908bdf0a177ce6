package com.fingood.runbook.audit;

import com.fingood.runbook.run.PrivateFiles;
import com.fingood.runbook.run.Refusal;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What commands did past the engine, in {@code runbook.journal} of RUNBOOK_HOME: works when no database does. A line is on disk
 * before {@link #begin} returns, so whoever breaks the glass has said why before anything is touched. Commands at the same moment
 * take turns. The chain shows edited, exchanged and removed lines, not a removed end.
 */
public final class CommandJournal {

    private final AppendOnlyFile file;
    private final Path home;
    private final Clock clock;
    private final Operator operator;

    private CommandJournal(Path home, Clock clock) {
        this.home = home;
        this.file = new AppendOnlyFile(home.resolve("runbook.journal"));
        this.clock = clock;
        this.operator = Operator.current();
    }

    /** @param home RUNBOOK_HOME */
    public static CommandJournal at(Path home, Clock clock) {
        return new CommandJournal(home, clock);
    }

    /**
     * Notes that a command is about to act.
     *
     * @param command as typed; secrets in it are blanked
     * @param target the target's name
     * @param reason in the words of whoever gave the command
     * @throws Refusal BAD_INPUT {@code reason-missing}; FAILED {@code journal-not-written}: then nothing must be done
     */
    public JournalEntry begin(String command, String target, String reason) {
        if (reason == null || reason.isBlank()) {
            throw Refusal.badInput(
                    "reason-missing",
                    "Breaking the glass needs a reason in words; nothing was done. Say why with --break-glass \"...\".");
        }
        return append(entry(UUID.randomUUID().toString(), command, target, reason, null));
    }

    /** Notes how the command ended, e.g. {@code done}, {@code refused: ...}, {@code outcome unknown}. Errors as {@link #begin}. */
    public JournalEntry finish(JournalEntry begun, String result) {
        return append(entry(begun.id(), begun.command(), begun.target(), begun.reason(), Redaction.text(result)));
    }

    /** Where it is, for messages to people. */
    public Path path() {
        return file.path();
    }

    /** An absent journal is an empty one. */
    public JournalReport verify() {
        return verify(file);
    }

    /** Checks a journal that was brought from elsewhere. */
    public static JournalReport verifyFile(Path journal) {
        AppendOnlyFile file = new AppendOnlyFile(journal);
        if (!file.exists()) {
            throw Refusal.badInput("no-journal", "There is no journal " + journal + ".");
        }
        return verify(file);
    }

    private JournalEntry entry(String id, String command, String target, String reason, String result) {
        return new JournalEntry(
                id,
                Canonical.instant(clock.instant()),
                Redaction.text(command),
                Redaction.text(target),
                Redaction.text(reason),
                operator.osUser(),
                operator.host(),
                result);
    }

    private JournalEntry append(JournalEntry entry) {
        try {
            PrivateFiles.home(home);
            file.append(
                    lines -> Optional.of(JournalLine.after(newest(lines), entry).text()));
            return entry;
        } catch (UncheckedIOException e) {
            throw new Refusal(
                    Refusal.Kind.FAILED,
                    "journal-not-written",
                    "The command journal can't be written: " + e.getMessage()
                            + ". Make room or name another RUNBOOK_HOME.",
                    e);
        }
    }

    private static Optional<JournalLine> newest(List<String> lines) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            Optional<JournalLine> line = JournalLine.parse(lines.get(i));
            if (line.isPresent()) {
                return line;
            }
        }
        return Optional.empty();
    }

    private static JournalReport verify(AppendOnlyFile file) {
        List<JournalEntry> entries = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Verdict verdict = Verdict.PASSED;
        Optional<JournalLine> last = Optional.empty();
        List<String> lines = file.lines();
        for (int i = 0; i < lines.size(); i++) {
            Optional<JournalLine> line = JournalLine.parse(lines.get(i));
            if (line.isEmpty()) {
                problems.add("line " + (i + 1) + " is damaged, as by a crash while it was written");
                verdict = verdict == Verdict.FAILED ? verdict : Verdict.UNKNOWN;
                continue;
            }
            if (!line.get().isUnchanged() || !line.get().continues(last)) {
                problems.add("line " + (i + 1) + " was edited, or does not continue the line before it");
                verdict = Verdict.FAILED;
            }
            entries.add(line.get().entry());
            last = line;
        }
        return new JournalReport(verdict, List.copyOf(entries), List.copyOf(problems));
    }
}
