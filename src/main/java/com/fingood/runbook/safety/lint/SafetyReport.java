package com.fingood.runbook.safety.lint;

import com.fingood.runbook.safety.Finding;
import com.fingood.runbook.safety.Level;
import com.fingood.runbook.safety.Waiver;
import com.fingood.runbook.safety.rules.RuleCatalogue;
import com.fingood.runbook.safety.sql.Script;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a safety check found, with the scripts' own waivers taken into account. */
public final class SafetyReport {

    /** Whether a change may go on. */
    public enum Verdict {
        PASSED,
        FAILED;

        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private static final Comparator<Finding> ORDER = Comparator.comparing(Finding::file)
            .thenComparing(Finding::line, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Finding::column, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Finding::rule);

    private final List<Script> scripts;
    private final List<Finding> all;
    private final List<DeclaredWaiver> declared;
    private final List<Finding> findings;
    private final List<Waiver> waivers;
    private final Excerpts excerpts;

    /**
     * @param all before waivers
     * @param complete whether measured findings are among them, so that every waiver can be judged
     */
    SafetyReport(List<Script> scripts, List<Finding> all, List<DeclaredWaiver> declared, boolean complete) {
        this.scripts = scripts;
        this.all = all;
        this.declared = declared;
        this.excerpts = new Excerpts(scripts);
        List<Finding> left = new ArrayList<>();
        List<Waiver> waived = new ArrayList<>();
        Set<DeclaredWaiver> used = new HashSet<>();
        Map<List<String>, List<DeclaredWaiver>> meant =
                declared.stream().collect(Collectors.groupingBy(one -> List.of(one.file(), one.rule())));
        for (Finding finding : all) {
            Optional<DeclaredWaiver> waiver =
                    meant.getOrDefault(List.of(finding.file(), finding.rule()), List.of()).stream()
                            .filter(one -> one.covers(finding))
                            .findFirst();
            waiver.ifPresentOrElse(
                    one -> {
                        used.add(one);
                        waived.add(one.used(finding));
                    },
                    () -> left.add(finding));
        }
        declared.stream()
                .filter(one -> !used.contains(one) && (complete || !RuleCatalogue.isMeasuredOnly(one.rule())))
                .forEach(one -> left.add(WaiverReader.unused(one)));
        this.findings = left.stream().sorted(ORDER).toList();
        this.waivers = List.copyOf(waived);
    }

    /** In order of file and line; those that a waiver covers are not among them. */
    public List<Finding> findings() {
        return findings;
    }

    /** The waived findings, each with its waiver. */
    public List<Waiver> waivers() {
        return waivers;
    }

    public Verdict verdict(Level level) {
        return blocking(level).isEmpty() ? Verdict.PASSED : Verdict.FAILED;
    }

    /** The findings that make it fail at this level. */
    public List<Finding> blocking(Level level) {
        return findings.stream()
                .filter(finding -> level.blocks(finding.severity()))
                .toList();
    }

    /**
     * The same with what a rehearsal measured: the scripts' waivers cover measured findings too, and those that cover neither are
     * now findings themselves.
     *
     * @param measured findings whose file and line are those of the scripts that were checked
     */
    public SafetyReport with(List<Finding> measured) {
        return new SafetyReport(
                scripts, Stream.concat(all.stream(), measured.stream()).toList(), declared, true);
    }

    /** The line that a finding is about, without any literal; empty for one that is about no statement. */
    public Optional<Excerpt> excerpt(Finding finding) {
        return excerpts.of(finding);
    }

    /** How many scripts were checked. */
    public int scripts() {
        return scripts.size();
    }
}
