package com.fingood.runbook.process.notices;

import com.fingood.runbook.notification.AskedTask;
import com.fingood.runbook.run.Run;

/**
 * What is read of a task for its notices.
 *
 * @param key the model's id of it
 * @param run null = it is about no run
 * @param assignee login of who has claimed it; null = nobody
 */
record OpenTask(String key, Run run, String assignee, AskedTask asked) {}
