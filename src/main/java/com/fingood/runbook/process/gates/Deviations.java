package com.fingood.runbook.process.gates;

import com.fingood.runbook.run.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;

import javax.sql.DataSource;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Deviations that were asked for and decided (rb_deviation); everything joins the transaction that completes the task. */
public final class Deviations {

    private static final int MOST = 4000;
    private static final String COLUMNS = "run, gate, number, observed, asked_by, asked_because, asked_at, decision, "
            + "decided_by, decided_because, decided_at";

    private final JdbcClient jdbc;
    private final Clock clock;

    public Deviations(DataSource dataSource, Clock clock) {
        this.jdbc = JdbcClient.create(dataSource);
        this.clock = clock;
    }

    /** @throws Refusal REFUSED {@code gate-indispensable} when nobody may let a run pass without this gate */
    public void ask(String run, Gate gate, String observed, String person, String because) {
        gate.indispensable().ifPresent(why -> {
            throw Refusal.refused(
                    "gate-indispensable",
                    "No deviation was asked for: '" + gate.title() + "' can't be deviated from, since " + why
                            + ". Fix it and examine it again, or abort the run.");
        });
        jdbc.sql("insert into rb_deviation (run, gate, number, observed, asked_by, asked_because, asked_at) "
                        + "values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        run,
                        gate.topic(),
                        of(run, gate).size() + 1,
                        cut(observed),
                        person,
                        because,
                        Timestamp.from(clock.instant()))
                .update();
    }

    /** @throws Refusal REFUSED {@code no-deviation} when nothing waits for a decision */
    public void decide(String run, Gate gate, String decision, String person, String because) {
        Deviation open = open(run, gate)
                .orElseThrow(() -> Refusal.refused(
                        "no-deviation",
                        "No deviation from '" + gate.title() + "' waits for a decision in " + run + "."));
        jdbc.sql("update rb_deviation set decision = ?, decided_by = ?, decided_because = ?, decided_at = ? "
                        + "where run = ? and gate = ? and number = ?")
                .params(decision, person, because, Timestamp.from(clock.instant()), run, gate.topic(), open.number())
                .update();
    }

    /** What waits for a decision. */
    public Optional<Deviation> open(String run, Gate gate) {
        return of(run, gate).stream().filter(d -> d.decision() == null).reduce((earlier, later) -> later);
    }

    /** All of a run, oldest first. */
    public List<Deviation> of(String run) {
        return jdbc.sql("select " + COLUMNS + " from rb_deviation where run = ? order by asked_at, gate, number")
                .param(run)
                .query(Deviations::row)
                .list();
    }

    /** Those that hold. */
    public List<Deviation> accepted(String run) {
        return of(run).stream().filter(Deviation::isAccepted).toList();
    }

    private List<Deviation> of(String run, Gate gate) {
        return of(run).stream().filter(d -> d.gate().equals(gate.topic())).toList();
    }

    private static String cut(String text) {
        return text.length() <= MOST ? text : text.substring(0, MOST - 1) + "…";
    }

    private static Deviation row(ResultSet rs, int number) throws SQLException {
        Timestamp decided = rs.getTimestamp(11);
        return new Deviation(
                rs.getString(1),
                rs.getString(2),
                rs.getInt(3),
                rs.getString(4),
                rs.getString(5),
                rs.getString(6),
                rs.getTimestamp(7).toInstant(),
                rs.getString(8),
                rs.getString(9),
                rs.getString(10),
                decided == null ? null : decided.toInstant());
    }
}
