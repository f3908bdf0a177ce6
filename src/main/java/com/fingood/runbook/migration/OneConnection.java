package com.fingood.runbook.migration;

import javax.sql.DataSource;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.logging.Logger;

/**
 * Hands out the same connection again and again, so that Flyway works on the one session that is tagged, has the timeouts and holds
 * the target's lock. Only the owner closes it. Remembers the latest statement, so that another thread can cancel it.
 */
final class OneConnection implements DataSource {

    private final Connection real;
    private final Connection shared;
    private volatile Statement latest;
    private volatile SQLException failure;
    private OnFailure onFailure = why -> false;

    /** Asked when a statement failed. */
    interface OnFailure {
        /** @return true = execute it again */
        boolean again(SQLException why) throws SQLException;
    }

    OneConnection(Connection real) {
        this.real = real;
        this.shared = (Connection)
                Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Connection.class}, this::invoke);
    }

    private Object invoke(Object proxy, Method method, Object[] args) throws Throwable {
        if (method.getName().equals("close")) {
            return null;
        }
        try {
            Object result = method.invoke(real, args);
            if (result instanceof Statement statement) {
                latest = statement;
            }
            return method.getName().equals("createStatement") ? remembering((Statement) result) : result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Flyway tells its callbacks that a statement failed, and not why; and it never repeats one. */
    private Statement remembering(Statement statement) {
        return (Statement) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Statement.class}, (proxy, method, args) -> {
                    while (true) {
                        try {
                            return method.invoke(statement, args);
                        } catch (InvocationTargetException e) {
                            if (!repeatable(method, e.getCause())) {
                                throw e.getCause();
                            }
                        }
                    }
                });
    }

    private boolean repeatable(Method method, Throwable cause) throws SQLException {
        if (!(cause instanceof SQLException failed)) {
            return false;
        }
        failure = failed;
        return method.getName().equals("execute") && onFailure.again(failed);
    }

    /** Who says whether a statement that failed is executed again; nobody at first. */
    void onFailure(OnFailure onFailure) {
        this.onFailure = onFailure;
    }

    /** Why a statement failed that was executed last; null when none did. */
    SQLException failure() {
        return failure;
    }

    /** Asks the server to end the statement that runs now, if any. Safe from any thread. */
    void cancelStatement() {
        Statement running = latest;
        try {
            if (running != null) {
                running.cancel();
            }
        } catch (SQLException e) {
            // It ended by itself or the session is gone: either way it runs no more.
        }
    }

    @Override
    public Connection getConnection() {
        return shared;
    }

    @Override
    public Connection getConnection(String username, String password) {
        return shared;
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("wraps no data source");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
