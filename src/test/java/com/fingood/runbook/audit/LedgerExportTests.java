package com.fingood.runbook.audit;

import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.RunId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LedgerExportTests {

    private static final String ALL = "com.fingood.runbook.fixtures.TestDatabases#all";

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource(ALL)
    void an_exported_ledger_proves_itself(TestDatabase kind) throws Exception {
        try (LedgerFixture fixture = new LedgerFixture(kind).withSealedRows(7)) {
            Path out = folder.resolve("ledger.jsonl");
            Files.writeString(out, "an older export");
            assertThat(fixture.exporter().export(out, Optional.empty())).isEqualTo(7);

            ExportReport report = LedgerExport.verifyFile(out);

            assertThat(report.what()).isNull();
            assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
            assertThat(report.rows()).isEqualTo(7);
            assertThat(report.headHash()).isEqualTo(fixture.verify().headHash());
            try (var files = Files.list(folder)) {
                assertThat(files).containsExactly(out);
            }
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void the_export_of_one_run_proves_itself_without_showing_others(TestDatabase kind) throws Exception {
        try (LedgerFixture fixture = new LedgerFixture(kind).withSealedRows(3)) {
            for (int i = 0; i < 4; i++) {
                fixture.publish("ledger-2.2-0001", "StepTaken", Map.of("step", i));
                fixture.publish("other-9.9-0001", "Confidential", Map.of("word", "hidden"));
            }
            fixture.publish("ledger-2.2-0001", "RunFinished", Map.of("outcome", "completed"));
            fixture.sealer().sealPending();
            fixture.withSealedRows(3);
            Path out = folder.resolve("run.jsonl");

            assertThat(fixture.exporter().export(out, Optional.of(new RunId("ledger-2.2-0001"))))
                    .isEqualTo(5);

            assertThat(LedgerExport.verifyFile(out).verdict()).isEqualTo(Verdict.PASSED);
            assertThat(LedgerExport.verifyFile(out).run()).isEqualTo("ledger-2.2-0001");
            assertThat(Files.readAllLines(out)).hasSize(10);
            assertThat(Files.readString(out)).doesNotContain("hidden", "Confidential", "other-9.9");
        }
    }

    @Test
    void whatever_byte_is_changed_the_file_no_longer_passes() throws Exception {
        try (LedgerFixture fixture = new LedgerFixture(TestDatabases.h2()).withSealedRows(2)) {
            Path out = folder.resolve("ledger.jsonl");
            fixture.exporter().export(out, Optional.empty());
            byte[] bytes = Files.readAllBytes(out);
            Path changed = folder.resolve("changed.jsonl");
            for (int i = 0; i < bytes.length; i++) {
                byte[] copy = bytes.clone();
                copy[i] ^= 1;
                Files.write(changed, copy);
                assertThat(LedgerExport.verifyFile(changed).verdict())
                        .as("byte " + i)
                        .isEqualTo(Verdict.FAILED);
            }
        }
    }

    @Test
    void a_file_that_lacks_lines_no_longer_passes() throws Exception {
        try (LedgerFixture fixture = new LedgerFixture(TestDatabases.h2()).withSealedRows(4)) {
            Path out = folder.resolve("ledger.jsonl");
            fixture.exporter().export(out, Optional.empty());
            List<String> lines = Files.readAllLines(out);
            for (int i = 0; i < lines.size(); i++) {
                List<String> fewer = new java.util.ArrayList<>(lines);
                fewer.remove(i);
                Files.write(out, fewer);
                assertThat(LedgerExport.verifyFile(out).verdict())
                        .as("line " + i)
                        .isEqualTo(Verdict.FAILED);
            }
            Files.writeString(out, "");
            assertThat(LedgerExport.verifyFile(out).what()).contains("cut off");
        }
    }

    @Test
    void a_run_without_rows_gives_a_signed_empty_export() {
        try (LedgerFixture fixture = new LedgerFixture(TestDatabases.h2()).withSealedRows(4)) {
            Path out = folder.resolve("ledger.jsonl");
            assertThat(fixture.exporter().export(out, Optional.of(new RunId("ledger-7-0001"))))
                    .isZero();
            assertThat(LedgerExport.verifyFile(out).verdict()).isEqualTo(Verdict.PASSED);
        }
    }

    @Test
    void a_place_that_is_no_file_is_refused_in_words() {
        try (LedgerFixture fixture = new LedgerFixture(TestDatabases.h2())) {
            assertThatThrownBy(() -> fixture.exporter().export(folder.resolve("a.jsonl"), Optional.empty()))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("nothing to export");
            fixture.withSealedRows(1);
            assertThatThrownBy(() -> fixture.exporter().export(folder, Optional.empty()))
                    .hasMessageContaining("not a regular file");
            assertThatThrownBy(() -> fixture.exporter().export(folder.resolve("no/where"), Optional.empty()))
                    .hasMessageContaining("folder does not exist");
            assertThatThrownBy(() -> LedgerExport.verifyFile(folder.resolve("absent")))
                    .isInstanceOf(Refusal.class);
        }
    }
}
