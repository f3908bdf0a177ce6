package com.fingood.runbook.target;

import com.fingood.runbook.run.Refusal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The configured freezes, checked once at start: a bad value names its key, the value and what would be right. */
public final class Freezes {

    private static final String KEY = "runbook.freezes";
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} _.,-]{0,59}");
    private static final Set<String> ENVIRONMENTS =
            Arrays.stream(Environment.values()).map(Environment::label).collect(Collectors.toSet());

    private final List<Freeze> freezes;

    private Freezes(List<Freeze> freezes) {
        this.freezes = freezes;
    }

    /**
     * @param targets names of the registered targets
     * @throws Refusal BAD_INPUT {@code bad-configuration}
     */
    public static Freezes of(List<FreezeProperties> configured, Collection<String> targets) {
        Set<String> names = new HashSet<>();
        List<Freeze> freezes = IntStream.range(0, configured.size())
                .mapToObj(i -> freeze(KEY + "[" + i + "]", configured.get(i), targets))
                .toList();
        for (int i = 0; i < freezes.size(); i++) {
            String name = freezes.get(i).name();
            demand(names.add(name), KEY + "[" + i + "].name", "'" + name + "'", "a name that no other freeze has");
        }
        return new Freezes(freezes);
    }

    /** Those of this target that work between these moments would be in, the earliest first. */
    public List<Freeze> meeting(Target target, Instant begin, Instant end) {
        return of(target).stream().filter(freeze -> freeze.meets(begin, end)).toList();
    }

    /** The next one of this target that begins after this moment. */
    public Optional<Freeze> after(Target target, Instant moment) {
        return of(target).stream()
                .filter(freeze -> freeze.from().isAfter(moment))
                .findFirst();
    }

    /** For people who choose a window: those of this target that are not over yet, in words, the earliest first. */
    public List<String> announced(Target target, Instant now) {
        return of(target).stream()
                .filter(freeze -> freeze.to().isAfter(now))
                .map(freeze -> freeze.name() + ", " + freeze.from() + " to " + freeze.to())
                .toList();
    }

    private List<Freeze> of(Target target) {
        return freezes.stream()
                .filter(freeze ->
                        freeze.concerns(target.name(), target.environment().label()))
                .sorted(Comparator.comparing(Freeze::from))
                .toList();
    }

    private static Freeze freeze(String key, FreezeProperties configured, Collection<String> targets) {
        demand(
                configured.name() != null && NAME.matcher(configured.name()).matches(),
                key + ".name",
                shown(configured.name()),
                "what people call the freeze, such as 'year end': at most 60 letters, digits, spaces, _, ., comma and -");
        Instant from = moment(key + ".from", configured.from());
        Instant to = moment(key + ".to", configured.to());
        demand(from.isBefore(to), key + ".to", shown(configured.to()), "later than from, " + configured.from());
        among(key + ".targets", configured.targets(), targets);
        among(key + ".environments", configured.environments(), ENVIRONMENTS);
        return new Freeze(
                configured.name(), from, to, Set.copyOf(configured.targets()), Set.copyOf(configured.environments()));
    }

    private static Instant moment(String key, String text) {
        try {
            return OffsetDateTime.parse(String.valueOf(text).strip()).toInstant();
        } catch (DateTimeException e) {
            throw bad(key, shown(text), "an ISO date-time with offset, such as 2026-12-20T00:00:00+01:00");
        }
    }

    private static void among(String key, List<String> values, Collection<String> known) {
        for (int i = 0; i < values.size(); i++) {
            demand(
                    known.contains(values.get(i)),
                    key + "[" + i + "]",
                    shown(values.get(i)),
                    "one of " + String.join(", ", new TreeSet<>(known)));
        }
    }

    private static String shown(String value) {
        return value == null || value.isBlank() ? "nothing" : "'" + value + "'";
    }

    private static void demand(boolean right, String key, String value, String wanted) {
        if (!right) {
            throw bad(key, value, wanted);
        }
    }

    private static Refusal bad(String key, String value, String wanted) {
        return Refusal.badInput("bad-configuration", key + " is " + value + "; it must be " + wanted + ".");
    }
}
