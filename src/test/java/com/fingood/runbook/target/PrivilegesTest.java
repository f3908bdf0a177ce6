package com.fingood.runbook.target;

import com.fingood.runbook.fixtures.PostgresServer;
import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.target.Privilege.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

class PrivilegesTest {

    private static final SessionTag TAG = SessionTag.cli("privileges");

    @ParameterizedTest
    @MethodSource(DialectTest.ALL)
    void the_owner_of_a_target_of_its_own_lacks_nothing(TestDatabase database) {
        assertThat(Privileges.of(DialectTest.targetOf(database.fresh("enough")), TAG)
                        .points())
                .isNotEmpty()
                .allSatisfy(point ->
                        assertThat(point.outcome()).as(point.toString()).isEqualTo(Outcome.PASSED));
    }

    @Test
    void every_gap_is_found_and_the_grants_that_it_prints_close_it() throws SQLException {
        TargetProperties properties = TestDatabases.postgresql().fresh("gaps");
        Target target = DialectTest.targetOf(properties);
        String database = target.dialect().databaseOf(properties);
        String other = database + "_other";
        String url = PostgresUrl.inDatabase(PostgresServer.shared().adminUrl(), database);
        try (Connection admin = DriverManager.getConnection(url)) {
            DialectTest.execute(
                    admin,
                    "CREATE ROLE " + other + "; ALTER DATABASE " + database + " OWNER TO " + other
                            + "; CREATE SCHEMA s; CREATE TABLE s.t (id int); ALTER TABLE s.t OWNER TO " + other
                            + "; ALTER TABLE s.t ENABLE ROW LEVEL SECURITY; ALTER TABLE s.t FORCE ROW LEVEL SECURITY"
                            + "; ALTER ROLE " + other + " IN DATABASE " + database + " SET work_mem = '8MB'"
                            + "; CREATE PUBLICATION everything FOR ALL TABLES"
                            + "; CREATE FUNCTION ev() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'"
                            + "; CREATE EVENT TRIGGER ev ON ddl_command_end EXECUTE FUNCTION ev()");
            DialectTest.execute(admin, "SELECT lo_create(4711)");

            Map<String, Privilege> points = pointsOf(target);

            assertThat(failed(points))
                    .contains(
                            "owns-database",
                            "owns-objects",
                            "owners-may-create",
                            "row-security",
                            "role-settings",
                            "event-triggers",
                            "publications",
                            "large-objects",
                            "superuser-sessions")
                    .doesNotContain("create-database", "end-sessions", "see-sessions", "not-superuser");
            assertThat(points.get("owns-objects").remedies())
                    .contains("GRANT " + other + " TO " + PostgresServer.OWNER)
                    .noneMatch(remedy -> remedy.startsWith("GRANT postgres"));

            DialectTest.execute(admin, points.get("owns-database").remedies().get(0));
            for (String remedy : points.get("owners-may-create").remedies()) {
                DialectTest.execute(admin, remedy);
            }
            assertThat(failed(pointsOf(target))).doesNotContain("owns-database", "owners-may-create");

            DialectTest.execute(
                    admin,
                    "DROP PUBLICATION everything; DROP EVENT TRIGGER ev; ALTER DATABASE " + database + " OWNER TO "
                            + PostgresServer.OWNER + "; REASSIGN OWNED BY " + other + " TO " + PostgresServer.OWNER
                            + "; DROP OWNED BY " + other + "; ALTER ROLE " + other + " IN DATABASE " + database
                            + " RESET work_mem; DROP ROLE " + other);
        }
    }

    private static Map<String, Privilege> pointsOf(Target target) {
        return Privileges.of(target, TAG).points().stream()
                .collect(Collectors.toMap(Privilege::id, Function.identity()));
    }

    private static List<String> failed(Map<String, Privilege> points) {
        assertThat(points.values()).noneMatch(point -> point.outcome() == Outcome.UNKNOWN);
        return points.values().stream()
                .filter(point -> point.outcome() == Outcome.FAILED)
                .map(Privilege::id)
                .toList();
    }
}
