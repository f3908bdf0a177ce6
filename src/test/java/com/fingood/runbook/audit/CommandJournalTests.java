package com.fingood.runbook.audit;

import com.fingood.runbook.run.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CommandJournalTests {

    @TempDir
    Path home;

    @Test
    void a_command_and_its_end_are_kept_with_who_and_why() throws Exception {
        CommandJournal journal = journal();
        JournalEntry begun =
                journal.begin("restore ledger --password=hunter2", "ledger", "engine down, customers wait");
        assertThat(journal.verify().unfinished()).containsExactly(begun);
        journal.finish(begun, "done");

        JournalReport report = journal.verify();

        assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(report.unfinished()).isEmpty();
        assertThat(report.entries()).hasSize(2);
        assertThat(report.entries().get(1).result()).isEqualTo("done");
        assertThat(begun.osUser()).isNotBlank();
        assertThat(begun.host()).isNotBlank();
        assertThat(Files.readString(journal.path())).doesNotContain("hunter2");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(journal.path())))
                .isEqualTo("rw-------");
    }

    @Test
    void no_reason_no_entry() {
        assertThatThrownBy(() -> journal().begin("undo", "ledger", " ")).isInstanceOf(Refusal.class);
        assertThat(journal().path()).doesNotExist();
    }

    @Test
    void commands_at_the_same_moment_do_not_interleave() {
        IntStream.range(0, 60).parallel().forEach(i -> journal().begin("command " + i, "ledger", "why"));
        assertThat(journal().verify().verdict()).isEqualTo(Verdict.PASSED);
        assertThat(journal().verify().entries()).hasSize(60);
    }

    @Test
    void processes_at_the_same_moment_do_not_interleave() throws Exception {
        List<Process> writers = List.of(writer(), writer(), writer());
        for (Process process : writers) {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        }
        assertThat(journal().verify().verdict()).isEqualTo(Verdict.PASSED);
        assertThat(journal().verify().entries()).hasSize(90);
    }

    @Test
    void edited_exchanged_and_removed_lines_are_found() throws Exception {
        for (int i = 0; i < 4; i++) {
            journal().begin("command " + i, "ledger", "why");
        }
        List<String> lines = Files.readAllLines(journal().path());
        assertFailed(List.of(lines.get(0), lines.get(1).replace("command 1", "command 9"), lines.get(2), lines.get(3)));
        assertFailed(List.of(lines.get(0), lines.get(2), lines.get(1), lines.get(3)));
        assertFailed(List.of(lines.get(0), lines.get(2), lines.get(3)));
        assertFailed(List.of(lines.get(0), "removed", lines.get(2), lines.get(3)));
    }

    @Test
    void a_line_torn_by_a_crash_is_told_and_does_not_stop_the_next() throws Exception {
        journal().begin("command 1", "ledger", "why");
        Files.writeString(journal().path(), Files.readString(journal().path()) + "{\"entry\":{\"at");
        journal().begin("command 2", "ledger", "why");

        JournalReport report = journal().verify();

        assertThat(report.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(report.entries()).extracting(JournalEntry::command).containsExactly("command 1", "command 2");
        assertThat(report.problems()).singleElement().asString().contains("line 2 is damaged");
    }

    private void assertFailed(List<String> lines) throws Exception {
        Files.write(journal().path(), lines);
        assertThat(journal().verify().verdict()).isEqualTo(Verdict.FAILED);
    }

    private CommandJournal journal() {
        return CommandJournal.at(home, Clock.systemUTC());
    }

    private Process writer() throws Exception {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        JournalWriterForTests.class.getName(),
                        home.toString())
                .inheritIO()
                .start();
    }
}
