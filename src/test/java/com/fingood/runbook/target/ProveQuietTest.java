package com.fingood.runbook.target;

import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.run.Cancellation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProveQuietTest {

    /** Longer than what PostgreSQL keeps of a name. */
    private static final String RUN = "ledger-with-a-rather-long-name-2026.11.22.1-0007";

    private static final String NEIGHBOUR = RUN.substring(0, RUN.length() - 1) + "8";

    @ParameterizedTest
    @MethodSource(DialectTest.ALL)
    void it_ends_the_sessions_of_this_run_and_of_no_other(TestDatabase database) throws SQLException {
        Target target = DialectTest.targetOf(database.fresh("quiet"));
        try (Connection own = target.connect(new SessionTag(RUN, "migrate"));
                Connection other = target.connect(new SessionTag(NEIGHBOUR, "migrate"))) {
            assertThat(target.dialect().tryAdvisoryLock(own)).isTrue();

            List<LiveSession> ended = ProveQuiet.on(target, RUN, Cancellation.none());

            assertThat(ended).singleElement().satisfies(session -> assertThat(session.tag())
                    .startsWith(SessionTag.prefixOf(RUN)));
            assertThatThrownBy(() -> DialectTest.execute(own, "SELECT 1")).isInstanceOf(SQLException.class);
            DialectTest.execute(other, "SELECT 1");
        }
        assertThat(ProveQuiet.on(target, RUN, Cancellation.none())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(DialectTest.ALL)
    void a_session_whose_start_differs_is_somebody_elses_and_stays(TestDatabase database) throws SQLException {
        Target target = DialectTest.targetOf(database.fresh("pid"));
        try (Connection looking = target.connect(SessionTag.cli("look"));
                Connection session = target.connect(new SessionTag(RUN, "migrate"))) {
            LiveSession live = target.dialect().sessionsOf(looking, RUN).get(0);
            LiveSession reused = new LiveSession(
                    live.id(), live.backendStart().minusSeconds(1), live.tag(), live.user(), live.state());

            assertThat(target.dialect().terminate(looking, reused)).isFalse();
            DialectTest.execute(session, "SELECT 1");
            assertThat(target.dialect().terminate(looking, live)).isTrue();
        }
    }
}
