package com.fingood.runbook.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import java.io.PrintStream;
import java.util.List;

/** Gives a command's answer: text for people, or one JSON document on standard output and every other word on standard error. */
final class Answers {

    private final Format format;
    private final PrintStream out;
    private final PrintStream err;

    Answers(Format format, PrintStream out, PrintStream err) {
        this.format = format;
        this.out = out;
        this.err = err;
    }

    /**
     * @param document what {@code --format json} shows; keys in its order
     * @param lines the same for people
     */
    void give(Object document, List<String> lines) {
        if (format != Format.text) {
            out.println(json(document));
        } else {
            lines.forEach(out::println);
        }
    }

    /** A word on the way; never part of the answer. */
    void say(String message) {
        err.println(message);
    }

    boolean isJson() {
        return format != Format.text;
    }

    private static String json(Object document) {
        try {
            return new ObjectMapper()
                    .registerModule(new JavaTimeModule())
                    .registerModule(new Jdk8Module())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL)
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer that can't be written as JSON", e);
        }
    }
}
