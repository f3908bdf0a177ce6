package com.fingood.runbook.safety.lint;

import com.fingood.runbook.safety.Finding;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a tired person writes: each is refused by the server, and none may pass in silence. */
class BrokenStatementsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABEL t (id bigint)",
                "CREATE TABLE t (id bigint name text)",
                "CREATE TABLE t (id bigint,)",
                "CREATE TABLE t (id bigint",
                "CREATE TABLE t id bigint)",
                "CREATE TABLE t (id bigint))",
                "CREATE TABLE t (id bigint NOT)",
                "CREATE TABLE t (id bigint PRIMARY)",
                "CREATE TABLE t (id bigint DEFAULT)",
                "CREATE TABLE t (amount numeric(19,))",
                "CREATE TABLE t (a bigint, CONSTRAINT k PRIMARY (a))",
                "CREATE TABLE t (a bigint) garbage here",
                "CREATE TABLE t (a bigint REFERENCES)",
                "CREATE INDEX i ON t a",
                "CREATE INDEX i ON t ()",
                "CREATE INDEX i t (a)",
                "CREATE INDEX i ON t (a) WHERE",
                "CREATE INDEX i ON t (a b c d)",
                "CREATE UNIQUE CONCURRENTLY INDEX i ON t (a)",
                "ALTER TABLE t ADD COLUMN a",
                "ALTER TABLE t ADD COLUMN a bigint b text",
                "ALTER TABLE t DROP COLUMN",
                "ALTER TABLE t ADD CONSTRAINT k CHECK (a >)",
                "ALTER TABLE t ADD CONSTRAINT k FOREIGN KEY a REFERENCES u (id)",
                "ALTER TABLE t ALTER COLUMN a SET NOT",
                "ALTER TABLE t ALTER COLUMN a TYPE",
                "ALTER TABLE t RENAME COLUMN a b",
                "ALTER TABLE t VALIDATE k",
                "ALTER TABEL t DROP COLUMN a",
                "DROP TABLE IF EXIST t",
                "DROP TABLE a b",
                "DROP INDEX CONCURENTLY i",
                "UPDATE t SET a = 1, WHERE b = 2",
                "UPDATE t a = 1",
                "UPDATE t SET a = CASE WHEN b THEN 1",
                "DELETE t WHERE a = 1",
                "DELETE FROM t WHERE a IN (1, 2",
                "DELETE FROM t WHERE a AND",
                "INSERT INTO t (a, b) VALUES (1, 2",
                "INSERT INTO t (a b) VALUES (1, 2)",
                "INSERT INTO t (a) VALUE (1)",
                "COMMENT ON TABLE t IS",
                "COMMENT ON TABLE t 'x'",
                "GRANT SELECT ON t reporting",
                "GRANT SELECT INSERT ON t TO reporting",
                "SET lock_timeout 5"
            })
    void a_broken_statement_is_a_finding(String sql) {
        assertThat(RuleExample.check("broken.sql", sql + ";\n"))
                .extracting(Finding::rule)
                .contains("NU1");
    }
}
