package com.fingood.runbook.safety.lint;

import com.fingood.runbook.safety.Finding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The two scripts of a rule: one that breaks it, and one that reaches the same end. */
record RuleExample(String rule) {

    private static final String ALSO = "-- also:";

    Path folder() {
        return Path.of("src/test/resources/safety", rule);
    }

    String bad() {
        return read("bad.sql");
    }

    String good() {
        return read("good.sql");
    }

    /** The rules that the bad script breaks: this one, and those of its line {@code -- also: XX1 YY2}. */
    Set<String> broken() {
        Set<String> expected = new TreeSet<>(Set.of(rule));
        bad().lines()
                .filter(line -> line.startsWith(ALSO))
                .flatMap(line -> Stream.of(line.substring(ALSO.length()).strip().split("[ ,]+")))
                .forEach(expected::add);
        return expected;
    }

    static List<Finding> check(String file, String sql) {
        return SafetyCheck.of(List.of(ScriptFile.of(file, sql))).findings();
    }

    private String read(String file) {
        try {
            return Files.readString(folder().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return rule;
    }
}
