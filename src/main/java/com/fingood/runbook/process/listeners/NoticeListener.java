package com.fingood.runbook.process.listeners;

import com.fingood.runbook.process.notices.TaskNotices;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Tells a task's candidates that it opened, or that it ended without an answer. */
@Component
public class NoticeListener implements TaskListener {

    private final TaskNotices notices;

    NoticeListener(@Lazy TaskNotices notices) {
        this.notices = notices;
    }

    @Override
    public void notify(DelegateTask task) {
        if (EVENTNAME_DELETE.equals(task.getEventName())) {
            notices.overtaken(task);
        } else {
            notices.opened(task);
        }
    }
}
