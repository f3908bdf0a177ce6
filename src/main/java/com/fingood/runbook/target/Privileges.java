package com.fingood.runbook.target;

import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.Privilege.Outcome;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;

/**
 * What our role can and can't do on a target, read from the catalogue before anything depends on it, each gap with the statement that
 * closes it. Changes nothing.
 */
public final class Privileges {

    /** Per point; reading the catalogue of a very large database takes a while. */
    private static final int SECONDS = 20;

    private Privileges() {}

    /** @throws Refusal UNREACHABLE when the target can't be opened at all */
    public static PrivilegeReport of(Target target, SessionTag tag) {
        try (Connection connection = target.connect(tag)) {
            List<Privilege> points = new ArrayList<>();
            for (PrivilegePoint point : pointsOf(target, connection)) {
                points.add(read(connection, point));
            }
            return new PrivilegeReport(target.name(), points);
        } catch (SQLException e) {
            throw TargetFailure.of(target.name(), "reading privileges", e);
        }
    }

    private static List<PrivilegePoint> pointsOf(Target target, Connection connection) throws SQLException {
        return target.dialect().name().equals("h2")
                ? H2Privileges.points()
                : PostgresPrivileges.points(target.dialect().majorVersion(connection));
    }

    private static Privilege read(Connection connection, PrivilegePoint point) {
        StringJoiner gaps = new StringJoiner("; ");
        Set<String> remedies = new LinkedHashSet<>();
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(SECONDS);
            try (ResultSet gap = statement.executeQuery(point.gaps())) {
                while (gap.next()) {
                    gaps.add(gap.getString(1));
                    remedies.add(gap.getString(2));
                }
            }
        } catch (SQLException e) {
            return new Privilege(point.id(), Outcome.UNKNOWN, TargetFailure.firstLine(e), List.of());
        }
        return remedies.isEmpty()
                ? new Privilege(point.id(), Outcome.PASSED, point.fine(), List.of())
                : new Privilege(point.id(), Outcome.FAILED, gaps.toString(), List.copyOf(remedies));
    }
}
