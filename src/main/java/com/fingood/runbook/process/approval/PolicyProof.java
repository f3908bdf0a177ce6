package com.fingood.runbook.process.approval;

import com.fingood.runbook.process.decisions.TableProof;
import com.fingood.runbook.run.Refusal;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.DmnEngineException;
import org.springframework.stereotype.Component;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
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

    private final DmnEngine engine =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

    @Override
    public String table() {
        return "approval-policy";
    }

    @Override
    public List<String> problems(byte[] table) {
        List<String> problems = new ArrayList<>();
        try {
            DmnDecision decision = engine.parseDecision(table(), new ByteArrayInputStream(table));
            ask(decision, PolicyQuestions.of(table), 0, new HashMap<>(), problems);
        } catch (DmnEngineException | Refusal unusable) {
            problems.add("It can't be evaluated: " + unusable.getMessage());
        }
        return problems;
    }

    private void ask(
            DmnDecision decision,
            List<List<?>> questions,
            int index,
            Map<String, Object> facts,
            List<String> problems) {
        if (problems.size() >= MOST) {
            return;
        }
        if (index == questions.size()) {
            judge(facts, engine.evaluateDecisionTable(decision, facts).getResultList(), problems);
            return;
        }
        for (Object value : questions.get(index)) {
            facts.put(PolicyFacts.NAMES.get(index), value);
            ask(decision, questions, index + 1, facts, problems);
        }
    }

    private static void judge(Map<String, Object> facts, List<Map<String, Object>> rows, List<String> problems) {
        List<WantedApproval> wanted = PolicyAnswer.of(rows, LONGEST, LONGEST);
        if (wanted.stream().noneMatch(one -> one.kind() == ApprovalKind.CHANGE_MANAGER)) {
            problems.add("No change manager is asked for " + facts + ".");
        }
        for (Map<String, Object> row : rows) {
            for (Map<String, Object> other : rows) {
                boolean same = row.get("approval").equals(other.get("approval"));
                if (same
                        && !(row.get("answer").equals(other.get("answer"))
                                && row.get("valid").equals(other.get("valid")))) {
                    problems.add("Two rules want '" + row.get("approval") + "' in different times for " + facts + ".");
                    return;
                }
            }
        }
    }
}
