package com.fingood.runbook.diagnosis.blocking;

import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.target.H2Databases;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.TargetProperties;
import com.fingood.runbook.target.Targets;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

import static org.awaitility.Awaitility.await;

/** A fresh database with accounts, and sessions of others on it that get in each other's way. */
final class Scene implements AutoCloseable {

    static final String DONE = "done";

    private final Target target;
    private final List<Connection> sessions = new ArrayList<>();

    private Scene(Target target) {
        this.target = target;
    }

    static Scene on(TestDatabase database) throws SQLException {
        TargetProperties properties = database.fresh("blocking");
        if (database.dialect().equals("h2")) {
            H2Databases.create(properties);
        }
        Scene scene = new Scene(new Targets(Map.of("shop", properties)).get("shop"));
        scene.say(
                scene.session("setup"),
                "create table accounts (id int primary key, owner varchar(40), balance int)",
                "insert into accounts values (1, 'Ann', 100), (2, 'Bob', 100)");
        return scene;
    }

    Target target() {
        return target;
    }

    /** A session of somebody else's, in auto-commit mode. */
    Connection session(String application) throws SQLException {
        return session(target.properties().username(), target.properties().password(), application);
    }

    Connection session(String user, String password, String application) throws SQLException {
        boolean h2 = target.dialect().name().equals("h2");
        String url = target.properties().url();
        String full = h2
                ? url + ";AUTO_SERVER=TRUE;LOCK_TIMEOUT=30000"
                : url + (url.contains("?") ? "&" : "?") + "ApplicationName=" + application;
        return keep(DriverManager.getConnection(full, user, password));
    }

    Connection keep(Connection session) {
        sessions.add(session);
        return session;
    }

    /** A session that has changed a row and does not end its transaction. */
    Connection idleInTransaction(String application) throws SQLException {
        Connection session = session(application);
        session.setAutoCommit(false);
        say(session, "update accounts set balance = balance - 987654321 where owner = 'Ann' -- for Ann");
        return session;
    }

    void say(Connection session, String... statements) throws SQLException {
        try (Statement statement = session.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** @return {@link #DONE}, or the SQL state in which it failed */
    CompletableFuture<String> saying(Connection session, String sql) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        say(session, sql);
                        return DONE;
                    } catch (SQLException e) {
                        return e.getSQLState();
                    }
                },
                work -> new Thread(work, "scene").start());
    }

    LockTree look() {
        return Blocking.look(target, SessionTag.cli("blocking"), Cancellation.none());
    }

    LockTree once(Predicate<LockTree> condition) {
        return await().until(this::look, condition);
    }

    EndedBlockers end(List<SessionRef> listed) {
        return BlockerEnding.end(target, SessionTag.cli("kill-blocking"), listed, Cancellation.none());
    }

    @Override
    public void close() throws SQLException {
        for (Connection session : sessions) {
            if (!session.isClosed()) {
                session.close();
            }
        }
    }
}
