package com.fingood.runbook.diagnosis.performance;

import java.time.ZoneOffset;

/** The document of a drafted change: its six sections from what was measured. */
final class DraftDocument {

    private DraftDocument() {}

    static String of(IndexReport report, IndexSuggestion suggestion, String version) {
        String table = suggestion.table().toString();
        String columns = String.join(", ", suggestion.columns());
        return """
                ---
                # A draft. Add 'ticket', 'author' and 'personal-data' when you have read and tested it: the documentation gate
                # refuses a change without them. Then move the three files into the change folder.
                title: Index on %1$s (%2$s)
                risk: low
                ---

                ## Purpose
                An index on `%1$s (%2$s)`. On %3$s of %4$s: %5$s.

                ## Risk assessment
                - Lock: built concurrently, so readers and writers of `%1$s` go on. The build waits for every transaction that is older;
                  one that stays open holds it up.
                - A build that fails leaves an INVALID index `%6$s` behind, which must be dropped before it is tried again.
                - Writes: each insert into `%1$s`, and each update of %2$s, keeps one more index.
                - Disk: %7$s on the copy.

                ## Testing results
                A real index in a rolled-back transaction, %8$s:

                %9$s

                ## Rollback plan
                `U%10$s` drops `%6$s` concurrently. No row is touched either way, so nothing is lost; the queries above are as slow as
                before.

                ## Performance impact
                %11$s The build took %12$d ms on the copy, where nobody else was working; concurrently it reads the table twice.

                ## Compliance notes
                SOX: no row is changed. GDPR and PCI DSS: the index holds the values of %2$s once more, inside the same database and under
                the same rights; if one of these columns is personal data, it belongs into 'personal-data' above.
                """
                .formatted(
                        table,
                        columns,
                        report.looked().atZone(ZoneOffset.UTC).toLocalDate(),
                        report.target(),
                        suggestion.reason(),
                        suggestion.name(),
                        size(suggestion.bytes()),
                        report.proof(),
                        effects(suggestion),
                        version,
                        impact(suggestion),
                        suggestion.buildMillis());
    }

    private static String effects(IndexSuggestion suggestion) {
        StringBuilder table = new StringBuilder("| query | buffers before | after | cost before | after |\n");
        table.append("|---|---|---|---|---|\n");
        suggestion
                .effects()
                .forEach(effect -> table.append("| %s | %d | %d | %.0f | %.0f |%n"
                        .formatted(
                                effect.query(),
                                effect.before().touched(),
                                effect.after().touched(),
                                effect.before().cost(),
                                effect.after().cost())));
        return table.toString().stripTrailing();
    }

    private static String impact(IndexSuggestion suggestion) {
        return String.join(
                " ",
                suggestion.effects().stream()
                        .filter(IndexEffect::helps)
                        .map(effect -> "%s touches %d buffers instead of %d."
                                .formatted(
                                        effect.query(),
                                        effect.after().touched(),
                                        effect.before().touched()))
                        .toList());
    }

    private static String size(long bytes) {
        return bytes < 1024 * 1024 ? bytes / 1024 + " kB" : bytes / (1024 * 1024) + " MB";
    }
}
