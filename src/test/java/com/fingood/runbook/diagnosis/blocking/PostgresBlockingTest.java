package com.fingood.runbook.diagnosis.blocking;

import com.fingood.runbook.diagnosis.blocking.EndedSession.Result;
import com.fingood.runbook.fixtures.PostgresServer;
import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.TargetCopy;
import com.fingood.runbook.target.Targets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opentest4j.TestAbortedException;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import static org.assertj.core.api.Assertions.assertThat;

/** What only PostgreSQL has: queues, prepared transactions, roles that see less. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PostgresBlockingTest {

    private static Scene scene() throws SQLException {
        return Scene.on(TestDatabases.postgresql());
    }

    private static Connection admin(Target target) throws SQLException {
        String database = target.dialect().databaseOf(target.properties());
        return DriverManager.getConnection(
                PostgresServer.shared().adminUrl().replaceFirst("(jdbc:postgresql://[^/]+/)[^?]*", "$1" + database));
    }

    @Test
    void only_the_root_of_a_queue_is_ended_and_all_behind_it_go_on() throws SQLException {
        try (Scene scene = scene()) {
            scene.idleInTransaction("app");
            CompletableFuture<String> alter =
                    scene.saying(scene.session("ddl"), "alter table accounts add column currency text");
            scene.once(seen -> seen.waiting() == 1);
            List<CompletableFuture<String>> readers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                readers.add(scene.saying(
                        scene.session("reader"), "select count(*) from accounts where balance > 123123123"));
            }
            LockTree tree = scene.once(seen -> seen.waiting() == 4);

            assertThat(tree.roots()).hasSize(1);
            LockNode queued = tree.roots().get(0).blocked().get(0);
            assertThat(queued.application()).isEqualTo("ddl");
            assertThat(queued.waitsFor()).isEqualTo("AccessExclusiveLock on public.accounts");
            assertThat(queued.blocked()).hasSize(3);
            assertThat(String.join("\n", tree.lines()))
                    .contains("<- ", "idle in transaction", "balance > ?")
                    .doesNotContain("123123123", "987654321", "for Ann");
            assertThat(scene.end(List.of(queued.session())).sessions().get(0).result())
                    .isEqualTo(Result.NO_LONGER_BLOCKING);

            EndedBlockers ended = scene.end(List.of(tree.roots().get(0).session()));

            assertThat(ended.freed()).isTrue();
            assertThat(alter.join()).isEqualTo(Scene.DONE);
            assertThat(readers).allMatch(reader -> reader.join().equals(Scene.DONE));
        }
    }

    @Test
    void a_statement_is_cancelled_and_its_session_lives() throws SQLException {
        try (Scene scene = scene()) {
            Connection busy = scene.session("report");
            CompletableFuture<String> report =
                    scene.saying(busy, "do $$ begin lock table accounts in share mode; perform pg_sleep(50); end $$");
            await(scene, "report");
            CompletableFuture<String> writer = scene.saying(scene.session("app"), "update accounts set balance = 1");
            LockTree tree = scene.once(seen -> seen.waiting() == 1);

            EndedBlockers ended = scene.end(List.of(tree.roots().get(0).session()));

            assertThat(ended.sessions().get(0).result()).isEqualTo(Result.CANCELLED);
            assertThat(report.join()).isEqualTo("57014");
            assertThat(writer.join()).isEqualTo(Scene.DONE);
            scene.say(busy, "select 1");
        }
    }

    @Test
    void a_blocker_that_comes_back_is_another_session_and_is_told_as_such() throws SQLException {
        try (Scene scene = scene()) {
            scene.idleInTransaction("app");
            CompletableFuture<String> alter =
                    scene.saying(scene.session("ddl"), "alter table accounts add column currency text");
            scene.once(seen -> seen.waiting() == 1);
            Connection next = scene.session("app");
            next.setAutoCommit(false);
            CompletableFuture<String> queued = scene.saying(next, "update accounts set balance = 0");
            LockTree tree = scene.once(seen -> seen.waiting() == 2);
            SessionRef first = tree.roots().get(0).session();

            assertThat(scene.end(List.of(first)).sessions().get(0).result()).isEqualTo(Result.TERMINATED);
            assertThat(alter.join()).isEqualTo(Scene.DONE);
            assertThat(queued.join()).isEqualTo(Scene.DONE);
            scene.saying(scene.session("ddl"), "alter table accounts drop column currency");
            LockTree again = scene.once(seen -> seen.waiting() == 1);

            assertThat(again.roots().get(0).session()).isNotEqualTo(first);
            assertThat(scene.end(List.of(first)).sessions().get(0).result()).isEqualTo(Result.GONE);
            assertThat(scene.look().waiting()).isEqualTo(1);
        }
    }

    @Test
    void a_prepared_transaction_is_told_with_the_command_that_decides_it() throws SQLException {
        try (Scene scene = scene();
                Connection admin = admin(scene.target())) {
            requirePreparedTransactions(admin);
            String gid = "it's " + UUID.randomUUID();
            scene.say(scene.idleInTransaction("app"), "prepare transaction '" + gid.replace("'", "''") + "'");
            try {
                CompletableFuture<String> row =
                        scene.saying(scene.session("row"), "update accounts set balance = 0 where id = 1");
                CompletableFuture<String> alter =
                        scene.saying(scene.session("ddl"), "alter table accounts add column currency text");
                LockTree tree = scene.once(seen -> seen.waiting() == 2);

                assertThat(tree.endableRoots()).isEmpty();
                LockNode root = tree.roots().get(0);
                assertThat(root.session().id()).isZero();
                assertThat(root.state()).isEqualTo("prepared");
                assertThat(root.user()).isEqualTo(PostgresServer.OWNER);
                assertThat(root.transactionAge()).isNotNull();
                assertThat(root.protection())
                        .contains(
                                "COMMIT PREPARED '" + gid.replace("'", "''") + "'",
                                "ROLLBACK PREPARED '" + gid.replace("'", "''") + "'");
                assertThat(scene.end(List.of(root.session())).sessions().get(0).result())
                        .isEqualTo(Result.PROTECTED);
                scene.say(scene.session("person"), "rollback prepared '" + gid.replace("'", "''") + "'");
                assertThat(row.join()).isEqualTo(Scene.DONE);
                assertThat(alter.join()).isEqualTo(Scene.DONE);
            } finally {
                rollback(admin, gid);
            }
        }
    }

    @Test
    void what_our_role_may_not_see_is_told_as_hidden_and_left_alone() throws SQLException {
        try (Scene scene = scene();
                Connection admin = admin(scene.target())) {
            String role = "rb_plain_" + UUID.randomUUID().toString().substring(0, 8);
            scene.say(admin, "create role " + role + " login password 'plain'");
            scene.idleInTransaction("app");
            scene.saying(scene.session("other"), "update accounts set balance = 7 where owner = 'Ann'");
            scene.once(seen -> seen.waiting() == 1);
            Target plain = as(scene.target(), role);

            LockTree tree = Blocking.look(plain, SessionTag.cli("blocking"), Cancellation.none());
            LockNode root = tree.roots().get(0);

            assertThat(root.state()).isEqualTo("hidden");
            assertThat(root.statement()).isNull();
            assertThat(root.protection()).contains("GRANT pg_read_all_stats TO " + role);
            assertThat(tree.lines()).anyMatch(line -> line.contains("hidden from us"));
            scene.say(admin, "grant pg_read_all_stats to " + role);
            LockNode seen = Blocking.look(plain, SessionTag.cli("blocking"), Cancellation.none())
                    .roots()
                    .get(0);
            assertThat(seen.protection()).contains("GRANT pg_signal_backend TO " + role);
            assertThat(BlockerEnding.end(plain, SessionTag.cli("x"), List.of(seen.session()), Cancellation.none())
                            .sessions())
                    .extracting(EndedSession::result)
                    .containsExactly(Result.PROTECTED);
            scene.say(admin, "drop role " + role);
        }
    }

    @Test
    void a_superusers_session_is_left_to_superusers() throws SQLException {
        try (Scene scene = scene()) {
            Connection root = scene.keep(admin(scene.target()));
            root.setAutoCommit(false);
            scene.say(root, "lock table accounts in access exclusive mode");
            CompletableFuture<String> waiting = scene.saying(scene.session("app"), "select * from accounts");
            LockTree tree = scene.once(seen -> seen.waiting() == 1);

            assertThat(tree.roots().get(0).protection()).contains("superuser");
            assertThat(scene.end(List.of(tree.roots().get(0).session()))
                            .sessions()
                            .get(0)
                            .result())
                    .isEqualTo(Result.PROTECTED);
            root.rollback();
            assertThat(waiting.join()).isEqualTo(Scene.DONE);
        }
    }

    private static Target as(Target target, String role) {
        return new Targets(Map.of(
                        "shop",
                        TargetCopy.of(target.properties()).login(role, "plain").done()))
                .get("shop");
    }

    private static void await(Scene scene, String application) {
        org.awaitility.Awaitility.await().until(() -> holdsATable(scene, application));
    }

    private static boolean holdsATable(Scene scene, String application) throws SQLException {
        try (Connection admin = admin(scene.target());
                Statement statement = admin.createStatement();
                ResultSet row =
                        statement.executeQuery("select count(*) from pg_locks l join pg_stat_activity a using (pid)"
                                + " where l.granted and l.mode = 'ShareLock' and l.locktype = 'relation' and a.application_name = '"
                                + application + "' and a.datname = current_database()")) {
            row.next();
            return row.getInt(1) > 0;
        }
    }

    private static void requirePreparedTransactions(Connection admin) throws SQLException {
        try (Statement statement = admin.createStatement();
                ResultSet row = statement.executeQuery("show max_prepared_transactions")) {
            row.next();
            if (row.getInt(1) == 0) {
                throw new TestAbortedException("this PostgreSQL has max_prepared_transactions = 0");
            }
        }
    }

    private static void rollback(Connection admin, String gid) throws SQLException {
        try (Statement statement = admin.createStatement();
                ResultSet left = statement.executeQuery(
                        "select 1 from pg_prepared_xacts where gid = '" + gid.replace("'", "''") + "'")) {
            if (!left.next()) {
                return;
            }
        }
        try (Statement statement = admin.createStatement()) {
            statement.execute("rollback prepared '" + gid.replace("'", "''") + "'");
        }
    }
}
