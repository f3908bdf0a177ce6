package com.fingood.runbook.process.repair;

import com.fingood.runbook.process.briefing.TaskBriefing;
import com.fingood.runbook.run.Run;
import org.springframework.stereotype.Component;

import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What is known of a target whose state is unknown, and what a repair of its history would be. */
@Component
class RepairBriefing implements TaskBriefing {

    private static final Set<String> TASKS = Set.of(Repairs.ASKING, Repairs.APPROVING);

    private final Repairs repairs;

    RepairBriefing(Repairs repairs) {
        this.repairs = repairs;
    }

    @Override
    public boolean concerns(String taskKey) {
        return TASKS.contains(taskKey);
    }

    @Override
    public void add(Map<String, Object> briefing, Run run, UnaryOperator<String> variable) {
        briefing.put("differences", repairs.differences(run.id()));
        repairs.remedy(run.id()).map(Remedy::words).ifPresent(words -> briefing.put("repair", words));
    }
}
