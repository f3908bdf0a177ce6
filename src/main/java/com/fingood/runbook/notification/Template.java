package com.fingood.runbook.notification;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with places to fill in; its first line is the subject, the body begins after an empty one. */
final class Template {

    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

    private final String text;

    private Template(String text) {
        this.text = text;
    }

    static Template of(String name) {
        try (InputStream in = Template.class.getResourceAsStream("/notification/" + name)) {
            return new Template(new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is filled in is never looked at for places again, and can't end the subject's line. */
    Draft filled(Map<String, String> values, int longestSubject) {
        int end = text.indexOf('\n');
        return new Draft(
                Words.cut(filled(text.substring(0, end), values), longestSubject),
                filled(text.substring(end), values).strip());
    }

    private static String filled(String text, Map<String, String> values) {
        return PLACE.matcher(text)
                .replaceAll(place ->
                        Matcher.quoteReplacement(Objects.requireNonNull(values.get(place.group(1)), place.group(1))));
    }
}
