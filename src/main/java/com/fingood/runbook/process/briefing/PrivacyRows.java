package com.fingood.runbook.process.briefing;

import com.fingood.runbook.change.Change;
import com.fingood.runbook.change.ChangeDocument;
import com.fingood.runbook.change.ChangeFolder;
import com.fingood.runbook.change.PersonalData;
import com.fingood.runbook.migration.RehearsalReport;
import com.fingood.runbook.target.Fingerprint;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The personal data that a change declares, and what of it is new: the column itself, or what it is for. */
final class PrivacyRows {

    private final Change change;
    private final ChangeFolder folder;
    private final Fingerprint before;

    private PrivacyRows(Change change, ChangeFolder folder, Fingerprint before) {
        this.change = change;
        this.folder = folder;
        this.before = before;
    }

    /** @param rehearsal tells which columns were there before; empty = not rehearsed yet */
    static List<Map<String, String>> of(Change change, ChangeFolder folder, Optional<RehearsalReport> rehearsal) {
        PrivacyRows rows = new PrivacyRows(
                change, folder, rehearsal.map(RehearsalReport::before).orElse(null));
        return declared(change).stream().map(rows::row).toList();
    }

    private static List<PersonalData> declared(Change change) {
        return change.document().map(ChangeDocument::personalData).orElse(List.of());
    }

    private Map<String, String> row(PersonalData data) {
        return Rows.row(
                "column", data.column(),
                "purpose", data.purpose(),
                "retention", data.retention(),
                "news", news(data));
    }

    private String news(PersonalData data) {
        if (before != null && !isThere(data.column())) {
            return "the column is new";
        }
        Optional<PersonalData> earlier = earlier(data.column());
        if (earlier.isEmpty()) {
            return "no earlier change declared it";
        }
        boolean same = plain(earlier.get().purpose()).equals(plain(data.purpose()));
        return same ? "nothing" : "the purpose; until now: " + earlier.get().purpose();
    }

    private boolean isThere(String column) {
        String end = "." + column.toLowerCase(Locale.ROOT);
        return before.schema().keySet().stream()
                .map(key -> key.toLowerCase(Locale.ROOT))
                .anyMatch(key -> key.startsWith("column:") && key.endsWith(end));
    }

    /** What the last version before this one said of the column. */
    private Optional<PersonalData> earlier(String column) {
        return folder.versions().stream()
                .takeWhile(version -> !version.equals(change.version()))
                .flatMap(version -> declared(folder.change(version)).stream())
                .filter(data -> data.column().equalsIgnoreCase(column))
                .reduce((first, later) -> later);
    }

    private static String plain(String text) {
        return String.valueOf(text)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ")
                .strip();
    }
}
