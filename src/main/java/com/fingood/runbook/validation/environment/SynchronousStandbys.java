package com.fingood.runbook.validation.environment;

import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether as many standbys are connected as every commit waits for; with one too few each commit waits for ever. */
final class SynchronousStandbys {

    private static final Pattern SEVERAL = Pattern.compile("(?is)\\s*(?:FIRST\\s+|ANY\\s+)?(\\d+)\\s*\\(.*\\)\\s*");

    private final Visit visit;

    SynchronousStandbys(Visit visit) {
        this.visit = visit;
    }

    Finding judged() throws SQLException {
        Catalogue catalogue = visit.catalogue();
        String names = catalogue.setting("synchronous_standby_names");
        if (names.isBlank()) {
            return Finding.notApplicable("No commit waits for a standby (synchronous_standby_names is empty).");
        }
        List<String> states = catalogue.list(
                "SELECT coalesce(sync_state, 'hidden') FROM pg_stat_replication", row -> row.getString(1));
        int wanted = wanted(names);
        String allowed = Words.count(wanted, "synchronous standby", "synchronous standbys");
        if (states.contains("hidden")) {
            return Finding.unknown("Which standbys are synchronous is hidden from our role.", visit.grantStats())
                    .within(allowed);
        }
        long there = states.stream().filter(List.of("sync", "quorum")::contains).count();
        String observed = "Commits wait for %s, and %s connected.".formatted(allowed, Words.count(there, "is", "are"));
        return there >= wanted
                ? Finding.passed(observed).within(allowed)
                : Finding.failed(
                                observed,
                                "Bring the standby back before anything is written: commits hang until it is there, or until synchronous_standby_names is changed.")
                        .within(allowed);
    }

    static int wanted(String names) {
        Matcher several = SEVERAL.matcher(names);
        return several.matches() ? Integer.parseInt(several.group(1)) : 1;
    }
}
