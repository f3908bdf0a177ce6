package com.fingood.runbook.process.upkeep;

import com.fingood.runbook.process.RunbookProperties;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import javax.sql.DataSource;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/** The clock that all nodes can see: their database's. The embedded one runs on this machine's clock, which it can't contradict. */
@Component
class DatabaseClock {

    private static final int QUESTIONS = 3;

    private final JdbcTemplate jdbc;
    private final boolean embedded;
    private final Clock machine;

    @Autowired
    DatabaseClock(DataSource dataSource, RunbookProperties properties) {
        // Not the engine's clock, which a test may move: what is compared are machines.
        this(dataSource, properties.embedded(), Clock.systemUTC());
    }

    DatabaseClock(DataSource dataSource, boolean embedded, Clock machine) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.embedded = embedded;
        this.machine = machine;
    }

    /**
     * @param ahead this machine's clock minus the database's
     * @param uncertain half of the time that the answer took: by so much ahead may be wrong
     */
    record Skew(Duration ahead, Duration uncertain) {

        /** Whether it is surely more than this, in either direction. */
        boolean exceeds(Duration limit) {
            return ahead.abs().minus(uncertain).compareTo(limit) > 0;
        }

        /** {@code 1.4 s ahead of}, {@code 0.2 s behind}. */
        String words() {
            return ahead.abs().toMillis() / 1000.0 + " s " + (ahead.isNegative() ? "behind" : "ahead of");
        }
    }

    /** The quickest of three answers, which is the surest; nothing for the embedded database. */
    Optional<Skew> skew() {
        return embedded
                ? Optional.empty()
                : jdbc.execute((Connection connection) -> IntStream.range(0, QUESTIONS)
                        .mapToObj(i -> ask(connection))
                        .min(Comparator.comparing(Skew::uncertain)));
    }

    private Skew ask(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            Instant before = machine.instant();
            try (ResultSet row = statement.executeQuery("select clock_timestamp()")) {
                Instant after = machine.instant();
                row.next();
                Instant theirs = row.getObject(1, OffsetDateTime.class).toInstant();
                Duration half = Duration.between(before, after).dividedBy(2);
                return new Skew(Duration.between(theirs, before.plus(half)), half);
            }
        } catch (SQLException e) {
            throw jdbc.getExceptionTranslator().translate("clock", "select clock_timestamp()", e);
        }
    }
}
