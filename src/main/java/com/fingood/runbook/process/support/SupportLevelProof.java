package com.fingood.runbook.process.support;

import com.fingood.runbook.process.decisions.TableForm;
import com.fingood.runbook.process.decisions.TableForm.Input;
import com.fingood.runbook.process.decisions.TableForm.Output;
import com.fingood.runbook.process.decisions.TableProof;
import com.fingood.runbook.process.decisions.TableQuestions;
import com.fingood.runbook.target.Environment;
import org.springframework.stereotype.Component;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Asks the table {@code support-level} about every issue that can be: each must get exactly one level, and what endangers data or the
 * system may be made more urgent, never less.
 */
@Component
class SupportLevelProof implements TableProof {

    private static final List<String> LEVELS =
            Arrays.stream(SupportLevel.values()).map(SupportLevel::name).toList();

    private static final Map<String, SupportLevel> LOWEST = Map.of(
            IssueKind.INTEGRITY.label(), SupportLevel.L2,
            IssueKind.SECURITY.label(), SupportLevel.L2,
            IssueKind.ROLLBACK_FAILED.label(), SupportLevel.L3,
            IssueKind.SYSTEM_FAILURE.label(), SupportLevel.L3);

    private static final TableForm FORM = new TableForm(
            "support-level",
            "UNIQUE",
            List.of(
                    Input.text(
                            "kind",
                            Arrays.stream(IssueKind.values())
                                    .map(IssueKind::label)
                                    .toList()),
                    Input.text(
                            "environment",
                            Arrays.stream(Environment.values())
                                    .map(Environment::label)
                                    .toList()),
                    Input.yesNo("changing")),
            List.of(new Output("level", "one of " + LEVELS, LEVELS::contains)));

    @Override
    public TableForm form() {
        return FORM;
    }

    @Override
    public List<String> gaps(TableQuestions questions) {
        return questions.problems(SupportLevelProof::judge);
    }

    private static void judge(
            Map<String, Object> facts, BitSet rules, List<Map<String, Object>> answers, List<String> problems) {
        if (rules.cardinality() != 1) {
            problems.add(
                    rules.isEmpty()
                            ? "No rule gives a level for " + facts + "."
                            : "Rules " + numbers(rules) + " all hold for " + facts + "; there must be one.");
            return;
        }
        SupportLevel level =
                SupportLevel.valueOf((String) answers.get(rules.nextSetBit(0)).get("level"));
        SupportLevel lowest = LOWEST.getOrDefault((String) facts.get("kind"), SupportLevel.L1);
        if (level.compareTo(lowest) < 0) {
            problems.add("Rule " + numbers(rules) + " gives " + level + " for " + facts + "; " + facts.get("kind")
                    + " must get " + lowest + (lowest == SupportLevel.L3 ? "." : " or higher."));
        }
    }

    /** As people count them. */
    private static String numbers(BitSet rules) {
        return rules.stream().mapToObj(rule -> String.valueOf(rule + 1)).collect(Collectors.joining(", "));
    }
}
