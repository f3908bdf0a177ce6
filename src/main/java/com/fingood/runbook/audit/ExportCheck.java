package com.fingood.runbook.audit;

import java.util.Map;
import java.util.Objects;

/** Checks an exported ledger line by line, from nothing but the file. */
final class ExportCheck {

    /** A contradiction; the message says which. */
    private static final class Contradiction extends RuntimeException {
        Contradiction(String what) {
            super(what, null, false, false);
        }
    }

    private long lines;
    private long rows;
    private ExportLine first;
    private ExportLine last;
    private ExportTrailer trailer;

    /** @return null to go on, or the report when this line contradicts */
    ExportReport line(String text) {
        lines++;
        try {
            accept(text);
            return null;
        } catch (Contradiction e) {
            return ExportReport.failed(rows, lines, e.getMessage());
        } catch (IllegalArgumentException | ClassCastException | NullPointerException e) {
            return ExportReport.failed(rows, lines, "not a line of an exported ledger");
        }
    }

    ExportReport end(boolean endsWithNewline) {
        if (trailer == null) {
            return ExportReport.failed(rows, lines + 1, "the signed last line is missing: the file was cut off");
        }
        if (!endsWithNewline) {
            return ExportReport.failed(rows, lines, "the last line is not ended");
        }
        Checkpoint checkpoint = trailer.checkpoint();
        return new ExportReport(
                Verdict.PASSED,
                rows,
                0,
                null,
                checkpoint.hash(),
                checkpoint.origin(),
                trailer.run(),
                checkpoint.keyId());
    }

    private void accept(String text) {
        require(trailer == null, "there is something after the signed last line");
        Map<String, Object> json = Canonical.parse(text);
        require(Canonical.write(json).equals(text), "not in the form it was written in");
        if (json.containsKey("export")) {
            end(ExportTrailer.of(json), text);
        } else {
            row(ExportLine.of(json), text);
        }
    }

    private void row(ExportLine line, String text) {
        require(line.line().equals(text), "the line holds more than belongs there");
        require(last == null || line.seq() == last.seq() + 1, "row " + line.seq() + " is not the next one");
        require(
                last == null || line.previous().equals(last.hash()),
                "row " + line.seq() + " does not continue the row before it");
        require(line.isLinked(), "the hash of row " + line.seq() + " does not fit");
        require(line.isContentTrue(), "row " + line.seq() + " was edited");
        first = first == null ? line : first;
        last = line;
        rows += line.row() == null ? 0 : 1;
    }

    private void end(ExportTrailer end, String text) {
        require(end.line().equals(text), "the last line holds more than belongs there");
        require(end.signatureHolds(), "the signature of the last line does not fit");
        require(end.rows() == rows, "the file was signed with " + end.rows() + " rows and shows " + rows);
        if (last != null) {
            require(
                    first.seq() == end.from() && last.seq() == end.to(),
                    "rows are missing at the beginning or the end");
            require(end.checkpoint().seq() == last.seq(), "the checkpoint is not that of the last row");
            require(Objects.equals(end.checkpoint().hash(), last.hash()), "the last row is not the signed head");
            require(
                    first.seq() > 1
                            || first.previous()
                                    .equals(Chain.genesis(end.checkpoint().origin())),
                    "the first row does not begin this ledger");
        } else {
            require(end.from() == end.to() + 1, "all rows are missing");
        }
        trailer = end;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new Contradiction(otherwise);
        }
    }
}
