package com.fingood.runbook.validation.environment;

import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.Percent;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Connections in use, of each limit that can refuse the next one: the server's, the database's and those of roles. */
final class Connections implements EnvironmentChecks.Looking {

    private static final String TOO_MANY = "53300";

    /** Hidden types count as clients: rather one too many than one too few. */
    private static final String CLIENTS =
            " FROM pg_stat_activity a WHERE a.usesysid IS NOT NULL AND a.datid IS NOT NULL"
                    + " AND coalesce(a.backend_type, 'client backend') = 'client backend' ";

    private static final String SERVER =
            """
            SELECT 'the server (max_connections ' || current_setting('max_connections') || ' less '
                || (current_setting('superuser_reserved_connections')::int + coalesce(current_setting('reserved_connections', true), '0')::int)
                || ' reserved)',
              (SELECT count(*)"""
                    + CLIENTS
                    + """
            ), current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
                - coalesce(current_setting('reserved_connections', true), '0')::int""";

    private static final String DATABASE = "SELECT 'database ' || d.datname, (SELECT count(*)" + CLIENTS
            + "AND a.datid = d.oid), d.datconnlimit FROM pg_database d"
            + " WHERE d.datname = current_database() AND d.datconnlimit >= 0";

    /** Our own role, and each that has a session in this database; a role's sessions count on the whole server. */
    private static final String ROLES = "SELECT 'role ' || r.rolname, (SELECT count(*)" + CLIENTS
            + "AND a.usesysid = r.oid), r.rolconnlimit FROM pg_roles r WHERE r.rolconnlimit >= 0 AND NOT r.rolsuper"
            + " AND (r.rolname = current_user OR EXISTS (SELECT FROM pg_stat_activity s WHERE s.usesysid = r.oid"
            + " AND s.datname = current_database())) ORDER BY 1";

    private record Usage(String of, long used, long limit) {
        double share() {
            return limit <= 0 ? Double.POSITIVE_INFINITY : (double) used / limit;
        }

        @Override
        public String toString() {
            return "%s: %d of %d, %s".formatted(of, used, limit, Words.share(used, limit));
        }
    }

    @Override
    public void look(Visit visit, Points points) {
        if (!visit.isPostgres()) {
            points.add("in-use", () -> Finding.notApplicable("H2 in a file has no limit of connections."));
            return;
        }
        points.add("in-use", () -> inUse(visit));
    }

    private static Finding inUse(Visit visit) throws SQLException {
        Percent limit = visit.limits().connections();
        String allowed = "less than " + limit + " of the limit that is reached first";
        try {
            return judged(usages(visit.catalogue()), limit).within(allowed);
        } catch (Refusal e) {
            if (e.getCause() instanceof SQLException refused && TOO_MANY.equals(refused.getSQLState())) {
                return Finding.failed("No further connection is let in: " + e.getMessage(), advice())
                        .within(allowed);
            }
            throw e;
        }
    }

    private static List<Usage> usages(Catalogue catalogue) throws SQLException {
        List<Usage> usages = new ArrayList<>();
        for (String limits : List.of(SERVER, DATABASE, ROLES)) {
            usages.addAll(catalogue.list(limits, row -> new Usage(row.getString(1), row.getLong(2), row.getLong(3))));
        }
        return usages;
    }

    private static Finding judged(List<Usage> usages, Percent limit) {
        Usage first =
                usages.stream().max(Comparator.comparingDouble(Usage::share)).orElseThrow();
        String observed = "The limit that is reached first is that of %s: %d of %d connections are in use, %s."
                .formatted(first.of(), first.used(), first.limit(), Words.share(first.used(), first.limit()));
        boolean reached = first.share() * 100 >= limit.value();
        Finding finding = reached ? Finding.failed(observed, advice()) : Finding.passed(observed);
        return finding.proven(usages.stream().map(Usage::toString).toList());
    }

    private static String advice() {
        return "Find who holds the connections (pg_stat_activity by usename and application_name) and let idle ones go, or raise that limit.";
    }
}
