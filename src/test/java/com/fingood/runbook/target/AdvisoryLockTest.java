package com.fingood.runbook.target;

import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.run.Refusal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.sql.Connection;
import java.sql.SQLException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class AdvisoryLockTest {

    @ParameterizedTest
    @MethodSource(DialectTest.ALL)
    void whoever_comes_second_is_told_who_came_first(TestDatabase database) throws SQLException {
        Target target = DialectTest.targetOf(database.fresh("locked"));
        try (Connection first = target.connect(new SessionTag("ledger-2.1-0007", "migrate"));
                Connection second = target.connect(SessionTag.cli("undo"))) {
            try (AdvisoryLock held = AdvisoryLock.take(target, first)) {
                Refusal refusal = catchThrowableOfType(Refusal.class, () -> AdvisoryLock.take(target, second));

                assertThat(refusal.kind()).isEqualTo(Refusal.Kind.REFUSED);
                assertThat(refusal.code()).isEqualTo("target-locked");
                assertThat(refusal).hasMessageContaining("runbook/ledger-2.1-0007/migrate");
            }
            AdvisoryLock.take(target, second).close();
        }
    }

    @ParameterizedTest
    @MethodSource(DialectTest.ALL)
    void giving_it_back_over_a_closed_connection_is_no_error(TestDatabase database) throws SQLException {
        Target target = DialectTest.targetOf(database.fresh("closed"));
        Connection connection = target.connect(SessionTag.cli("undo"));
        AdvisoryLock lock = AdvisoryLock.take(target, connection);

        connection.close();
        lock.close();

        assertThat(connection.isClosed()).isTrue();
    }
}
