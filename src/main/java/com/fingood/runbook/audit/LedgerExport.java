package com.fingood.runbook.audit;

import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.RunId;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import javax.sql.DataSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Optional;

/**
 * The ledger as a file that proves itself on another machine: a line per row in order, then a signed last line. The export of one
 * run shows its rows and, of those in between, only the hashes that link them to a signed checkpoint. Rows that are not sealed yet
 * are counted, not shown: seal first.
 */
public final class LedgerExport {

    private final JdbcTemplate template;
    private final JdbcClient jdbc;
    private final TransactionTemplate snapshot;
    private final Checkpoints checkpoints;
    private final Clock clock;

    public LedgerExport(DataSource dataSource, Checkpoints checkpoints, Clock clock) {
        this.template = new JdbcTemplate(dataSource);
        this.template.setFetchSize(1_000);
        this.jdbc = JdbcClient.create(template);
        this.snapshot = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.snapshot.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.checkpoints = checkpoints;
        this.clock = clock;
    }

    /**
     * Writes the file, readable by its owner only; an existing regular file is replaced as a whole or not at all.
     *
     * @param run empty = the whole ledger
     * @return how many rows the file shows
     * @throws Refusal BAD_INPUT {@code bad-export-file}; FAILED {@code nothing-sealed} or {@code ledger-contradicts-checkpoint}
     */
    public long export(Path out, Optional<RunId> run) {
        requireWritable(out);
        LedgerHead head = LedgerHead.read(jdbc)
                .filter(found -> found.seq() > 0)
                .orElseThrow(() -> Refusal.failed(
                        "nothing-sealed", "There is nothing to export: no row of the audit ledger is sealed yet."));
        Checkpoint newest = checkpoints.sign(head);
        try {
            Path unfinished = Files.createTempFile(out.toAbsolutePath().getParent(), ".ledger", ".part");
            try {
                long rows = write(unfinished, run, newest);
                Files.move(unfinished, out, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return rows;
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException | UncheckedIOException e) {
            throw badFile(out, "it can't be written (" + e.getMessage() + ")");
        }
    }

    /**
     * Checks an exported file without any database; works on another machine.
     *
     * @throws Refusal BAD_INPUT {@code bad-export-file} when it can't be read at all
     */
    public static ExportReport verifyFile(Path file) {
        ExportCheck check = new ExportCheck();
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (Lines.Line line = Lines.next(reader); line != null; line = Lines.next(reader)) {
                ExportReport contradiction = check.line(line.text());
                if (contradiction != null) {
                    return contradiction;
                }
                if (!line.ended()) {
                    return check.end(false);
                }
            }
            return check.end(true);
        } catch (java.nio.charset.CharacterCodingException e) {
            return ExportReport.failed(0, 0, "the file is not UTF-8 text, so it is not as it was written");
        } catch (IOException e) {
            throw badFile(file, "it can't be read");
        }
    }

    private long write(Path file, Optional<RunId> run, Checkpoint newest) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            return snapshot.execute(status -> write(writer, run, newest));
        }
    }

    private long write(Writer writer, Optional<RunId> run, Checkpoint newest) {
        long from = run.map(this::firstOf).orElse(1L);
        Checkpoint end = from < 1
                ? newest
                : run.map(this::lastOf).flatMap(this::checkpointAt).orElse(newest);
        from = from < 1 ? end.seq() + 1 : from;
        long[] shown = {0};
        template.query(
                "select * from rb_ledger where seq between ? and ? order by seq",
                (java.sql.ResultSet row) -> {
                    LedgerRow read = LedgerRow.read(row, 0);
                    boolean show = run.isEmpty() || run.get().value().equals(read.run());
                    writeLine(writer, ExportLine.of(read, show).line());
                    shown[0] += show ? 1 : 0;
                },
                from,
                end.seq());
        String name = run.map(RunId::value).orElse(null);
        String now = Canonical.instant(clock.instant());
        ExportTrailer trailer = new ExportTrailer(now, name, from, end.seq(), shown[0], unsealed(name), end, "");
        writeLine(writer, trailer.signed(checkpoints.keyOnFirstNeed()).line());
        return shown[0];
    }

    /** 0 when the run has no sealed row. */
    private long firstOf(RunId run) {
        return place("min", run);
    }

    private long lastOf(RunId run) {
        return place("max", run);
    }

    private long place(String which, RunId run) {
        return jdbc.sql("select coalesce(" + which + "(seq), 0) from rb_ledger where run = ?")
                .param(run.value())
                .query(Long.class)
                .single();
    }

    /** The first checkpoint of this home at or after that place, so that the file holds little of other runs. */
    private Optional<Checkpoint> checkpointAt(long place) {
        String key = checkpoints.keyOnFirstNeed().publicKey();
        return checkpoints.lines().stream()
                .flatMap(line -> Checkpoint.parse(line).stream())
                .filter(checkpoint ->
                        checkpoint.seq() >= place && checkpoint.key().equals(key))
                .findFirst();
    }

    private long unsealed(String run) {
        return run == null
                ? jdbc.sql("select count(*) from rb_ledger where seq is null")
                        .query(Long.class)
                        .single()
                : jdbc.sql("select count(*) from rb_ledger where seq is null and run = ?")
                        .param(run)
                        .query(Long.class)
                        .single();
    }

    private static void writeLine(Writer writer, String line) {
        try {
            writer.write(line);
            writer.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireWritable(Path out) {
        Path parent = out.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw badFile(out, "its folder does not exist");
        }
        if (Files.exists(out, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(out, LinkOption.NOFOLLOW_LINKS)) {
            throw badFile(out, "it exists and is not a regular file");
        }
    }

    private static Refusal badFile(Path file, String why) {
        return Refusal.badInput(
                "bad-export-file", "The ledger's file " + file + " is refused: " + why + ". Name another file.");
    }
}
