package com.fingood.runbook.models;

import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.StartEvent;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static com.fingood.runbook.models.KnownNames.STARTED_BY_PEOPLE;

/** What is asked of each file as a whole. */
final class ProcessRules {

    private static final String MODELER = "http://camunda.org/schema/modeler/1.0";
    private static final Pattern CODE = Pattern.compile(
            "<bpmn:scriptTask|<camunda:script|scriptFormat=|language=|camunda:class=| class=|camunda:expression=");

    private static final Pattern PAGE = Pattern.compile("embedded:deployment:([a-z-]+)\\.html");

    private ProcessRules() {}

    static Stream<String> fileNameIsProcessId(ModelSet set) {
        return set.each()
                .filter(model -> !model.process().getId().equals(model.name()))
                .map(model -> model.says(model.process(), "the file must be named like the process"));
    }

    static Stream<String> executableWithName(ModelSet set) {
        return set.each()
                .filter(model ->
                        !model.process().isExecutable() || model.process().getName() == null)
                .map(model -> model.says(model.process(), "must be executable and have a name for people"));
    }

    static Stream<String> drawnForThePlatform(ModelSet set) {
        return set.each()
                .filter(model -> !"Camunda Platform".equals(platform(model, "executionPlatform"))
                        || !"7.24.0".equals(platform(model, "executionPlatformVersion")))
                .map(model -> model.says(
                        model.process(), "must name Camunda Platform 7.24.0, or modellers offer the wrong elements"));
    }

    static Stream<String> timeToLive(ModelSet set) {
        Stream<String> bpmn = set.each()
                .filter(model -> !"3650".equals(model.process().getCamundaHistoryTimeToLiveString()))
                .map(model -> model.says(model.process(), "history must be kept for 3650 days"));
        Stream<String> dmn = set.files().entrySet().stream()
                .filter(file -> file.getKey().endsWith(".dmn"))
                .filter(file -> !file.getValue().contains("camunda:historyTimeToLive=\"3650\""))
                .map(file -> file.getKey() + ": history must be kept for 3650 days");
        return Stream.concat(bpmn, dmn);
    }

    static Stream<String> startedByPeopleOnlyAtTheRoot(ModelSet set) {
        return set.each()
                .filter(model ->
                        model.process().isCamundaStartableInTasklist() != STARTED_BY_PEOPLE.contains(model.name()))
                .map(model ->
                        model.says(model.process(), "only " + STARTED_BY_PEOPLE + " may be startable in Tasklist"));
    }

    static Stream<String> startFormWherePeopleStart(ModelSet set) {
        return set.each()
                .filter(model -> STARTED_BY_PEOPLE.contains(model.name()))
                .flatMap(model -> model.all(StartEvent.class)
                        .filter(start -> start.getParentElement() instanceof Process)
                        .filter(start -> !hasPage(set, start))
                        .map(start -> model.says(
                                start, "needs a page of the deployment as its form, and that form's rules beside it")));
    }

    /** A page that can ask which targets there are; what the server checks against stands in the form of the same name. */
    private static boolean hasPage(ModelSet set, StartEvent start) {
        Matcher key = PAGE.matcher(String.valueOf(start.getCamundaFormKey()));
        return key.matches()
                && set.forms().containsKey(key.group(1))
                && Files.exists(Path.of("forms", key.group(1) + ".html"));
    }

    static Stream<String> noCode(ModelSet set) {
        return set.each()
                .filter(model -> CODE.matcher(model.xml()).find())
                .map(model -> model.says(
                        model.process(), "scripts, classes and expressions as steps are not allowed: name a bean"));
    }

    static Stream<String> idsSayTheirKind(ModelSet set) {
        return set.each().flatMap(model -> model.all(FlowElement.class)
                .filter(element -> !element.getId().startsWith(kind(element) + "_"))
                .map(element -> model.says(element, "the id must begin with " + kind(element) + "_")));
    }

    private static String kind(FlowElement element) {
        String type = element.getElementType().getTypeName();
        return switch (type) {
            case "exclusiveGateway" -> "gateway";
            case "sequenceFlow" -> "flow";
            case "boundaryEvent", "intermediateCatchEvent" -> TimerRules.isTimer(element)
                    ? "timer"
                    : isMessage(element) ? "message" : "error";
            default -> type;
        };
    }

    private static boolean isMessage(FlowElement element) {
        return element instanceof CatchEvent event
                && event.getEventDefinitions().stream().anyMatch(MessageEventDefinition.class::isInstance);
    }

    private static String platform(ModelFile model, String attribute) {
        return model.bpmn().getDefinitions().getAttributeValueNs(MODELER, attribute);
    }
}
