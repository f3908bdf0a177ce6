package com.fingood.runbook.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fingood.runbook.target.ScratchDatabase;
import com.fingood.runbook.target.ScratchDatabases;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.TargetProperties;
import com.fingood.runbook.target.Targets;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * kill -9 while a backup is verified and while a change is rehearsed: both are done anew, and no copy of the data is forgotten. Rows of
 * two tables can only be written while nobody holds a lock of the test's, in whatever database: that keeps the restore and the change
 * where they are to be killed.
 */
@Tag("campaign")
class KillInPreflightTest {

    private static final String DOORS =
            """
            create function free(lock int) returns boolean language plpgsql as $$ begin
              while exists (select from pg_catalog.pg_locks where locktype = 'advisory' and objid = lock and granted) loop
                perform pg_sleep(0.05);
              end loop;
              return true;
            end $$;
            create table doors (id int primary key, check (public.free(%d)));
            create table windows (id int primary key, check (public.free(%d)));
            insert into doors values (1);
            """;

    private final int door = ThreadLocalRandom.current().nextInt(1_000_000, Integer.MAX_VALUE - 1);
    private final int window = door + 1;
    /** Its own each time: runs of other servers beside this one must not have the same ids. */
    private final String name = "halted" + door;

    private final TargetProperties properties =
            ParcelOffice.with("halted", "insert into windows values (1);", "delete from windows where id = 1;");
    private final Target target = new Targets(Map.of(name, properties)).get(name);

    @Test
    void a_killed_preflight_goes_on_and_forgets_no_copy() throws SQLException {
        ParcelOffice.execute(properties, DOORS.formatted(door, window));
        try (ServerProcess server = new ServerProcess(name, properties);
                Connection windowHeld = held(window)) {
            server.start();
            String run;
            try (Connection doorHeld = held(door)) {
                run = server.as("requester")
                        .start(name, ParcelOffice.VERSION)
                        .body()
                        .path("businessKey")
                        .asText();
                awaitWriting(run, "doors");
                server.kill();
            }
            List<String> half = copies(run);
            assertThat(half).hasSize(1);

            server.start();
            awaitWriting(run, "windows");
            server.kill();
            windowHeld.close();
            assertThat(copies(run))
                    .hasSize(2)
                    .contains(ScratchDatabases.cloneNameOf(run))
                    .doesNotContainAnyElementsOf(half);

            server.start();
            server.awaitTask(run, "userTask_approveChange");
            assertThat(attempts(server, run, "createBackup")).containsExactly("done");
            assertThat(attempts(server, run, "verifyBackup")).containsExactly("unfinished", "done");
            assertThat(attempts(server, run, "rehearseChange")).containsExactly("unfinished", "done");
            assertThat(copies(run)).hasSize(1).doesNotContain(ScratchDatabases.cloneNameOf(run));

            server.as("requester").post("/api/runs/" + run + "/cancel", Map.of("reason", "it was killed twice"));
            assertThat(server.awaitOutcome(run)).isEqualTo("cancelled");
            assertThat(copies(run)).isEmpty();
        }
    }

    private Connection held(int lock) throws SQLException {
        Connection connection =
                DriverManager.getConnection(properties.url(), properties.username(), properties.password());
        connection.createStatement().execute("select pg_advisory_lock(" + lock + ")");
        return connection;
    }

    /** Waits until somebody writes this table in a copy that belongs to the run. */
    private void awaitWriting(String run, String table) {
        Awaitility.await("rows of " + table + " in a copy")
                .atMost(Duration.ofMinutes(2))
                .until(() -> copies(run).stream().anyMatch(copy -> isWriting(copy, table)));
    }

    private boolean isWriting(String database, String table) {
        try (Connection connection =
                        DriverManager.getConnection(properties.url(), properties.username(), properties.password());
                var query = connection.prepareStatement("select count(*) from pg_stat_activity where datname = ?"
                        + " and state = 'active' and query ~* ('^(copy|insert into).*' || ?)")) {
            query.setString(1, database);
            query.setString(2, table);
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getLong(1) > 0;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> copies(String run) {
        return new ScratchDatabases(target)
                .all().stream()
                        .filter(scratch -> scratch.label().equals(run))
                        .map(ScratchDatabase::name)
                        .toList();
    }

    /** How each attempt of a gate ended. */
    private static List<String> attempts(ServerProcess server, String run, String gate) {
        List<String> ended = new ArrayList<>();
        for (JsonNode attempt :
                server.as("auditor").get("/api/runs/" + run).body().path("progress")) {
            if (attempt.path("step").asText().equals("serviceTask_" + gate)) {
                ended.add(attempt.path("outcome").asText("unfinished"));
            }
        }
        return ended;
    }
}
