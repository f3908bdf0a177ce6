package com.fingood.runbook.models;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One Camunda form; the name is that of the file, without its ending. */
record FormFile(String name, JsonNode json) {

    Stream<JsonNode> fields() {
        return StreamSupport.stream(json.path("components").spliterator(), false)
                .filter(component -> component.has("key"));
    }

    List<String> keys() {
        return fields().map(field -> field.path("key").asText()).toList();
    }

    Optional<JsonNode> field(String key) {
        return fields().filter(field -> field.path("key").asText().equals(key)).findFirst();
    }

    /** What a person may decide, the way on first; empty for a form without a decision. */
    List<String> decisions() {
        List<String> values = new ArrayList<>();
        field("decision").ifPresent(field -> field.path("values")
                .forEach(value -> values.add(value.path("value").asText())));
        return values;
    }

    static boolean required(JsonNode field) {
        return field.path("validate").path("required").asBoolean(false);
    }
}
