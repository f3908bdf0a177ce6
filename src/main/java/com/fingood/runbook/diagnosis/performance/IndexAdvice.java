package com.fingood.runbook.diagnosis.performance;

import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Timestamps;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.TargetFailure;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Suggests indexes for what the declared queries and the foreign keys lack. Each is tried on a copy with a real index that is rolled
 * back; only what a plan takes and what touches less is suggested. Without a copy a suggestion is unproven and says so. The target is
 * only read. Stateless; safe for several threads.
 */
public final class IndexAdvice {

    private final Clock clock;

    public IndexAdvice(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param copies asked only when there is something to try; its refusal is the reason why nothing is proven
     * @throws Refusal UNREACHABLE when the target does not answer
     * @throws Cancellation.Cancelled when it was cancelled
     */
    public IndexReport advise(
            Target target,
            List<DeclaredQuery> queries,
            TrialCopy.Source copies,
            SessionTag tag,
            Cancellation cancellation,
            Progress progress) {
        List<String> notes = new ArrayList<>();
        if (target.dialect().name().equals("h2")) {
            String words = "H2 gives neither costs nor pages to prove an index by: not applicable";
            return new IndexReport(target.name(), Timestamps.now(clock), false, words, List.of(), 0, List.of(), notes);
        }
        IndexFindings findings = findings(target, queries, tag, cancellation, notes);
        List<IndexCandidate> candidates = findings.candidates();
        if (candidates.isEmpty()) {
            return report(target, "nothing had to be tried", List.of(), findings, notes);
        }
        try (TrialCopy copy = copies.open()) {
            List<IndexSuggestion> proven = tried(copy.target(), findings, tag, cancellation, progress, notes);
            return report(target, "tried on " + copy.words(), proven, findings, notes);
        } catch (Refusal e) {
            cancellation.throwIfCancelled();
            List<IndexSuggestion> unproven =
                    candidates.stream().map(IndexSuggestion::unproven).toList();
            return report(target, "unproven: " + e.getMessage(), unproven, findings, notes);
        }
    }

    private static IndexFindings findings(
            Target target, List<DeclaredQuery> queries, SessionTag tag, Cancellation cancellation, List<String> notes) {
        try (Connection connection = target.connect(tag)) {
            connection.setAutoCommit(false);
            return IndexFindings.of(new QuerySession(connection, cancellation), queries, notes);
        } catch (SQLException e) {
            throw TargetFailure.of(target.name(), "looking at its indexes", e);
        }
    }

    private static List<IndexSuggestion> tried(
            Target copy,
            IndexFindings findings,
            SessionTag tag,
            Cancellation cancellation,
            Progress progress,
            List<String> notes) {
        List<IndexSuggestion> all = new ArrayList<>();
        int of = findings.candidates().size();
        try (IndexTrial trial = new IndexTrial(copy, tag, findings.indexes(), cancellation, notes)) {
            progress.report(0, of, "statistics of the copy");
            trial.prepare(findings.indexes().keySet());
            for (IndexCandidate candidate : findings.candidates()) {
                progress.report(all.size(), of, candidate.name());
                trial.tried(candidate, findings.queriesFor(candidate)).ifPresent(all::add);
            }
        } catch (SQLException e) {
            throw TargetFailure.of(copy.name(), "trying indexes on its copy", e);
        }
        return best(all);
    }

    /** The most useful first; one that helps only queries which a better one helps already is left out. */
    private static List<IndexSuggestion> best(List<IndexSuggestion> tried) {
        List<IndexSuggestion> best = new ArrayList<>();
        Set<String> helped = new HashSet<>();
        tried.stream()
                .filter(suggestion -> suggestion.saved() > 0)
                .sorted(Comparator.comparingLong(IndexSuggestion::saved)
                        .reversed()
                        .thenComparing(suggestion -> suggestion.columns().size()))
                .forEach(suggestion -> {
                    List<String> queries = suggestion.effects().stream()
                            .filter(IndexEffect::helps)
                            .map(IndexEffect::query)
                            .toList();
                    if (!helped.containsAll(queries)) {
                        helped.addAll(queries);
                        best.add(suggestion);
                    }
                });
        return best;
    }

    private IndexReport report(
            Target target,
            String proof,
            List<IndexSuggestion> suggestions,
            IndexFindings findings,
            List<String> notes) {
        return new IndexReport(
                target.name(),
                Timestamps.now(clock),
                true,
                proof,
                suggestions,
                findings.candidates().size(),
                findings.faults(),
                notes);
    }
}
