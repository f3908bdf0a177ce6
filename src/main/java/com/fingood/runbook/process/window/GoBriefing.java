package com.fingood.runbook.process.window;

import com.fingood.runbook.process.briefing.Moments;
import com.fingood.runbook.process.briefing.TaskBriefing;
import com.fingood.runbook.process.steps.BackupPoint;
import com.fingood.runbook.process.steps.BackupWeighing;
import com.fingood.runbook.run.Run;
import org.springframework.stereotype.Component;

import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What go or no-go is decided on, and which other window was proposed. */
@Component
class GoBriefing implements TaskBriefing {

    private static final Set<String> TASKS = Set.of("userTask_decideGoOrNoGo", "userTask_confirmNewWindow");

    private final BackupWeighing backups;
    private final Rescheduling windows;

    GoBriefing(BackupWeighing backups, Rescheduling windows) {
        this.backups = backups;
        this.windows = windows;
    }

    @Override
    public boolean concerns(String taskKey) {
        return TASKS.contains(taskKey);
    }

    @Override
    public void add(Map<String, Object> briefing, Run run, UnaryOperator<String> variable) {
        backups.last(run.id()).ifPresent(point -> briefing.put("point", shown(point)));
        windows.proposal(run.id())
                .ifPresent(proposal -> briefing.put(
                        "proposal", Map.of("window", Moments.words(proposal.windowStart()), "by", proposal.by())));
    }

    private static Map<String, String> shown(BackupPoint point) {
        return Map.of(
                "moment",
                point.backup() + ", " + Moments.words(point.moment()),
                "age",
                BackupPoint.inWords(point.age()),
                "restore",
                point.restoreWords(),
                "written",
                point.written().isEmpty()
                        ? "nothing"
                        : String.join(", ", point.written()) + "; a new backup is taken before the change");
    }
}
