package com.fingood.runbook.notification;

import java.time.Instant;
import java.util.List;

/**
 * A task as people are told of it. Nothing in it was typed by a person who works on it: that stands in the task.
 *
 * @param about the run's id, or the issue's
 * @param change null = it is about no run
 * @param name what is asked, as Tasklist shows it
 * @param groups who may answer
 * @param due null = never
 * @param claimed whether somebody has taken it
 * @param link opens it
 */
public record AskedTask(
        String about,
        PlannedChange change,
        String name,
        List<String> groups,
        Instant due,
        boolean claimed,
        String link) {

    public AskedTask {
        groups = List.copyOf(groups);
    }
}
