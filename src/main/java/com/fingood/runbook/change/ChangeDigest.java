package com.fingood.runbook.change;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fingood.runbook.run.Refusal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was reviewed, as one SHA-256 over named components that each have their own: an approval is for {@link #value()}, and a
 * later comparison says WHICH component changed. Immutable; {@code with...} returns a new one.
 */
@JsonPropertyOrder({"digest", "components"})
public final class ChangeDigest {

    private final SortedMap<String, String> components;

    private ChangeDigest(Map<String, String> components) {
        this.components = Collections.unmodifiableSortedMap(new TreeMap<>(components));
        this.components.forEach(ChangeDigest::demandComponent);
    }

    /** Script, undo, document, their settings, and every file under {@code checks} and {@code performance}. */
    public static ChangeDigest of(Change change, ChangeFolder folder) {
        Map<String, String> all = new TreeMap<>(change.sha256s());
        all.put("version", Sha256.of(change.version()));
        folder.checks().forEach(check -> all.put(check.name(), check.file().sha256()));
        folder.performance().forEach(file -> all.put(file.name(), file.sha256()));
        return new ChangeDigest(all);
    }

    /**
     * The target for which it was reviewed.
     *
     * @param url JDBC URL; user names and passwords in it are left out, so that a new password is no new change
     * @param limits further settings that matter, e.g. {@code migration -> PT1H}
     */
    public ChangeDigest withTarget(String name, String environment, String url, Map<String, String> limits) {
        Map<String, String> settings = new TreeMap<>();
        limits.forEach((key, value) -> settings.put("limits." + key, value));
        settings.put("name", name);
        settings.put("environment", environment);
        settings.put("url", JdbcUrl.withoutCredentials(url));
        Map<String, String> all = new TreeMap<>(components);
        settings.forEach((key, value) -> all.put("target." + key, Sha256.of(value)));
        return new ChangeDigest(all);
    }

    /** One more component by its content: a waiver, a lock strategy, a deviation's text. Replaces one of the same name. */
    public ChangeDigest withText(String name, String content) {
        return withSha256(name, Sha256.of(content));
    }

    /** One more component by its SHA-256: the rehearsal's result, a fingerprint. Replaces one of the same name. */
    public ChangeDigest withSha256(String name, String sha256) {
        Map<String, String> all = new TreeMap<>(components);
        all.put(name, sha256);
        return new ChangeDigest(all);
    }

    /** 64 hex digits over all components in order of name. */
    @JsonProperty("digest")
    public String value() {
        StringBuilder text = new StringBuilder();
        components.forEach(
                (name, hash) -> text.append(hash).append("  ").append(name).append('\n'));
        return Sha256.of(text.toString());
    }

    /** Name to SHA-256, in order of name. */
    @JsonProperty("components")
    public SortedMap<String, String> components() {
        return components;
    }

    /** What changed from this to {@code other}, one sentence per component in order of name; empty = equal. */
    public List<String> differencesTo(ChangeDigest other) {
        SortedSet<String> names = new TreeSet<>(components.keySet());
        names.addAll(other.components.keySet());
        List<String> differences = new ArrayList<>();
        for (String name : names) {
            String before = components.get(name);
            String after = other.components.get(name);
            if (before == null) {
                differences.add(name + " is new");
            } else if (after == null) {
                differences.add(name + " is gone");
            } else if (!before.equals(after)) {
                differences.add(name + " changed");
            }
        }
        return differences;
    }

    /** @throws Refusal REFUSED {@code digest-mismatch} when the stored total is not that of the stored components */
    @JsonCreator
    static ChangeDigest fromJson(
            @JsonProperty("digest") String digest, @JsonProperty("components") Map<String, String> components) {
        ChangeDigest read = new ChangeDigest(components == null ? Map.of() : components);
        if (!read.value().equals(digest)) {
            throw Refusal.refused(
                    "digest-mismatch",
                    "A stored digest does not fit its components. Review and approve the change again.");
        }
        return read;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChangeDigest digest && components.equals(digest.components);
    }

    @Override
    public int hashCode() {
        return components.hashCode();
    }

    @Override
    public String toString() {
        return value();
    }

    /** A line break in a name could make two sets of components one text. */
    private static void demandComponent(String name, String sha256) {
        boolean named = !name.isBlank() && name.chars().noneMatch(Character::isISOControl);
        if (!named || sha256 == null || !sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("a component needs a name on one line and 64 hex digits, not " + name);
        }
    }
}
