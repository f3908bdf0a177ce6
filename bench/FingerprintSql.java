package com.fingood.runbook.target;

import com.fingood.runbook.run.Cancellation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the product's own fingerprint of a database and prints the SQL that it sent, so that psql can be given the very same: {@code
 * FingerprintSql URL USER PASSWORD}. Not part of the product; in this package since the dialect is not public.
 */
final class FingerprintSql {

    private final List<String> sent = new ArrayList<>();

    public static void main(String[] args) throws Exception {
        FingerprintSql recorder = new FingerprintSql();
        try (Connection connection = DriverManager.getConnection(args[0], args[1], args[2])) {
            Snapshot.begin(connection);
            new PostgresDialect().fingerprint(recorder.listening(Connection.class, connection), Cancellation.none());
        }
        recorder.sent.forEach(sql -> System.out.println(sql + "\n;"));
    }

    private <T> T listening(Class<T> type, T to) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            if (method.getName().startsWith("execute") && arguments != null) {
                sent.add((String) arguments[0]);
            }
            try {
                Object answer = method.invoke(to, arguments);
                return answer instanceof Statement statement ? listening(Statement.class, statement) : answer;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}
