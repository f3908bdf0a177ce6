package com.fingood.runbook.process.provisioning;

import com.fingood.runbook.process.Groups;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Map;

/** What Tasklist shows a person: their own work, refreshed every 10 seconds, which is the only update Tasklist has. */
@Component
class Filters {

    private record Wanted(String name, String description, String color, int priority, TaskQuery query) {}

    private final FilterService filters;
    private final TaskService tasks;
    private final Grants grants;

    Filters(FilterService filters, TaskService tasks, Grants grants) {
        this.filters = filters;
        this.tasks = tasks;
        this.grants = grants;
    }

    void provision() {
        List<Wanted> all = List.of(
                new Wanted(
                        "My groups' tasks",
                        "Waiting for somebody of my groups",
                        "#1f6feb",
                        0,
                        tasks.createTaskQuery()
                                .taskCandidateGroupInExpression("${currentUserGroups()}")
                                .includeAssignedTasks()),
                new Wanted(
                        "My tasks",
                        "Claimed by me",
                        "#2da44e",
                        10,
                        tasks.createTaskQuery().taskAssigneeExpression("${currentUser()}")),
                new Wanted(
                        "Overdue",
                        "Past their response time",
                        "#cf222e",
                        20,
                        tasks.createTaskQuery()
                                .taskCandidateGroupInExpression("${currentUserGroups()}")
                                .includeAssignedTasks()
                                .dueBeforeExpression("${now()}")));
        all.forEach(this::provision);
    }

    private void provision(Wanted wanted) {
        Filter existing = filters.createFilterQuery().filterName(wanted.name()).singleResult();
        Filter filter = existing == null ? filters.newTaskFilter(wanted.name()) : existing;
        filter.setQuery(wanted.query());
        filter.setProperties(Map.of(
                "description", wanted.description(),
                "color", wanted.color(),
                "priority", wanted.priority(),
                "refresh", true,
                "showUndefinedVariable", false,
                "variables", List.of(Map.of("name", "run", "label", "Run"))));
        filters.saveFilter(filter);
        Groups.ALL.forEach(group -> grants.readFilter(group, filter.getId()));
    }
}
