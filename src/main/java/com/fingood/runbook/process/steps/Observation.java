package com.fingood.runbook.process.steps;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.util.Map;

/** What a step observed, in words, as it is kept beside its result. */
public final class Observation {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Observation() {}

    static String json(String words) {
        if (words == null) {
            return null;
        }
        try {
            return JSON.writeValueAsString(Map.of("observed", words));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The words again; empty when a step kept none. */
    public static String words(String json) {
        if (json == null) {
            return "";
        }
        try {
            return JSON.readTree(json).path("observed").asText();
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}
