package com.fingood.runbook.process.approval;

import com.fingood.runbook.process.decisions.TableForm;
import com.fingood.runbook.process.decisions.TableForm.Input;
import com.fingood.runbook.process.decisions.TableForm.Output;
import com.fingood.runbook.process.decisions.TableProof;
import com.fingood.runbook.process.decisions.TableQuestions;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Asks the table {@code approval-policy} every question that can come up: each must be answered by a change manager at least, and no two
 * rules may want the same approval in different times.
 */
@Component
public class PolicyProof implements TableProof {

    private static final Duration LONGEST = Duration.ofDays(3650);
    private static final int LONGEST_BECAUSE = 500;

    /** What the record of an approval holds. */
    private static final int LONGEST_REASONS = 2_000;

    private static final Map<String, Input> INPUTS = Stream.of(
                    Input.text("environment", List.of("production", "staging", "development")),
                    Input.text("declaredRisk", List.of("low", "medium", "high", "unknown")),
                    Input.text("computedRisk", List.of("low", "medium", "high")),
                    Input.text("worstFinding", List.of("none", "info", "low", "medium", "high", "critical")),
                    Input.number("lockMillis", 0L, Long.MAX_VALUE),
                    Input.yesNo("personalData"),
                    Input.yesNo("financialData"),
                    Input.number("deviations", 0L, 1L, Long.MAX_VALUE))
            .collect(Collectors.toMap(Input::name, input -> input));

    private static final TableForm FORM = new TableForm(
            "approval-policy",
            "COLLECT",
            PolicyFacts.NAMES.stream().map(INPUTS::get).toList(),
            List.of(
                    new Output("approval", "one of " + approvals(), text -> approvals()
                            .contains(text)),
                    new Output("answer", "a duration of at most ten years such as PT4H or P3D", PolicyProof::isTime),
                    new Output("valid", "a duration of at most ten years such as PT4H or P3D", PolicyProof::isTime),
                    new Output(
                            "because",
                            "a reason of at most " + LONGEST_BECAUSE + " characters",
                            text -> !text.isBlank() && text.length() <= LONGEST_BECAUSE)));

    @Override
    public TableForm form() {
        return FORM;
    }

    @Override
    public List<String> gaps(TableQuestions questions) {
        return questions.problems((facts, rules, answers, problems) ->
                judge(facts, rules.stream().mapToObj(answers::get).toList(), problems));
    }

    private static void judge(Map<String, Object> facts, List<Map<String, Object>> rows, List<String> problems) {
        Map<Object, Map<String, Object>> first = new LinkedHashMap<>();
        Map<Object, String> reasons = new LinkedHashMap<>();
        for (Map<String, Object> row : rows) {
            Object approval = row.get("approval");
            first.putIfAbsent(approval, row);
            if (!sameTimes(row, first.get(approval))) {
                problems.add("Two rules want '" + approval + "' in different times for " + facts + ".");
                return;
            }
            reasons.merge(approval, (String) row.get("because"), (one, other) -> one + " " + other);
        }
        if (!first.containsKey(ApprovalKind.CHANGE_MANAGER.label())) {
            problems.add("No change manager is asked for " + facts + ".");
        }
        if (reasons.values().stream().anyMatch(all -> all.length() > LONGEST_REASONS)) {
            problems.add("The reasons of one approval together are longer than " + LONGEST_REASONS + " characters for "
                    + facts + ". Shorten them.");
        }
    }

    private static boolean sameTimes(Map<String, Object> row, Map<String, Object> other) {
        return row.get("answer").equals(other.get("answer")) && row.get("valid").equals(other.get("valid"));
    }

    private static List<String> approvals() {
        return Arrays.stream(ApprovalKind.values()).map(ApprovalKind::label).toList();
    }

    private static boolean isTime(String text) {
        try {
            Duration time = Duration.parse(text);
            return !time.isNegative() && !time.isZero() && time.compareTo(LONGEST) <= 0;
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
