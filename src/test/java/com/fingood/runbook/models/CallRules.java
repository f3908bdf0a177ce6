package com.fingood.runbook.models;

import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaExecutionListener;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOut;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static com.fingood.runbook.models.KnownNames.GATES;
import static com.fingood.runbook.models.ModelFile.following;

/** Processes that call each other: what goes in, what comes out, and that a running one never changes its model. */
final class CallRules {

    private static final Pattern LITERAL = Pattern.compile("[?:,] ?'([a-z-]+)'");

    private CallRules() {}

    static Stream<String> boundToTheDeployment(ModelSet set) {
        Stream<String> calls = set.each().flatMap(model -> model.all(CallActivity.class)
                .filter(call -> !"deployment".equals(call.getCamundaCalledElementBinding())
                        || !set.models().containsKey(call.getCalledElement()))
                .map(call -> model.says(call, "must call a process that exists, bound to the deployment")));
        Stream<String> decisions = set.each().flatMap(model -> model.all(BusinessRuleTask.class)
                .filter(rule -> !"deployment".equals(rule.getCamundaDecisionRefBinding())
                        || !set.files().containsKey(rule.getCamundaDecisionRef() + ".dmn"))
                .map(rule -> model.says(rule, "must use a decision table that exists, bound to the deployment")));
        return Stream.concat(calls, decisions);
    }

    static Stream<String> passTheRunAndReturnTheOutcome(ModelSet set) {
        return set.each()
                .flatMap(
                        model -> model.all(CallActivity.class)
                                .filter(call -> !passed(call).equals(mustPass(call)))
                                .map(
                                        call -> model.says(
                                                call,
                                                "must pass the business key and run, a gate its own name, a watch what it watches, and return outcome")));
    }

    static Stream<String> everyEndOfACalledProcessSaysItsOutcome(ModelSet set) {
        Set<String> called = set.each()
                .flatMap(model -> model.all(CallActivity.class))
                .map(CallActivity::getCalledElement)
                .collect(Collectors.toSet());
        return set.each().filter(model -> called.contains(model.name())).flatMap(model -> model.all(EndEvent.class)
                .filter(end -> end.getParentElement() instanceof Process && !endsAReminder(end))
                .filter(end -> outcomes(end).isEmpty() && FlowRules.codes(end).isEmpty())
                .map(end -> model.says(end, "must set outcome, since another process waits for it")));
    }

    /** What a process may answer and what its caller asks for are the same words; a default flow may take the rest. */
    static Stream<String> outcomesAgree(ModelSet set) {
        return set.each().flatMap(model -> model.all(CallActivity.class)
                .filter(call -> set.models().containsKey(call.getCalledElement()))
                .flatMap(call -> following(call)
                        .flatMap(gateway -> FlowRules.disagreement(
                                gateway, "outcome", outcomes(set.models().get(call.getCalledElement()))))
                        .map(problem -> model.says(call, problem))));
    }

    private static Set<String> mustPass(CallActivity call) {
        Set<String> all = new TreeSet<>(Set.of("#{execution.processBusinessKey}", "run", "-> outcome"));
        if ("gate".equals(call.getCalledElement())) {
            all.add("gate=" + (GATES.contains(ModelFile.suffix(call)) ? ModelFile.suffix(call) : "a known gate"));
        }
        if ("troubleshoot-timeout".equals(call.getCalledElement())) {
            String watched = ModelFile.suffix(call).substring("watch".length());
            all.add("watched=" + watched.substring(0, 1).toLowerCase() + watched.substring(1));
        }
        return all;
    }

    private static Set<String> passed(CallActivity call) {
        Set<String> all = new TreeSet<>();
        var elements = call.getExtensionElements().getElementsQuery();
        elements.filterByType(CamundaIn.class)
                .list()
                .forEach(in -> all.add(
                        in.getCamundaBusinessKey() != null
                                ? in.getCamundaBusinessKey()
                                : in.getCamundaSourceExpression() != null
                                        ? in.getCamundaTarget() + "=" + in.getCamundaSourceExpression()
                                        : in.getCamundaSource()));
        call.getExtensionElements()
                .getElementsQuery()
                .filterByType(CamundaOut.class)
                .list()
                .forEach(out -> all.add("-> " + out.getCamundaSource()));
        return all;
    }

    private static Set<String> outcomes(ModelFile model) {
        return model.all(EndEvent.class)
                .flatMap(end -> outcomes(end).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> outcomes(EndEvent end) {
        if (end.getExtensionElements() == null) return Set.of();
        return end
                .getExtensionElements()
                .getElementsQuery()
                .filterByType(CamundaExecutionListener.class)
                .list()
                .stream()
                .map(CamundaExecutionListener::getCamundaExpression)
                .filter(expression -> expression.startsWith("${execution.setVariable('outcome',"))
                .flatMap(expression -> LITERAL.matcher(expression).results().map(result -> result.group(1)))
                .collect(Collectors.toSet());
    }

    private static boolean endsAReminder(EndEvent end) {
        return end.getPreviousNodes().list().stream()
                .allMatch(step -> step instanceof ServiceTask service
                        && Set.of("${remindPeople}", "${chaseApprovers}")
                                .contains(String.valueOf(service.getCamundaDelegateExpression())));
    }
}
