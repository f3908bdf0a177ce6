package com.fingood.runbook.process.guard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fingood.runbook.run.Refusal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rules that a form shows, for the server to check again: the form is drawn in the browser, which checks nothing for us
 * (measured: a required field left out was accepted by the engine).
 */
public final class FormSchema {

    private record Field(
            String key, String label, boolean required, boolean readOnly, List<String> values, int maxLength) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final Set<String> needReason = new HashSet<>();

    private FormSchema() {}

    public static FormSchema parse(byte[] form) {
        FormSchema schema = new FormSchema();
        try {
            schema.collect(JSON.readTree(form).path("components"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return schema;
    }

    /** Reads the form that lies on the class path as {@code forms/<id>.form}. */
    public static FormSchema onClassPath(String formId) {
        String resource = "/forms/" + formId + ".form";
        try (var in = FormSchema.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no form " + resource);
            }
            return parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param sent the variables that the person sent, by name
     * @throws Refusal BAD_INPUT with every gap in one message
     */
    public void check(Map<String, Object> sent) {
        List<String> gaps = new ArrayList<>();
        unknown(sent.keySet()).forEach(name -> gaps.add("'" + name + "' is no field of this form"));
        fields.values().forEach(field -> gap(field, sent.get(field.key()), gaps));
        if (!gaps.isEmpty()) {
            throw Refusal.badInput("form-refused", "Nothing was changed: " + String.join("; ", gaps) + ".");
        }
    }

    /**
     * Which decisions need a reason stands in the form, beside the words that tell the person so.
     *
     * @throws Refusal BAD_INPUT {@code comment-missing}
     */
    public void requireReason(String decision, String comment) {
        if (needReason.contains(decision) && (comment == null || comment.isBlank())) {
            throw Refusal.badInput(
                    "comment-missing",
                    "Nothing was changed: '" + decision + "' needs a comment that says why. Fill in 'comment'.");
        }
    }

    /** The way on: the first value of the form's decision. */
    public String firstDecision() {
        return fields.get("decision").values().get(0);
    }

    private Set<String> unknown(Set<String> names) {
        return names.stream()
                .filter(name -> !fields.containsKey(name) || fields.get(name).readOnly())
                .collect(Collectors.toCollection(java.util.TreeSet::new));
    }

    private static void gap(Field field, Object value, List<String> gaps) {
        boolean missing = value == null || value.toString().isBlank();
        if (missing) {
            if (field.required()) {
                gaps.add("'" + field.key() + "' is missing" + allowed(field));
            }
            return;
        }
        if (!(value instanceof String text)) {
            gaps.add("'" + field.key() + "' must be text");
        } else if (TypedText.unstorable(text).isPresent()) {
            gaps.add("'" + field.key() + "' contains the character "
                    + TypedText.unstorable(text).get() + ", which can't be kept");
        } else if (!field.values().isEmpty() && !field.values().contains(text)) {
            gaps.add("'" + field.key() + "' can't be '" + cut(text) + "'" + allowed(field));
        } else if (text.length() > field.maxLength()) {
            gaps.add("'" + field.key() + "' is longer than " + field.maxLength() + " characters");
        }
    }

    private static String allowed(Field field) {
        return field.values().isEmpty() ? "" : " (allowed: " + String.join(", ", field.values()) + ")";
    }

    private static String cut(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "..." : text;
    }

    private void collect(JsonNode components) {
        for (JsonNode component : components) {
            if (component.hasNonNull("key")) {
                Field field = field(component);
                fields.put(field.key(), field);
            }
            String decisions = component.path("properties").path("requiredFor").asText();
            needReason.addAll(List.of(decisions.split(",")));
            collect(component.path("components"));
        }
    }

    private static Field field(JsonNode component) {
        JsonNode validate = component.path("validate");
        List<String> values = new ArrayList<>();
        component.path("values").forEach(value -> values.add(value.path("value").asText()));
        return new Field(
                component.path("key").asText(),
                component.path("label").asText(),
                // A field that the form hides for some decisions is asked for by the guard, per decision.
                validate.path("required").asBoolean() && !component.has("conditional"),
                component.path("readonly").asBoolean()
                        || component.path("disabled").asBoolean(),
                values,
                validate.path("maxLength").asInt(TypedText.LONGEST));
    }
}
