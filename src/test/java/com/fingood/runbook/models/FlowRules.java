package com.fingood.runbook.models;

import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.Error;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputOutput;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOutputParameter;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static com.fingood.runbook.models.ModelFile.following;

/** Where a process turns: nothing is decided by accident. */
final class FlowRules {

    private FlowRules() {}

    static Stream<String> gatewaysAskOnEveryWay(ModelSet set) {
        return set.each().flatMap(model -> model.all(ExclusiveGateway.class)
                .filter(gateway -> gateway.getOutgoing().size() > 1)
                .flatMap(gateway -> gateway.getOutgoing().stream()
                        .filter(flow -> (flow.getConditionExpression() == null) != flow.equals(gateway.getDefault()))
                        .map(flow -> model.says(flow, "needs either a condition or to be the default"))));
    }

    /** A person's answer never goes a way by default, so that an unknown answer gets stuck instead of acting. */
    static Stream<String> decisionsAgreeWithForms(ModelSet set) {
        return set.each().flatMap(model -> model.all(UserTask.class)
                .filter(task -> set.forms().containsKey(String.valueOf(task.getCamundaFormRef())))
                .flatMap(task -> following(task)
                        .filter(ExclusiveGateway.class::isInstance)
                        .flatMap(gateway -> decisionProblems(
                                (ExclusiveGateway) gateway,
                                variable(task),
                                set.forms().get(task.getCamundaFormRef())))
                        .map(problem -> model.says(task, problem))));
    }

    static Stream<String> errorEndsAreCaught(ModelSet set) {
        return set.each().flatMap(model -> model.all(EndEvent.class)
                .filter(end -> !codes(end).isEmpty())
                .filter(end -> !caught(set, model, end.getParentElement(), codes(end)))
                .map(end -> model.says(end, "its error " + codes(end) + " is caught by nobody")));
    }

    /** Everything is reachable and everything leads somewhere, or a token would vanish without a word. */
    static Stream<String> noDeadEnds(ModelSet set) {
        return set.each().flatMap(model -> model.all(FlowNode.class)
                .filter(node ->
                        leaving(model, node).isEmpty() && !(node instanceof EndEvent) && !isEventSubProcess(node)
                                || arriving(model, node).isEmpty() && !begins(node))
                .map(node -> model.says(node, "is not connected at both sides")));
    }

    /** The engine reads the flows, modellers and our own rules read the steps: both must say the same. */
    static Stream<String> flowsAreNotedAtBothEnds(ModelSet set) {
        return set.each().flatMap(model -> model.all(FlowNode.class)
                .filter(node -> !leaving(model, node).equals(Set.copyOf(node.getOutgoing()))
                        || !arriving(model, node).equals(Set.copyOf(node.getIncoming())))
                .map(node -> model.says(node, "notes other flows than those that begin and end here")));
    }

    /** By an event on one of the frames around, or, where the process ends with it, by every process that calls it. */
    private static boolean caught(ModelSet set, ModelFile model, ModelElementInstance frame, Set<String> errors) {
        boolean here = model.all(BoundaryEvent.class)
                .anyMatch(event ->
                        event.getAttachedTo().equals(frame) && codes(event).containsAll(errors));
        if (here) return true;
        if (!(frame instanceof Process)) return caught(set, model, frame.getParentElement(), errors);
        List<CallActivity> calls = set.each()
                .flatMap(caller -> caller.all(CallActivity.class))
                .filter(call -> model.name().equals(call.getCalledElement()))
                .toList();
        return !calls.isEmpty()
                && calls.stream().allMatch(call -> caught(set, set.models().get(nameOf(call)), call, errors));
    }

    private static String nameOf(CallActivity call) {
        ModelElementInstance parent = call;
        while (!(parent instanceof Process)) parent = parent.getParentElement();
        return ((Process) parent).getId();
    }

    /** Where a task hands its answer on: points of a checklist run side by side and keep theirs apart. */
    private static String variable(UserTask task) {
        if (task.getLoopCharacteristics() != null) {
            // Several people answer; what all of them come to is asked of our own table.
            return "approvals\\.answer\\(execution\\)";
        }
        return task.getExtensionElements() == null
                ? "decision"
                : task.getExtensionElements().getElementsQuery().filterByType(CamundaInputOutput.class).list().stream()
                        .flatMap(mapping -> mapping.getCamundaOutputParameters().stream())
                        .filter(parameter -> "${decision}".equals(parameter.getTextContent()))
                        .map(CamundaOutputParameter::getCamundaName)
                        .findFirst()
                        .orElse("decision");
    }

    /** What is wrong between the words that may come and the words that the gateway's flows ask for. */
    static Stream<String> disagreement(FlowNode gateway, String variable, Set<String> mayCome) {
        if (!(gateway instanceof ExclusiveGateway exclusive)
                || exclusive.getOutgoing().size() < 2) return Stream.empty();
        Set<String> asked = asked(exclusive, variable);
        Set<String> neverComes = minus(asked, mayCome);
        Set<String> notAsked = exclusive.getDefault() == null ? minus(mayCome, asked) : Set.of();
        return Stream.of(
                        neverComes.isEmpty() ? "" : gateway.getId() + " asks for " + neverComes + ", which never comes",
                        notAsked.isEmpty() ? "" : gateway.getId() + " has no way for " + notAsked)
                .filter(problem -> !problem.isEmpty());
    }

    private static Stream<String> decisionProblems(ExclusiveGateway gateway, String variable, FormFile form) {
        Stream<String> byDefault =
                gateway.getDefault() == null ? Stream.empty() : Stream.of("a decision must not have a default");
        return Stream.concat(byDefault, disagreement(gateway, variable, new TreeSet<>(form.decisions())));
    }

    private static Set<String> asked(ExclusiveGateway gateway, String variable) {
        Pattern comparison = Pattern.compile("\\b" + variable + " == '([^']*)'");
        return gateway.getOutgoing().stream()
                .map(SequenceFlow::getConditionExpression)
                .filter(condition -> condition != null)
                .flatMap(condition ->
                        comparison.matcher(condition.getTextContent()).results().map(result -> result.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<SequenceFlow> leaving(ModelFile model, FlowNode node) {
        return model.all(SequenceFlow.class)
                .filter(flow -> node.equals(flow.getSource()))
                .collect(Collectors.toSet());
    }

    private static Set<SequenceFlow> arriving(ModelFile model, FlowNode node) {
        return model.all(SequenceFlow.class)
                .filter(flow -> node.equals(flow.getTarget()))
                .collect(Collectors.toSet());
    }

    static Set<String> codes(Event event) {
        return event.getChildElementsByType(ErrorEventDefinition.class).stream()
                .map(ErrorEventDefinition::getError)
                .map(Error::getErrorCode)
                .collect(Collectors.toSet());
    }

    private static boolean begins(FlowNode node) {
        return node instanceof BoundaryEvent
                || node.getElementType().getTypeName().equals("startEvent")
                || isEventSubProcess(node);
    }

    private static boolean isEventSubProcess(FlowNode node) {
        return "true".equals(node.getAttributeValue("triggeredByEvent"));
    }

    private static Set<String> minus(Set<String> all, Set<String> less) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(less);
        return rest;
    }
}
