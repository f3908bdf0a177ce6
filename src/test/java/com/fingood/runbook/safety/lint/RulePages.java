package com.fingood.runbook.safety.lint;

import com.fingood.runbook.safety.rules.RuleCatalogue;
import com.fingood.runbook.safety.rules.RuleText;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The pages about the rules, made from their classes and examples. */
final class RulePages {

    static final Path FOLDER = Path.of("docs/rules");

    private RulePages() {}

    /** File name to text. */
    static Map<String, String> all() {
        Map<String, String> pages = new LinkedHashMap<>();
        RuleCatalogue.texts().forEach(text -> pages.put(text.id() + ".md", page(text)));
        pages.put("README.md", index());
        return pages;
    }

    private static String page(RuleText text) {
        RuleExample example = new RuleExample(text.id());
        return """
                # %s: %s

                | Severity | Strongest lock |
                |---|---|
                | %s | %s |

                ## Condition
                %s

                ## Effect
                %s

                ## Safe way
                %s

                ## Reported
                ```sql
                %s
                ```

                ## Silent
                ```sql
                %s
                ```

                ## What the rehearsal measures
                %s

                Severities, waivers and the other rules: [all rules](README.md).
                """
                .formatted(
                        text.id(),
                        text.title(),
                        text.severity().label(),
                        text.lock() == null ? "–" : text.lock(),
                        text.condition(),
                        text.effect(),
                        text.safeWay(),
                        example.bad().strip(),
                        example.good().strip(),
                        text.measured());
    }

    private static String index() {
        StringBuilder rows = new StringBuilder();
        RuleCatalogue.texts()
                .forEach(text -> rows.append("| [%s](%s.md) | %s | %s | %s |\n"
                        .formatted(
                                text.id(),
                                text.id(),
                                text.title(),
                                text.severity().label(),
                                text.lock() == null ? "–" : text.lock())));
        return """
                # Safety rules

                `lint` judges scripts by these rules without any database; the rehearsal then runs the change on a clone and measures it. A text can
                be wrong about a lock or a rewrite; the measurement is right.

                    $ ./runbook lint changes/ledger
                    $ ./runbook lint --level warning --format sarif changes/ledger/V2.0__payment_references.sql

                | Rule | What is reported | Severity | Strongest lock |
                |---|---|---|---|
                %s
                ## Severity and level
                A finding blocks at level `critical` (the default of `lint`) when its severity is high or critical, and at the lower levels when it is
                critical. Rules about locks and rewrites (LK, RW) only inform about a table that the same file creates, and about one that is known to
                have fewer than 1000 pages (8 MB); a table whose size is not known counts as large.

                ## Waivers
                A finding that people have decided to accept is waived in the script, on a line before the statement, inside it, or on its last line:

                ```sql
                -- runbook:waive LK1 reason="the table has 40 rows" ticket=FIN-2177
                CREATE INDEX currencies_name_ix ON ledger.currencies (name);
                ```

                Rule, reason and ticket are all required, or the waiver is a finding itself ([WV1](WV1.md)) and waives nothing. One that its statement
                does not need is a finding too ([WV2](WV2.md)). What was waived stands in the report with its reason and ticket. Findings about a
                whole file are waived anywhere in it.

                ## These pages
                They are made from the rule classes and their examples; `./mvnw test -Dtest=RulePagesTest -Drunbook.write-pages=true` writes them anew.
                """
                .formatted(rows);
    }
}
