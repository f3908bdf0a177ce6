package com.fingood.runbook.safety.sql;

import com.fingood.runbook.safety.sql.Grammar.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** What needs no grammar is what the grammar would take too; the grammar is asked here each time. */
class KnownFormsTest {

    private static final Place START = new Place(1, 1);
    private static final int CHANGES_OF_EACH = 25;

    static Stream<Path> scripts() {
        return Stream.of("src/test/resources/safety", "changes/ledger", "src/test/resources/known-forms")
                .flatMap(KnownFormsTest::below)
                .filter(path -> path.toString().endsWith(".sql"))
                .sorted();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scripts")
    void no_verdict_is_another_without_the_short_cut(Path script) {
        Grammar withShortCut = new Grammar();
        Grammar alone = new Grammar();
        assertThat(statements(script))
                .allSatisfy(one -> assertThat(KnownForms.contain(one.tokens()))
                        .isIn(false, alone.judgeAll(one.tokens()) == Answer.UNDERSTOOD))
                .filteredOn(one -> KnownForms.contain(one.tokens()))
                .allSatisfy(one -> assertThat(withShortCut.judge(one)).isEqualTo(Answer.UNDERSTOOD));
    }

    /** Words left out, doubled, swapped and put in from elsewhere; the seed is the script's name. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("scripts")
    void what_is_broken_is_never_known(Path script) {
        Grammar grammar = new Grammar();
        Random random = new Random(script.toString().hashCode());
        List<Statement> statements = statements(script);
        for (Statement statement : statements) {
            List<Token> other =
                    statements.get(random.nextInt(statements.size())).tokens();
            for (int i = 0; i < CHANGES_OF_EACH; i++) {
                List<Token> changed = changed(statement.tokens(), other, random);
                if (KnownForms.contain(changed)) {
                    grammar.nextScript();
                    assertThat(grammar.judgeAll(changed)).as(Sql.text(changed)).isEqualTo(Answer.UNDERSTOOD);
                }
            }
        }
    }

    @Test
    void many_statements_of_the_ledger_need_no_grammar() {
        List<Statement> all = below("changes/ledger")
                .filter(path -> path.toString().endsWith(".sql"))
                .flatMap(path -> statements(path).stream())
                .toList();

        assertThat(all).filteredOn(one -> KnownForms.contain(one.tokens())).hasSizeGreaterThan(all.size() / 3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE t (id bigint PRIMARY KEY, amount numeric(19,2) DEFAULT 0 NOT NULL, UNIQUE (id, amount))",
                "CREATE UNIQUE INDEX CONCURRENTLY i ON s.t (a, lower(b) DESC) WHERE c <> 'closed' AND NOT d IS NULL",
                "ALTER TABLE t ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES u (id) ON DELETE CASCADE NOT VALID",
                "UPDATE t SET a = CASE WHEN b > 1 THEN 'x' ELSE coalesce(c, '-') END WHERE d BETWEEN 1 AND 2",
                "GRANT SELECT, INSERT ON s.t TO reporting"
            })
    void everyday_forms_are_known(String sql) {
        assertThat(KnownForms.contain(ScriptReader.tokens(sql, START))).isTrue();
    }

    private static List<Token> changed(List<Token> tokens, List<Token> other, Random random) {
        List<Token> changed = new ArrayList<>(tokens);
        int at = random.nextInt(changed.size());
        switch (random.nextInt(5)) {
            case 0 -> changed.remove(at);
            case 1 -> changed.add(at, changed.get(random.nextInt(changed.size())));
            case 2 -> changed.set(at, other.get(random.nextInt(other.size())));
            case 3 -> changed.add(at, other.get(random.nextInt(other.size())));
            default -> changed.add(changed.remove(at));
        }
        return changed;
    }

    private static Stream<Path> below(String folder) {
        try (Stream<Path> found = Files.walk(Path.of(folder))) {
            return found.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Statement> statements(Path script) {
        try {
            return Script.read(script.toString(), Files.readString(script)).statements();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
