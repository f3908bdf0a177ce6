package com.fingood.runbook.faults;

import com.fingood.runbook.fixtures.CrashingPostgres;
import com.fingood.runbook.fixtures.TestDatabases;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Hundreds of transfers a second, a change among them, and something that goes wrong: no money is lost, no transfer is lost, and the
 * change is there once or not at all.
 */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChangesUnderFaultsTest {

    private static final int ENOUGH_PER_SECOND = 200;

    @ParameterizedTest(name = "{0}, version {1}, up {2}")
    @MethodSource("campaign")
    @Tag("campaign")
    void a_change_is_there_once_or_not_at_all(Fault fault, String version, boolean up) throws SQLException {
        try (Stage stage = Stage.rehearsed(TestDatabases.postgresql(), version)) {
            pass(stage, fault, version, up, null);
        }
    }

    @ParameterizedTest(name = "version {0}, up {1}")
    @MethodSource("changes")
    @Tag("campaign")
    void a_change_survives_a_crash_of_its_server(String version, boolean up) throws SQLException {
        try (CrashingPostgres server = CrashingPostgres.start();
                Stage stage = Stage.rehearsed(server.databases(), version)) {
            pass(stage, Fault.SERVER_CRASHED, version, up, server);
        }
    }

    @ParameterizedTest(name = "{0}, up {1}")
    @MethodSource("short_form")
    void a_quick_change_is_there_once_or_not_at_all(Fault fault, boolean up) throws SQLException {
        try (Stage stage = Stage.rehearsed(TestDatabases.postgresql(), Ledger.QUICK)) {
            pass(stage, fault, Ledger.QUICK, up, null);
        }
    }

    private static void pass(Stage stage, Fault fault, String version, boolean up, CrashingPostgres server)
            throws SQLException {
        long before = stage.bank().perSecond();
        String what = Passage.through(stage, up, fault, server);
        stage.bank().awaitTransfers(50);
        assertThat(stage.bank().wrongs()).isEmpty();
        System.out.printf(
                "%s, version %s, %s: %s; %d transfers acknowledged, %d/s; %d failed%n",
                fault,
                version,
                up ? "up" : "down",
                what,
                stage.bank().transfers(),
                stage.bank().perSecond(),
                stage.bank().failures());
        assertThat(before).as("transfers per second before the change").isGreaterThan(ENOUGH_PER_SECOND);
    }

    static Stream<Arguments> campaign() {
        List<Arguments> all = new ArrayList<>();
        for (Fault fault : Fault.values()) {
            if (fault != Fault.SERVER_CRASHED) {
                changes().forEach(change -> all.add(Arguments.of(fault, change.get()[0], change.get()[1])));
            }
        }
        return all.stream();
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                Arguments.of(Ledger.QUICK, true),
                Arguments.of(Ledger.QUICK, false),
                Arguments.of(Ledger.SLOW, true),
                Arguments.of(Ledger.SLOW, false));
    }

    static Stream<Arguments> short_form() {
        return Stream.of(
                Arguments.of(Fault.CONNECTION_CUT, true),
                Arguments.of(Fault.CUT_AFTER_COMMIT, true),
                Arguments.of(Fault.CUT_AFTER_COMMIT, false),
                Arguments.of(Fault.BACKEND_TERMINATED, false));
    }
}
