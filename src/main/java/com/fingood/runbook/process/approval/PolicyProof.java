package com.fingood.runbook.process.approval;

import com.fingood.runbook.process.decisions.TableProof;
import com.fingood.runbook.run.Refusal;
import org.camunda.bpm.dmn.engine.DmnEngineException;
import org.camunda.bpm.model.dmn.DmnModelException;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks the table {@code approval-policy} every question that can come up: each must be answered by a change manager at least, and no two
 * rules may want the same approval in different times.
 */
@Component
public class PolicyProof implements TableProof {

    private static final Duration LONGEST = Duration.ofDays(3650);
    private static final int MOST = 5;

    @Override
    public String table() {
        return "approval-policy";
    }

    @Override
    public List<String> problems(byte[] table) {
        List<String> problems = new ArrayList<>();
        try {
            PolicyQuestions questions = new PolicyQuestions(table);
            List<Map<String, Object>> answers = questions.answers();
            PolicyAnswer.of(answers, LONGEST, LONGEST);
            List<Map<Object, BitSet>> columns = new ArrayList<>();
            for (int column = 0; column < PolicyFacts.NAMES.size(); column++) {
                columns.add(questions.holding(column));
            }
            BitSet all = new BitSet();
            all.set(0, answers.size());
            ask(columns, answers, all, new LinkedHashMap<>(), problems);
        } catch (DmnEngineException | DmnModelException | Refusal unusable) {
            problems.add("It can't be evaluated: " + unusable.getMessage());
        }
        return problems;
    }

    /** @param holding the rules that hold for the facts so far */
    private static void ask(
            List<Map<Object, BitSet>> columns,
            List<Map<String, Object>> answers,
            BitSet holding,
            Map<String, Object> facts,
            List<String> problems) {
        if (problems.size() >= MOST) {
            return;
        }
        if (facts.size() == columns.size()) {
            judge(facts, holding.stream().mapToObj(answers::get).toList(), problems);
            return;
        }
        String name = PolicyFacts.NAMES.get(facts.size());
        columns.get(facts.size()).forEach((value, rules) -> {
            BitSet both = (BitSet) holding.clone();
            both.and(rules);
            Map<String, Object> more = new LinkedHashMap<>(facts);
            more.put(name, value);
            ask(columns, answers, both, more, problems);
        });
    }

    private static void judge(Map<String, Object> facts, List<Map<String, Object>> rows, List<String> problems) {
        if (rows.stream().noneMatch(row -> ApprovalKind.CHANGE_MANAGER.label().equals(row.get("approval")))) {
            problems.add("No change manager is asked for " + facts + ".");
        }
        for (Map<String, Object> row : rows) {
            for (Map<String, Object> other : rows) {
                if (row.get("approval").equals(other.get("approval")) && !sameTimes(row, other)) {
                    problems.add("Two rules want '" + row.get("approval") + "' in different times for " + facts + ".");
                    return;
                }
            }
        }
    }

    private static boolean sameTimes(Map<String, Object> row, Map<String, Object> other) {
        return row.get("answer").equals(other.get("answer")) && row.get("valid").equals(other.get("valid"));
    }
}
