package com.fingood.runbook.process.provisioning;

import com.fingood.runbook.process.Groups;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What Tasklist shows a person: their own work, that is what waits for one of their groups and what they have claimed. Refreshed every
 * 10 seconds, which is the only update Tasklist has.
 */
@Component
class Filters {

    /** @param groups who sees it: nobody gets an empty filter for work that is never theirs */
    private record Wanted(
            String name, String description, String color, List<String> groups, UnaryOperator<TaskQuery> query) {}

    /** Tasks in which a person decides whether a change may go on. */
    private static final String[] APPROVALS = {
        "userTask_approveChange", "userTask_decideOnDeviation", "userTask_reviewRisk", "userTask_assessPrivacy"
    };

    private static final String[] ISSUES = {"support-escalation", "troubleshoot-integrity", "troubleshoot-performance"};

    private static final List<Wanted> ALL = List.of(
            new Wanted(
                    "Waiting for my approval",
                    "Changes, risks, privacy and deviations that one of my groups decides on",
                    "#8250df",
                    List.of(
                            Groups.CHANGE_MANAGERS,
                            Groups.COMPLIANCE_OFFICERS,
                            Groups.SECURITY_TEAM,
                            Groups.SENIOR_DATABASE_TEAM),
                    query -> mine(query).taskDefinitionKeyIn(APPROVALS)),
            new Wanted(
                    "My groups' tasks",
                    "Waiting for somebody of my groups; nobody has claimed them",
                    "#1f6feb",
                    Groups.WITH_TASKS,
                    query -> query.taskCandidateGroupInExpression("${currentUserGroups()}")),
            new Wanted(
                    "My tasks",
                    "Claimed by me",
                    "#2da44e",
                    Groups.WITH_TASKS,
                    query -> query.taskAssigneeExpression("${currentUser()}")),
            new Wanted(
                    "My team's issues",
                    "Issues that my groups were asked about, also those that a colleague works on",
                    "#0969da",
                    List.of(
                            Groups.DATABASE_TEAM,
                            Groups.SENIOR_DATABASE_TEAM,
                            Groups.SECURITY_TEAM,
                            Groups.OPERATIONS,
                            Groups.INCIDENT_RESPONSE),
                    query -> ofMyGroups(query).processDefinitionKeyIn(ISSUES)),
            new Wanted(
                    "Due soon",
                    "To be answered within the next hour",
                    "#bf8700",
                    Groups.WITH_TASKS,
                    query -> mine(query)
                            .dueAfterExpression("${now()}")
                            .dueBeforeExpression("${dateTime().plusHours(1)}")),
            new Wanted("Overdue", "Past their response time", "#cf222e", Groups.WITH_TASKS, query -> mine(query)
                    .dueBeforeExpression("${now()}")),
            new Wanted(
                    "All open tasks",
                    "Everybody's, for reading",
                    "#57606a",
                    List.of(Groups.AUDITORS),
                    UnaryOperator.identity()));

    private static final List<Map<String, String>> SHOWN = List.of(
            Map.of("name", "run", "label", "Run"),
            Map.of("name", "issue", "label", "Issue"),
            Map.of("name", "gate", "label", "Gate"),
            Map.of("name", "approval", "label", "Asked as"));

    private final FilterService filters;
    private final TaskService tasks;
    private final Grants grants;

    Filters(FilterService filters, TaskService tasks, Grants grants) {
        this.filters = filters;
        this.tasks = tasks;
        this.grants = grants;
    }

    void provision() {
        for (int i = 0; i < ALL.size(); i++) {
            provision(ALL.get(i), 10 * i);
        }
    }

    private static TaskQuery ofMyGroups(TaskQuery query) {
        return query.taskCandidateGroupInExpression("${currentUserGroups()}").includeAssignedTasks();
    }

    /** A colleague who has claimed a task does it. */
    private static TaskQuery mine(TaskQuery query) {
        return ofMyGroups(query)
                .or()
                .taskUnassigned()
                .taskAssigneeExpression("${currentUser()}")
                .endOr();
    }

    private void provision(Wanted wanted, int priority) {
        Filter existing = filters.createFilterQuery().filterName(wanted.name()).singleResult();
        Filter filter = existing == null ? filters.newTaskFilter(wanted.name()) : existing;
        filter.setQuery(wanted.query().apply(tasks.createTaskQuery()));
        filter.setProperties(Map.of(
                "description",
                wanted.description(),
                "color",
                wanted.color(),
                "priority",
                priority,
                "refresh",
                true,
                "showUndefinedVariable",
                false,
                "variables",
                SHOWN));
        filters.saveFilter(filter);
        Groups.ALL.forEach(group -> {
            if (wanted.groups().contains(group)) {
                grants.readFilter(group, filter.getId());
            } else {
                grants.hideFilter(group, filter.getId());
            }
        });
    }
}
