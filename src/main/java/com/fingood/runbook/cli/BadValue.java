package com.fingood.runbook.cli;

import com.fingood.runbook.run.Refusal;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says of a value that can't be bound which key it is, what stands there and what would be right. */
final class BadValue {

    private static final Pattern PLACEHOLDER = Pattern.compile("placeholder '([^']+)'");

    private BadValue() {}

    static Refusal of(BindException e) {
        Matcher unfilled = PLACEHOLDER.matcher(rootMessage(e));
        if (unfilled.find()) {
            return Refusal.badInput(
                    "bad-configuration",
                    e.getName() + " refers to ${" + unfilled.group(1)
                            + "}, which is not set. Set that environment variable, or write the value.");
        }
        ConfigurationProperty property = e.getProperty();
        if (property == null) {
            return Refusal.badInput(
                    "bad-configuration",
                    e.getName() + " can't be read; it must be "
                            + right(e.getTarget().getType().resolve()) + ".");
        }
        String where = property.getOrigin() == null ? "" : " (" + property.getOrigin() + ")";
        return Refusal.badInput(
                "bad-configuration",
                e.getName() + " is '" + shown(property) + "'" + where + "; it must be "
                        + right(e.getTarget().getType().resolve()) + ".");
    }

    private static String shown(ConfigurationProperty property) {
        boolean secret = property.getName().toString().toLowerCase(Locale.ROOT).contains("password");
        return secret ? "***" : String.valueOf(property.getValue());
    }

    private static String right(Class<?> type) {
        if (type != null && type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant ->
                            ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        if (type == Duration.class) {
            return "a duration such as 90s, 15m or 4h";
        }
        if (type == Integer.class || type == int.class) {
            return "a whole number";
        }
        return type == null ? "of another kind" : "a value for " + type.getSimpleName();
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
