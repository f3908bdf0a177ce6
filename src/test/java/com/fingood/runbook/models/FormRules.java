package com.fingood.runbook.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fingood.runbook.notification.NoticeKind;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import static com.fingood.runbook.models.FormFile.required;

/** Forms: what they send is what the server checks against. */
final class FormRules {

    /** What each form by which people start something asks for, and what it may ask for besides. */
    private static final Map<String, List<String>> START_FORMS = Map.of(
            "request-migration", List.of("target", "version", "reason"), "report-issue", List.of("target", "summary"));

    private static final Map<String, Set<String>> OPTIONAL =
            Map.of("request-migration", Set.of("windowStart"), "report-issue", Set.of("kind", "run"));

    /** What some decisions need beyond the word, left out by all others. */
    private static final Map<String, Set<String>> ASKED_BESIDES = Map.of(
            "decide-go-or-no-go", Set.of("windowStart"),
            "decide-on-failed-preparation", Set.of("windowStart"),
            "decide-on-overdue-step", Set.of("waitFor", "sessions", "statementTimeout"));

    /** That of form-js 1.8.7, which Tasklist 7.24 brings; a newer one may hold what it can't show. */
    private static final int SCHEMA_VERSION = 16;

    private static final int LONGEST_CHOICE = 44;

    /** Never without a reason, whatever the form. */
    private static final Set<String> GRAVE = Set.of(
            "reject",
            "abort",
            "give-up",
            "no-go",
            "restore",
            "cancel-run",
            "ask-deviation",
            "accept-deviation",
            "refuse-deviation",
            "already-notified",
            "already-in-place");

    private static final Pattern ACTIVE = Pattern.compile(
            "(?i)<\\s*(script|iframe|object|embed|form|input|link|meta|img|a)\\b|\\bon[a-z]+\\s*=|javascript:|https?:"
                    + "|\\{\\{\\{|url\\(|@import");

    /** The one way out of a form: to the whole text of what the task is about, on this server. */
    private static final Pattern OWN_LINK =
            Pattern.compile("<a href=\"\\{\\{briefing\\.(script|undo)Link}}\" target=\"_blank\">");

    private FormRules() {}

    static Stream<String> nameAndPlatform(ModelSet set) {
        return each(
                set,
                form -> true,
                "the id must be the file's name, the platform Camunda Platform 7.24.0, the schema version 16",
                form -> form.json().path("id").asText().equals(form.name())
                        && form.json().path("executionPlatform").asText().equals("Camunda Platform")
                        && form.json().path("executionPlatformVersion").asText().equals("7.24.0")
                        && form.json().path("schemaVersion").asInt() == SCHEMA_VERSION);
    }

    static Stream<String> oneRequiredDecision(ModelSet set) {
        return each(
                set,
                FormRules::isForTask,
                "needs a required decision, by radio or select, with at least two values in lower case",
                form -> form.field("decision").filter(FormRules::isChoice).isPresent()
                        && form.decisions().size() >= 2
                        && form.decisions().stream().allMatch(value -> value.matches("[a-z]+(-[a-z]+)*")));
    }

    /** Seen in Tasklist: beside its comment a choice has one line, and what is longer is cut off. */
    static Stream<String> choicesCanBeRead(ModelSet set) {
        return each(
                set,
                FormRules::isForTask,
                "has a choice of more than " + LONGEST_CHOICE + " characters, of which people see the beginning only",
                form -> form.field("decision").stream()
                        .flatMap(field ->
                                StreamSupport.stream(field.path("values").spliterator(), false))
                        .allMatch(choice -> choice.path("label").asText().length() <= LONGEST_CHOICE));
    }

    static Stream<String> nothingElseIsSent(ModelSet set) {
        return each(set, form -> true, "sends other fields than agreed", form -> Set.copyOf(form.keys())
                .equals(agreed(form)));
    }

    private static Set<String> agreed(FormFile form) {
        if (NoticeKind.of(form.name()).isPresent()) return Set.of("subject", "body", "decision", "comment");
        if (isForTask(form)) {
            return Stream.concat(
                            Stream.of("decision", "comment"),
                            ASKED_BESIDES.getOrDefault(form.name(), Set.of()).stream())
                    .collect(Collectors.toSet());
        }
        return Stream.concat(START_FORMS.get(form.name()).stream(), OPTIONAL.get(form.name()).stream())
                .collect(Collectors.toSet());
    }

    /** What a person reads is data, never code: nothing in a form runs, loads or leads elsewhere. */
    static Stream<String> onlyShowsData(ModelSet set) {
        return each(
                set,
                form -> true,
                "its html may hold a style, text and places for data, and no script, address, event or raw value",
                form -> StreamSupport.stream(form.json().path("components").spliterator(), false)
                        .filter(component -> component.path("type").asText().equals("html"))
                        .map(component -> component.path("content").asText())
                        .map(content -> content.replace("</a>", ""))
                        .map(content -> OWN_LINK.matcher(content).replaceAll(""))
                        .noneMatch(content -> ACTIVE.matcher(content).find()));
    }

    static Stream<String> startFormAsksForTheRequest(ModelSet set) {
        return each(
                set,
                form -> !isForTask(form),
                "what is asked for is required, what is optional is not",
                form -> form.fields()
                        .filter(FormFile::required)
                        .map(field -> field.path("key").asText())
                        .toList()
                        .equals(START_FORMS.get(form.name())));
    }

    /** A comment that only some decisions need can't be required by the form: its label says so, the server checks it. */
    static Stream<String> labelSaysWhenACommentIsNeeded(ModelSet set) {
        return each(
                set,
                FormRules::isForTask,
                "a comment needed for some decisions must name existing ones, and its label must say them; and what ends"
                        + " a run, deviates or loses data needs one",
                form -> {
                    String label =
                            form.field("comment").orElseThrow().path("label").asText();
                    Set<String> needed = needReason(form);
                    return form.decisions().containsAll(needed)
                            && needed.stream().allMatch(value -> label.contains(lastWord(value)))
                            && form.decisions().stream().filter(GRAVE::contains).allMatch(needed::contains);
                });
    }

    private static Set<String> needReason(FormFile form) {
        String requiredFor = form.field("comment")
                .orElseThrow()
                .path("properties")
                .path("requiredFor")
                .asText();
        return requiredFor.isEmpty() ? Set.of() : Set.of(requiredFor.split(","));
    }

    /** {@code ask-deviation} is a deviation in a label's words, {@code cancel-run} a run. */
    private static String lastWord(String decision) {
        return decision.substring(decision.lastIndexOf('-') + 1);
    }

    static Stream<String> usedByATask(ModelSet set) {
        return each(set, form -> true, "no task uses it", form -> set.each()
                .anyMatch(model -> model.xml().contains("camunda:formRef=\"" + form.name() + "\"")
                        || model.xml().contains("\"embedded:deployment:" + form.name() + ".html\"")));
    }

    private static Stream<String> each(
            ModelSet set, Predicate<FormFile> which, String problem, Predicate<FormFile> good) {
        return set.forms().values().stream()
                .filter(which)
                .filter(good.negate())
                .map(form -> form.name() + ".form: " + problem);
    }

    private static boolean isForTask(FormFile form) {
        return !START_FORMS.containsKey(form.name());
    }

    private static boolean isChoice(JsonNode field) {
        return required(field)
                && Set.of("radio", "select").contains(field.path("type").asText());
    }
}
