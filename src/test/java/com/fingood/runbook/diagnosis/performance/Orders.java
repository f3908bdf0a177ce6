package com.fingood.runbook.diagnosis.performance;

import com.fingood.runbook.change.ChangeFolder;
import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.target.H2Databases;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.TargetProperties;
import com.fingood.runbook.target.Targets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** 20,000 orders of 2,000 customers, an index on the customer, and a folder that declares queries on them. */
record Orders(Target target, Path changes) {

    static Orders on(TestDatabase database) {
        try {
            TargetProperties fresh = database.fresh("orders");
            if (database.dialect().equals("h2")) {
                H2Databases.create(fresh);
            }
            Path changes = Files.createTempDirectory("rb-orders");
            Files.createDirectories(changes.resolve("performance"));
            Orders orders = new Orders(new Targets(Map.of("orders", fresh)).get("orders"), changes);
            boolean h2 = database.dialect().equals("h2");
            orders.execute(
                    "create table customers (id int primary key, name varchar(60))",
                    "create table orders (id int primary key, customer int not null, placed int not null, note varchar(80),"
                            + " constraint orders_customer_fk foreign key (customer) references customers (id))",
                    h2
                            ? "insert into customers select \"X\", 'name ' || \"X\" from system_range(1, 2000)"
                            : "insert into customers select x, 'name ' || x from generate_series(1, 2000) x",
                    h2
                            ? "insert into orders select x, mod(x, 2000) + 1, mod(x, 365), 'note of order ' || x from"
                                    + " (select \"X\" as x from system_range(1, 20000)) numbers"
                            : "insert into orders select x, mod(x, 2000) + 1, mod(x, 365), 'note of order ' || x from"
                                    + " generate_series(1, 20000) x",
                    "create index orders_placed_ix on orders (placed)",
                    "create index orders_customer_ix on orders (customer)",
                    "analyze");
            return orders;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Orders declaring(String name, String text) {
        try {
            Files.writeString(changes.resolve("performance").resolve(name + ".sql"), "-- id: " + name + "\n" + text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<DeclaredQuery> queries() {
        return DeclaredQuery.in(ChangeFolder.at(changes));
    }

    Measurement measure() {
        return new PerformanceMeasuring(Clock.systemUTC())
                .measure(target, queries(), SessionTag.cli("test"), Cancellation.none(), Progress.silent());
    }

    void execute(String... statements) {
        try (Connection connection = target.connect(SessionTag.cli("test"));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    long count(String table) {
        try (Connection connection = target.connect(SessionTag.cli("test"));
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
