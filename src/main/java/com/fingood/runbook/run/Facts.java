package com.fingood.runbook.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

import javax.sql.DataSource;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Small documents that a run found out (fingerprints, the rehearsal's report, what failed), by name; a later one of the same name
 * takes the place of the earlier. Joins the caller's transaction. No secrets, no row values.
 */
public final class Facts {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final JdbcClient jdbc;
    private final Savepoints savepoints;
    private final Clock clock;

    public Facts(DataSource dataSource, Clock clock) {
        this.jdbc = JdbcClient.create(dataSource);
        this.savepoints = new Savepoints(dataSource);
        this.clock = clock;
    }

    /** @param document anything that Jackson writes: a record, a map, a list, a string */
    public void put(RunId run, String name, Object document) {
        String json = write(name, document);
        if (update(run, name, json) == 0) {
            try {
                savepoints.within(() -> insert(run, name, json));
            } catch (DuplicateKeyException e) {
                update(run, name, json);
            }
        }
    }

    /** @return empty when the run has no such fact */
    public <T> Optional<T> get(RunId run, String name, Class<T> type) {
        return json(run, name).map(json -> read(name, json, type));
    }

    /** The document as it is stored, for the run board and the evidence. */
    public Optional<String> json(RunId run, String name) {
        return jdbc.sql("select document from rb_fact where run = ? and name = ?")
                .params(run.value(), name)
                .query(String.class)
                .optional();
    }

    /** Names of a run's facts, in alphabetical order. */
    public List<String> names(RunId run) {
        return jdbc.sql("select name from rb_fact where run = ? order by name")
                .param(run.value())
                .query(String.class)
                .list();
    }

    private int update(RunId run, String name, String json) {
        return jdbc.sql("update rb_fact set document = ?, written = ? where run = ? and name = ?")
                .params(json, Timestamps.column(Timestamps.now(clock)), run.value(), name)
                .update();
    }

    private void insert(RunId run, String name, String json) {
        jdbc.sql("insert into rb_fact (run, name, document, written) values (?, ?, ?, ?)")
                .params(run.value(), name, json, Timestamps.column(Timestamps.now(clock)))
                .update();
    }

    private static String write(String name, Object document) {
        try {
            return JSON.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the fact " + name + " can't be written as JSON", e);
        }
    }

    private static <T> T read(String name, String json, Class<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the fact " + name + " does not read as " + type.getSimpleName(), e);
        }
    }
}
