package com.fingood.runbook.process.delegates;

import com.fingood.runbook.notification.WindowNotice;
import com.fingood.runbook.process.Variables;
import com.fingood.runbook.process.notices.TeamNotices;
import com.fingood.runbook.run.RunId;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Tell the team: by the model's input parameter {@code notice}. */
@Component("tellTeam")
class TellTeamDelegate implements JavaDelegate {

    private final TeamNotices notices;

    TellTeamDelegate(TeamNotices notices) {
        this.notices = notices;
    }

    @Override
    public void execute(DelegateExecution execution) {
        WindowNotice notice = WindowNotice.of((String) execution.getVariableLocal(Variables.NOTICE));
        notices.tell(new RunId(execution.getProcessBusinessKey()), notice);
    }
}
