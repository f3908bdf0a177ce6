package com.fingood.runbook.cli;

import com.fingood.runbook.safety.Finding;
import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.Waiver;
import com.fingood.runbook.safety.lint.SafetyReport;
import com.fingood.runbook.safety.rules.RuleCatalogue;
import com.fingood.runbook.safety.rules.RuleText;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A safety report in SARIF 2.1.0, the form in which pipelines collect findings of many tools. */
final class Sarif {

    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";

    private final SafetyReport report;
    private final List<RuleText> rules = RuleCatalogue.texts();

    Sarif(SafetyReport report) {
        this.report = report;
    }

    Map<String, Object> document() {
        List<Object> results = new ArrayList<>();
        report.findings().forEach(finding -> results.add(result(finding)));
        report.waivers().forEach(waiver -> results.add(result(waiver)));
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("tool", Map.of("driver", driver()));
        run.put("columnKind", "utf16CodeUnits");
        run.put("results", results);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("$schema", SCHEMA);
        document.put("version", "2.1.0");
        document.put("runs", List.of(run));
        return document;
    }

    private Map<String, Object> driver() {
        Map<String, Object> driver = new LinkedHashMap<>();
        driver.put("name", "runbook lint");
        String version = Main.class.getPackage().getImplementationVersion();
        if (version != null) {
            driver.put("version", version);
        }
        driver.put("rules", rules.stream().map(Sarif::rule).toList());
        return driver;
    }

    private static Map<String, Object> rule(RuleText text) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("id", text.id());
        rule.put("shortDescription", Map.of("text", text.title()));
        rule.put("fullDescription", Map.of("text", text.condition() + " " + text.effect()));
        rule.put("help", Map.of("text", text.safeWay(), "markdown", text.safeWay()));
        rule.put("defaultConfiguration", Map.of("level", level(text.severity())));
        rule.put("properties", Map.of("severity", text.severity().label()));
        return rule;
    }

    private Map<String, Object> result(Finding finding) {
        Map<String, Object> result = result(
                finding.rule(),
                level(finding.severity()),
                finding.condition() + " " + finding.effect() + "\n" + finding.workaround());
        result.put("locations", List.of(location(finding.file(), finding.line(), finding.column())));
        result.put("properties", Map.of("severity", finding.severity().label()));
        return result;
    }

    /** Suppressed in the source: it is listed, and does not count. */
    private Map<String, Object> result(Waiver waiver) {
        Map<String, Object> result = result(waiver.rule(), "note", waiver.condition());
        result.put("locations", List.of(location(waiver.file(), waiver.line(), null)));
        result.put(
                "suppressions",
                List.of(Map.of("kind", "inSource", "justification", waiver.reason() + " (" + waiver.ticket() + ")")));
        return result;
    }

    private Map<String, Object> result(String rule, String level, String message) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("ruleId", rule);
        IntStream.range(0, rules.size())
                .filter(index -> rules.get(index).id().equals(rule))
                .findFirst()
                .ifPresent(index -> result.put("ruleIndex", index));
        result.put("level", level);
        result.put("message", Map.of("text", message));
        return result;
    }

    private static Map<String, Object> location(String file, Integer line, Integer column) {
        Map<String, Object> place = new LinkedHashMap<>();
        place.put("artifactLocation", Map.of("uri", uri(file)));
        if (line != null) {
            Map<String, Object> region = new LinkedHashMap<>();
            region.put("startLine", line);
            if (column != null) {
                region.put("startColumn", column);
            }
            place.put("region", region);
        }
        return Map.of("physicalLocation", place);
    }

    /** Relative to where it was called, as given. */
    private static String uri(String file) {
        try {
            return new URI(null, null, file.replace('\\', '/'), null).toString();
        } catch (URISyntaxException e) {
            return file;
        }
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW, INFO -> "note";
        };
    }
}
