package com.fingood.runbook.models;

import com.fingood.runbook.process.support.Duties;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputParameter;

import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static com.fingood.runbook.models.KnownNames.GROUPS;
import static com.fingood.runbook.models.ModelFile.following;
import static com.fingood.runbook.models.ModelFile.suffix;

/** Tasks for people: a form, a group, a due date, and a reminder that repeats. */
final class PeopleRules {

    private static final Pattern DUE =
            Pattern.compile("\\$\\{((?:deadlines|gates|support)\\.)due\\(('[a-z0-9-]+'|gate|level)\\)}");

    /** Where a gate's name or a support level says who is asked. */
    private static final Set<String> GROUPS_BY_NAME =
            Set.of("${gates.groups(gate)}", "${support.groups(level)}", "${approvals.group(approval)}");

    /** What goes on asking when nobody answers: first the same people, then others as well. */
    private static final Set<String> CHASERS = Set.of("${remindPeople}", "${askNextLevel}");

    private PeopleRules() {}

    static Stream<String> form(ModelSet set) {
        return each(
                set,
                "needs the form of its own name, bound to the deployment",
                task -> kebab(suffix(task)).equals(task.getCamundaFormRef())
                        && "deployment".equals(task.getCamundaFormRefBinding())
                        && set.forms().containsKey(task.getCamundaFormRef()));
    }

    static Stream<String> labelIsTheId(ModelSet set) {
        return each(set, "label and id must say the same", task -> kebab(suffix(task))
                .equals(words(task.getName())));
    }

    static Stream<String> group(ModelSet set) {
        return each(
                set,
                "needs candidate groups that exist",
                task -> task.getCamundaCandidateGroups() != null
                        && (GROUPS_BY_NAME.contains(task.getCamundaCandidateGroups())
                                || GROUPS.containsAll(Arrays.asList(
                                        task.getCamundaCandidateGroups().split(","))))
                        && task.getCamundaAssignee() == null
                        && task.getCamundaCandidateUsers() == null);
    }

    static Stream<String> asyncAfter(ModelSet set) {
        return each(
                set,
                "needs asyncAfter: a person's answer is kept whatever happens behind it",
                UserTask::isCamundaAsyncAfter);
    }

    static Stream<String> dueDate(ModelSet set) {
        return each(set, "needs a due date from deadlines", task -> key(task) != null);
    }

    static Stream<String> reminder(ModelSet set) {
        return set.each().flatMap(model -> model.all(UserTask.class)
                .filter(task -> model.all(BoundaryEvent.class)
                        .filter(event -> event.getAttachedTo() == task
                                || event.getAttachedTo().equals(task))
                        .noneMatch(event -> reminds(event, task)))
                .map(task -> model.says(task, "needs a timer beside it that reminds its people again and again")));
    }

    /** A task of a support level has a second clock: a claim that is forgotten is released. */
    static Stream<String> releasesAForgottenClaim(ModelSet set) {
        return set.each().flatMap(model -> model.all(UserTask.class)
                .filter(task -> "${support.due(level)}".equals(task.getCamundaDueDate()))
                .filter(task -> model.all(BoundaryEvent.class)
                        .filter(event -> event.getAttachedTo().equals(task))
                        .noneMatch(PeopleRules::releases))
                .map(task -> model.says(task, "needs a second timer beside it that releases a forgotten claim")));
    }

    private static boolean releases(BoundaryEvent event) {
        return TimerRules.isTimer(event)
                && !event.cancelActivity()
                && event.getTextContent().contains("${support.resolve(level)}")
                && following(event)
                        .anyMatch(step -> step instanceof ServiceTask service
                                && "${releaseClaim}".equals(service.getCamundaDelegateExpression()));
    }

    /** Whether others may be asked as well is said of each task, never guessed. */
    static Stream<String> sideIsKnown(ModelSet set) {
        return each(
                set,
                "must be listed as work, which a higher level may do as well, or as a decision of its role",
                task -> Duties.WORK.contains(task.getId()) != Duties.DECISIONS.contains(task.getId()));
    }

    private static boolean reminds(BoundaryEvent event, UserTask task) {
        return TimerRules.isTimer(event)
                && !event.cancelActivity()
                && key(task) != null
                && event.getTextContent().contains(key(task))
                && following(event)
                        .anyMatch(step ->
                                remindsAbout(step, task) && following(step).allMatch(EndEvent.class::isInstance));
    }

    private static boolean remindsAbout(FlowNode step, UserTask task) {
        if (task.getLoopCharacteristics() != null) {
            return step instanceof ServiceTask chase
                    && "${chaseApprovers}".equals(chase.getCamundaDelegateExpression());
        }
        return step instanceof ServiceTask service
                && CHASERS.contains(service.getCamundaDelegateExpression())
                && service.getModelInstance().getModelElementsByType(CamundaInputParameter.class).stream()
                        .filter(parameter -> parameter
                                .getParentElement()
                                .getParentElement()
                                .getParentElement()
                                .equals(service))
                        .anyMatch(parameter -> parameter.getCamundaName().equals("taskKey")
                                && parameter.getTextContent().equals(task.getId()));
    }

    private static Stream<String> each(ModelSet set, String problem, Predicate<UserTask> good) {
        return set.each()
                .flatMap(model ->
                        model.all(UserTask.class).filter(good.negate()).map(task -> model.says(task, problem)));
    }

    /** The expression that its reminder must repeat by. */
    private static String key(UserTask task) {
        if ("${approvals.due(execution, approval)}".equals(task.getCamundaDueDate())) {
            return "${approvals.chase(execution)}";
        }
        Matcher due = DUE.matcher(String.valueOf(task.getCamundaDueDate()));
        return due.matches() ? "${" + due.group(1) + "repeat(" + due.group(2) + ")}" : null;
    }

    static String kebab(String camel) {
        return camel.replaceAll("([A-Z])", "-$1").toLowerCase();
    }

    private static String words(String label) {
        return label.toLowerCase().replaceAll("\\b(the|a|an) ", "").replace(' ', '-');
    }
}
