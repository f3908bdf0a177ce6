package com.fingood.runbook.diagnosis.blocking;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.target.SessionTag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BlockingTest {

    private static final String ALL = "com.fingood.runbook.fixtures.TestDatabases#all";
    private static final String RUN = "shop-1.0-0001";

    @ParameterizedTest
    @MethodSource(ALL)
    void nobody_waits_where_nobody_waits(TestDatabase database) throws SQLException {
        try (Scene scene = Scene.on(database)) {
            scene.idleInTransaction("app");

            assertThat(scene.look().isEmpty()).isTrue();
            assertThat(scene.look().lines()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void whoever_idles_in_a_transaction_is_found_and_ended(TestDatabase database) throws SQLException {
        try (Scene scene = Scene.on(database)) {
            scene.idleInTransaction("app");
            Connection waiter = scene.session("other");
            CompletableFuture<String> waiting =
                    scene.saying(waiter, "update accounts set balance = 7 where owner = 'Ann'");
            LockTree tree = scene.once(seen -> seen.waiting() == 1);

            LockNode root = tree.roots().get(0);
            assertThat(tree.roots()).hasSize(1);
            assertThat(root.state()).isEqualTo("idle in transaction");
            assertThat(root.blocked().get(0).waitsFor()).contains("row");
            assertThat(root.blocked().get(0).statement()).isEqualTo("update accounts set balance = ? where owner = ?");
            EndedBlockers ended = scene.end(List.of(root.session()));

            assertThat(ended.sessions())
                    .extracting(EndedSession::result)
                    .containsExactly(EndedSession.Result.TERMINATED);
            assertThat(waiting.join()).isEqualTo(Scene.DONE);
            assertThat(ended.freed()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_change_that_waits_for_a_table_is_never_ended_and_its_blocker_is(TestDatabase database) throws SQLException {
        try (Scene scene = Scene.on(database)) {
            scene.idleInTransaction("app");
            Connection change = scene.keep(scene.target().connect(new SessionTag(RUN, "migrate")));
            CompletableFuture<String> changing =
                    scene.saying(change, "alter table accounts add column currency varchar(3) default 'EUR'");
            LockTree tree = Blocking.watch(scene.target(), RUN, Duration.ofSeconds(20), Cancellation.none());

            assertThat(tree.involves(RUN)).isTrue();
            assertThat(tree.involves("shop-1.0-0002")).isFalse();
            LockNode ours = tree.roots().get(0).blocked().get(0);
            assertThat(ours.protection()).contains("our own");
            assertThat(ours.waitsFor()).containsIgnoringCase("accounts");
            assertThat(scene.end(List.of(ours.session())).sessions().get(0).result())
                    .isIn(EndedSession.Result.PROTECTED, EndedSession.Result.NO_LONGER_BLOCKING);
            assertThat(changing).isNotDone();

            EndedBlockers ended = scene.end(
                    tree.endableRoots().stream().map(LockNode::session).toList());

            assertThat(ended.sessions()).hasSize(1).allMatch(EndedSession::ended);
            assertThat(changing.join()).isEqualTo(Scene.DONE);
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_session_of_the_same_id_that_began_at_another_time_is_left_alone(TestDatabase database) throws SQLException {
        try (Scene scene = Scene.on(database)) {
            Connection root = scene.idleInTransaction("app");
            scene.saying(scene.session("other"), "update accounts set balance = 7 where owner = 'Ann'");
            SessionRef listed =
                    scene.once(seen -> seen.waiting() == 1).roots().get(0).session();
            SessionRef earlier =
                    new SessionRef(listed.id(), listed.backendStart().minusSeconds(1));

            EndedBlockers ended = scene.end(List.of(earlier));

            assertThat(ended.sessions().get(0).result()).isEqualTo(EndedSession.Result.GONE);
            assertThat(ended.freed()).isFalse();
            scene.say(root, "update accounts set balance = balance + 4711 where owner = 'Ann'");
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void who_holds_up_nobody_any_more_is_left_alone(TestDatabase database) throws SQLException {
        try (Scene scene = Scene.on(database)) {
            Connection root = scene.idleInTransaction("app");
            CompletableFuture<String> waiting =
                    scene.saying(scene.session("other"), "update accounts set balance = 7 where owner = 'Ann'");
            SessionRef listed =
                    scene.once(seen -> seen.waiting() == 1).roots().get(0).session();
            root.commit();
            assertThat(waiting.join()).isEqualTo(Scene.DONE);

            assertThat(scene.end(List.of(listed)).sessions().get(0).result())
                    .isEqualTo(EndedSession.Result.NO_LONGER_BLOCKING);
            scene.say(root, "select 1");
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void who_holds_up_a_change_between_two_of_its_tries_is_ended_at_the_next(TestDatabase database)
            throws SQLException {
        try (Scene scene = Scene.on(database)) {
            scene.idleInTransaction("app");
            Connection change = scene.session("change");
            boolean h2 = scene.target().dialect().name().equals("h2");
            scene.say(change, h2 ? "set lock_timeout 300" : "set lock_timeout = 300");
            String update = "update accounts set balance = 7 where owner = 'Ann'";
            CompletableFuture<String> firstTry = scene.saying(change, update);
            SessionRef listed =
                    scene.once(seen -> seen.waiting() == 1).roots().get(0).session();
            assertThat(firstTry.join()).isNotEqualTo(Scene.DONE);

            CompletableFuture<EndedBlockers> ending = CompletableFuture.supplyAsync(() -> scene.end(List.of(listed)));
            await().during(Duration.ofMillis(200)).until(() -> !ending.isDone());
            CompletableFuture<String> nextTry = scene.saying(change, update);

            assertThat(ending.join().sessions().get(0).result()).isEqualTo(EndedSession.Result.TERMINATED);
            assertThat(nextTry.join()).isEqualTo(Scene.DONE);
        }
    }

    @Test
    void what_is_kept_reads_back_as_it_was() throws Exception {
        JsonMapper json = JsonMapper.builder().addModule(new JavaTimeModule()).build();
        try (Scene scene = Scene.on(TestDatabases.postgresql())) {
            scene.idleInTransaction("app");
            scene.saying(scene.session("other"), "update accounts set balance = 7 where owner = 'Ann'");
            LockTree tree = scene.once(seen -> seen.waiting() == 1);
            EndedBlockers ended = scene.end(
                    tree.endableRoots().stream().map(LockNode::session).toList());

            assertThat(json.readValue(json.writeValueAsString(tree), LockTree.class))
                    .isEqualTo(tree);
            assertThat(json.readValue(json.writeValueAsString(ended), EndedBlockers.class))
                    .isEqualTo(ended);
            SessionRef session = tree.roots().get(0).session();
            assertThat(SessionRef.parse(session.toString())).isEqualTo(session);
        }
    }
}
