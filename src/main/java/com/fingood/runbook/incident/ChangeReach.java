package com.fingood.runbook.incident;

import com.fingood.runbook.diagnosis.violations.Touched;
import com.fingood.runbook.migration.RehearsalReport;
import com.fingood.runbook.migration.StatementReport;
import com.fingood.runbook.target.Fingerprint;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which tables a change touched: those that its rehearsal locked for more than reading, wrote anew, or whose objects it changed. Where the
 * rehearsal could not measure locks, the first words of its statements say so as well, and then these may not be all.
 */
public final class ChangeReach {

    private static final Set<String> ONLY_READ = Set.of("AccessShareLock", "RowShareLock");
    private static final Pattern OBJECT = Pattern.compile("^(?:table|column|constraint|index|trigger|position):(.+)$");
    private static final Pattern IN_STATEMENT = Pattern.compile(
            "(?i)\\b(?:table|into|update|from|on|truncate)\\s+(?:if\\s+(?:not\\s+)?exists\\s+)?(?:only\\s+)?((?:\"(?:[^\"]|\"\")+\"|[\\w$]+)"
                    + "(?:\\.(?:\"(?:[^\"]|\"\")+\"|[\\w$]+))?)");

    private ChangeReach() {}

    /** @param rehearsal empty = nothing is known */
    public static Touched of(Optional<RehearsalReport> rehearsal) {
        return rehearsal.map(ChangeReach::of).orElseGet(Touched::unknown);
    }

    private static Touched of(RehearsalReport rehearsal) {
        Set<String> tables = new TreeSet<>();
        boolean measured = !rehearsal.statements().isEmpty();
        for (StatementReport statement : rehearsal.statements()) {
            measured &= statement.locks() != null;
            tables.addAll(statement.rewrites() == null ? Set.of() : statement.rewrites());
            (statement.locks() == null ? java.util.List.<StatementReport.TableLock>of() : statement.locks())
                    .stream()
                            .filter(lock -> !ONLY_READ.contains(lock.mode()))
                            .forEach(lock -> tables.add(lock.table()));
            Matcher named = IN_STATEMENT.matcher(statement.sql());
            while (named.find()) {
                tables.add(named.group(1));
            }
        }
        schemaChanges(rehearsal, tables);
        return Touched.of(tables, measured);
    }

    private static void schemaChanges(RehearsalReport rehearsal, Set<String> tables) {
        if (rehearsal.after() == null) {
            return;
        }
        for (Fingerprint.Difference difference : rehearsal.before().differencesTo(rehearsal.after())) {
            Matcher object = OBJECT.matcher(difference.key());
            if (object.matches()) {
                // schema.table or schema.table.part: both may be the table, and one too many does no harm.
                String[] parts = object.group(1).split("\\.");
                tables.add(parts[parts.length - 1]);
                tables.add(parts.length > 2 ? parts[parts.length - 2] : parts[parts.length - 1]);
            }
        }
    }
}
