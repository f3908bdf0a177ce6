package com.fingood.runbook.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * JSON in the one form that is hashed: keys sorted, no white space, numbers plain without trailing zeros, instants in UTC with
 * six decimals. Writing what was parsed gives the same text again, so anybody can check a hash from the file alone.
 */
final class Canonical {

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private static final JsonMapper PARSER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Canonical() {}

    static String write(Object value) {
        StringBuilder out = new StringBuilder();
        append(out, value);
        return out.toString();
    }

    /** @throws IllegalArgumentException when the text is not one JSON object with unique keys */
    static Map<String, Object> parse(String json) {
        try {
            Map<String, Object> parsed = PARSER.readValue(json, new TypeReference<>() {});
            if (parsed == null) {
                throw new IllegalArgumentException("not a JSON object");
            }
            return parsed;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a JSON object", e);
        }
    }

    static String instant(Instant instant) {
        return MICROS.format(instant.truncatedTo(ChronoUnit.MICROS));
    }

    private static void append(StringBuilder out, Object value) {
        if (value == null || value instanceof Boolean) {
            out.append(value);
        } else if (value instanceof Number number) {
            appendNumber(out, number);
        } else if (value instanceof Map<?, ?> map) {
            appendMap(out, map);
        } else if (value instanceof Collection<?> list) {
            appendList(out, list);
        } else {
            appendText(out, value instanceof Instant instant ? instant(instant) : value.toString());
        }
    }

    private static void appendNumber(StringBuilder out, Number number) {
        try {
            BigDecimal plain = new BigDecimal(number.toString());
            out.append(plain.signum() == 0 ? "0" : plain.stripTrailingZeros().toPlainString());
        } catch (NumberFormatException notFinite) {
            appendText(out, number.toString());
        }
    }

    private static void appendMap(StringBuilder out, Map<?, ?> map) {
        TreeMap<String, Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put(String.valueOf(key), value));
        String separator = "{";
        for (Map.Entry<String, Object> entry : sorted.entrySet()) {
            out.append(separator);
            appendText(out, entry.getKey());
            out.append(':');
            append(out, entry.getValue());
            separator = ",";
        }
        out.append(sorted.isEmpty() ? "{}" : "}");
    }

    private static void appendList(StringBuilder out, Collection<?> list) {
        out.append('[');
        String separator = "";
        for (Object value : list) {
            out.append(separator);
            append(out, value);
            separator = ",";
        }
        out.append(']');
    }

    private static void appendText(StringBuilder out, String text) {
        out.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, out);
        out.append('"');
    }
}
