package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.CardNumbers;
import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.sql.Place;
import com.fingood.runbook.safety.sql.Statement;
import com.fingood.runbook.safety.sql.Token;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands in a script stands in version control, in backups, in logs, and in the server's statistics. */
final class SecretInText implements Rule {

    private static final RuleText TEXT = new RuleText(
            "SC3",
            Severity.CRITICAL,
            "Card number or password in the script",
            """
            The file holds a number that is a payment card's by length, issuer and check digit, or a password, key or secret as a literal. Comments and COPY data count.""",
            """
            It is already in version control, and goes from here to reviewers, logs, the server's statistics and every backup. A card number brings all of
            them under PCI DSS; a password known to so many is none.""",
            """
            Take it out of the file and out of the repository's history; change the password. Secrets come from the vault to whoever needs them. Test data
            uses tokens, not numbers that a card could have.""",
            null,
            """
            The rehearsal measures nothing of it. Numbers are recognised by length, issuer, grouping and check digit, which one random number in forty passes: if it
            is none, say so in a waiver, without the number.""");

    private static final String SECRET = "A password or another secret stands here as a literal.";
    private static final String LITERAL = "E?'(?!\\$\\{)[^']+'|\\$\\$[^$]+\\$\\$";

    private static final String ASSIGNED = "\"?\\s*:?=>?\\s*(" + LITERAL + ")";

    /** @param hint without it the text is not searched, since a pattern costs much more than a word */
    private record Secret(String hint, Pattern pattern) {

        static Secret of(String hint, String pattern) {
            return new Secret(hint, Pattern.compile("(?i)" + pattern));
        }
    }

    private static final String NAMED = "\\w{0,40}(?:passwo?r?d|pwd|passphrase|secret|(?:api|access|private)_?key)";

    private static final List<Secret> SECRETS = List.of(
            Secret.of("password", "\\bpassword\\s+(" + LITERAL + ")"),
            Secret.of("identified", "\\bidentified\\s+by\\s+(" + LITERAL + ")"),
            Secret.of("pass", "\\b\\w{0,40}(?:passwo?r?d|passphrase)" + ASSIGNED),
            Secret.of("pwd", "\\b\\w{0,40}pwd" + ASSIGNED),
            Secret.of("secret", "\\b\\w{0,40}secret" + ASSIGNED),
            Secret.of("key", "\\b\\w{0,40}(?:api|access|private)_?key" + ASSIGNED),
            Secret.of("\":", "\"" + NAMED + "\"\\s*:\\s*\"((?!\\$\\{)[^\"]{3,})\""),
            Secret.of("crypt", "\\bcrypt\\s*\\(\\s*(" + LITERAL + ")"),
            Secret.of("://", "\\b[a-z][a-z0-9+.-]{1,20}://[^\\s/:@']{1,100}:((?!\\$\\{)[^\\s/@']{1,200})@"),
            Secret.of("private key-", "(-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----)"));

    /** As in a connection string; outside of a string it would be a comparison of columns. */
    private static final Pattern IN_STRING =
            Pattern.compile("(?i)\\b(?:password|passwd|pwd)\\s?=\\s?(?!\\$\\{)[^\\s'\";,&)$]{3,}");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void check(ScriptContext script, Findings findings) {
        Lines lines = new Lines(script.script());
        for (CardNumbers.Hit hit : CardNumbers.in(script.script().text())) {
            report(
                    lines.place(hit.start()),
                    lines,
                    "A card number of " + hit.digits() + " digits stands here.",
                    findings);
        }
        String lower = script.script().text().toLowerCase(Locale.ROOT);
        SECRETS.stream().filter(secret -> lower.contains(secret.hint())).forEach(secret -> {
            Matcher matcher = secret.pattern().matcher(script.script().text());
            while (matcher.find()) {
                report(lines.place(matcher.start(1)), lines, SECRET, findings);
            }
        });
        if (lower.contains("pass") || lower.contains("pwd")) {
            connectionStrings(script, lines, findings);
        }
    }

    private static void connectionStrings(ScriptContext script, Lines lines, Findings findings) {
        for (Statement statement : script.statements()) {
            if (IN_STRING.matcher(statement.text()).find()) {
                statement.tokens().stream()
                        .filter(token -> token.type() == Token.Type.STRING
                                && IN_STRING.matcher(token.text()).find())
                        .forEach(token -> report(token.place(), lines, SECRET, findings));
            }
        }
    }

    private static void report(Place place, Lines lines, String condition, Findings findings) {
        Statement statement = lines.statement(place);
        (statement == null ? findings.at(place) : findings.at(statement, place))
                .condition(condition)
                .workaround(
                        "-- take it out of this file and out of the repository's history",
                        condition.equals(SECRET)
                                ? "-- set the password outside of migrations, and change this one now"
                                : "-- a token of the card processor in its place")
                .report();
    }
}
