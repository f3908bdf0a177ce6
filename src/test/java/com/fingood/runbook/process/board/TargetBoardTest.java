package com.fingood.runbook.process.board;

import com.fingood.runbook.fixtures.SampleLedger;
import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.run.NewRun;
import com.fingood.runbook.run.OwnDatabaseForTests;
import com.fingood.runbook.run.RunEvents;
import com.fingood.runbook.run.Runs;
import com.fingood.runbook.target.FreezeProperties;
import com.fingood.runbook.target.Freezes;
import com.fingood.runbook.target.TargetCopy;
import com.fingood.runbook.target.TargetProperties;
import com.fingood.runbook.target.Targets;
import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What people choose from; a target that is away holds up nobody. */
class TargetBoardTest {

    @Test
    void targets_say_what_waits_for_them_and_one_that_hangs_says_so_quickly() throws IOException {
        TargetProperties ledger = SampleLedger.below(TestDatabases.h2(), "board", "2.1");
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                HikariDataSource own = OwnDatabaseForTests.migrated(TestDatabases.h2())) {
            Map<String, TargetProperties> all = new LinkedHashMap<>();
            all.put("silent", at("jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/ledger", ledger));
            all.put("ledger", ledger);
            Runs runs = new Runs(own, Clock.systemUTC(), RunEvents.nowhere());
            runs.create(new NewRun("ledger", "2.1", "requester", "asked for already", null));
            Freezes freezes = Freezes.of(
                    List.of(new FreezeProperties(
                            "year end", "2000-12-20T00:00:00Z", "2999-01-05T00:00:00Z", List.of("ledger"), null)),
                    all.keySet());
            try (TargetBoard board = new TargetBoard(new Targets(all), runs, freezes, Clock.systemUTC())) {
                said(board.list());
                long begin = System.nanoTime();
                board.list();
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
            }
        }
    }

    private static void said(List<TargetView> views) {
        TargetView silent = views.get(0);
        assertThat(silent.away()).contains("silent did not answer within 3 s");
        assertThat(silent.pending()).isNull();
        assertThat(silent.versions()).contains("2.1");
        TargetView ledger = views.get(1);
        assertThat(ledger.away()).isNull();
        assertThat(ledger.current()).isEqualTo("2.0");
        assertThat(ledger.applied()).contains("2.0");
        assertThat(ledger.freezes()).singleElement().asString().contains("year end");
        assertThat(ledger.pending().get(0)).satisfies(next -> {
            assertThat(next.version()).isEqualTo("2.1");
            assertThat(next.title()).isNotBlank();
            assertThat(next.risk()).isIn("low", "medium", "high");
            assertThat(next.run()).isEqualTo("ledger-2.1-0001");
        });
        assertThat(ledger.pending().get(1).run()).isNull();
    }

    private static TargetProperties at(String url, TargetProperties like) {
        return TargetCopy.of(like).url(url).login("nobody", "nothing").done();
    }
}
