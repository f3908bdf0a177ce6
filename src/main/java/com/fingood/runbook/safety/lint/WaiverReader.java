package com.fingood.runbook.safety.lint;

import com.fingood.runbook.safety.Finding;
import com.fingood.runbook.safety.Source;
import com.fingood.runbook.safety.rules.RuleCatalogue;
import com.fingood.runbook.safety.rules.RuleText;
import com.fingood.runbook.safety.rules.WaiverRules;
import com.fingood.runbook.safety.sql.Comment;
import com.fingood.runbook.safety.sql.Place;
import com.fingood.runbook.safety.sql.Script;
import com.fingood.runbook.safety.sql.Statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the waivers of a script: {@code -- runbook:waive RULE reason="..." ticket=KEY-1}, before a statement or at it. */
final class WaiverReader {

    private static final Pattern WAIVE = Pattern.compile("runbook:waive\\s+(\\w+)(?=\\s|$)(.*)");
    private static final Pattern REASON = Pattern.compile("\\breason=\"([^\"]*\\S[^\"]*)\"");
    private static final Pattern TICKET = Pattern.compile("\\bticket=([A-Za-z][A-Za-z0-9]*-\\d+)(?=\\s|$)");

    private final Script script;
    private final Set<String> rules = RuleCatalogue.ids();
    private final List<DeclaredWaiver> waivers = new ArrayList<>();
    private final List<Finding> faults = new ArrayList<>();

    WaiverReader(Script script) {
        this.script = script;
        script.comments().forEach(this::read);
    }

    List<DeclaredWaiver> waivers() {
        return waivers;
    }

    /** What is wrong with those that are not complete. */
    List<Finding> faults() {
        return faults;
    }

    private void read(Comment comment) {
        Matcher waive = WAIVE.matcher(comment.text());
        boolean says = waive.matches();
        String rest = says ? waive.group(2) : "";
        Matcher reason = REASON.matcher(rest);
        Matcher ticket = TICKET.matcher(rest.replaceAll("\"[^\"]*\"", "\"\""));
        List<String> missing = new ArrayList<>();
        if (!says) {
            missing.add("the rule behind runbook:waive");
        } else if (!rules.contains(waive.group(1))) {
            missing.add("a rule that exists: there is no " + waive.group(1));
        }
        if (!reason.find()) {
            missing.add("reason=\"...\"");
        }
        if (!ticket.find()) {
            missing.add("ticket=KEY-123");
        }
        if (missing.isEmpty()) {
            waivers.add(at(comment.place(), waive.group(1), reason.group(1).strip(), ticket.group(1)));
        } else {
            faults.add(finding(
                    WaiverRules.MALFORMED,
                    script.file(),
                    comment.place(),
                    "The waiver lacks " + String.join(", ", missing) + "."));
        }
    }

    /** The statement around the comment, else the one that ends on its line, else the next one. */
    private DeclaredWaiver at(Place comment, String rule, String reason, String ticket) {
        Statement found = null;
        for (Statement statement : script.statements()) {
            boolean begun = compare(statement.place(), comment) < 0;
            if (begun
                    && (compare(statement.end(), comment) > 0 || statement.end().line() == comment.line())) {
                found = statement;
            } else if (!begun) {
                found = found == null ? statement : found;
                break;
            }
        }
        return new DeclaredWaiver(
                rule,
                reason,
                ticket,
                script.file(),
                comment,
                found == null ? comment : found.place(),
                found == null ? comment : found.end());
    }

    private static int compare(Place one, Place other) {
        return one.line() != other.line()
                ? Integer.compare(one.line(), other.line())
                : Integer.compare(one.column(), other.column());
    }

    static Finding unused(DeclaredWaiver waiver) {
        return finding(
                WaiverRules.UNUSED,
                waiver.file(),
                waiver.comment(),
                "The waiver of " + waiver.rule() + " waives nothing: the statement does not break that rule.");
    }

    private static Finding finding(RuleText text, String file, Place place, String condition) {
        return new Finding(
                text.id(),
                text.severity(),
                Source.STATIC,
                file,
                place.line(),
                place.column(),
                null,
                condition,
                text.effect(),
                text.safeWay(),
                null,
                null,
                null);
    }
}
