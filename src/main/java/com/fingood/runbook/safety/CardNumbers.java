package com.fingood.runbook.safety;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what must be taken for the number of a payment card: the digits in one run or grouped as on a card with one kind of
 * separator, a known issuer with its lengths, and a right check digit. Looser rules find dozens of identifiers in any dump,
 * stricter ones miss the well-known test numbers.
 */
public final class CardNumbers {

    /**
     * Where one stands.
     *
     * @param start of its first digit in the text
     * @param end behind its last digit
     * @param digits how many it has
     */
    public record Hit(int start, int end, int digits) {}

    private record Issuer(int from, int to, Set<Integer> lengths) {

        boolean issues(String digits) {
            int prefix =
                    Integer.parseInt(digits.substring(0, Integer.toString(from).length()));
            return prefix >= from && prefix <= to && lengths.contains(digits.length());
        }
    }

    private static final Set<Integer> LONG = Set.of(16, 17, 18, 19);

    private static final List<Issuer> ISSUERS = List.of(
            new Issuer(4, 4, Set.of(13, 16, 19)),
            new Issuer(51, 55, Set.of(16)),
            new Issuer(2221, 2720, Set.of(16)),
            new Issuer(34, 34, Set.of(15)),
            new Issuer(37, 37, Set.of(15)),
            new Issuer(300, 305, Set.of(14, 16, 17, 18, 19)),
            new Issuer(36, 36, Set.of(14, 15, 16, 17, 18, 19)),
            new Issuer(38, 39, Set.of(14, 16, 17, 18, 19)),
            new Issuer(3528, 3589, LONG),
            new Issuer(6011, 6011, LONG),
            new Issuer(62, 62, LONG),
            new Issuer(644, 659, LONG),
            new Issuer(5018, 5018, LONG),
            new Issuer(5020, 5020, LONG),
            new Issuer(5038, 5038, LONG),
            new Issuer(6304, 6304, LONG),
            new Issuer(6759, 6763, LONG));

    private static final Pattern CANDIDATE =
            Pattern.compile("(?<![\\w-])(?:\\d{4}([ -])\\d{4}\\1\\d{4}\\1\\d{4}(?:\\1\\d{1,3})?"
                    + "|\\d{4}([ -])\\d{6}\\2\\d{4,5})(?![\\w-])"
                    + "|(?<!\\w)(?<!\\d[.,])\\d{13,19}(?!\\w|[.,]\\d)");

    private static final Pattern RUN = Pattern.compile("(?<!\\d)\\d{13,19}(?!\\d)");

    private CardNumbers() {}

    /** All of them in their order. */
    public static List<Hit> in(String text) {
        return in(text, CANDIDATE);
    }

    private static List<Hit> in(String text, Pattern candidates) {
        List<Hit> hits = new ArrayList<>();
        Matcher candidate = candidates.matcher(text);
        while (candidate.find()) {
            String digits = candidate.group().replaceAll("\\D", "");
            if (ISSUERS.stream().anyMatch(issuer -> issuer.issues(digits)) && hasCheckDigit(digits)) {
                hits.add(new Hit(candidate.start(), candidate.end(), digits.length()));
            }
        }
        return hits;
    }

    /** @return the text with a sign in the place of each of them, also where letters have been put beside it; null for null */
    public static String masked(String text) {
        return text == null ? null : masked(masked(text, CANDIDATE), RUN);
    }

    private static String masked(String text, Pattern candidates) {
        StringBuilder masked = new StringBuilder(text);
        List<Hit> hits = in(text, candidates);
        for (int i = hits.size() - 1; i >= 0; i--) {
            masked.replace(hits.get(i).start(), hits.get(i).end(), "…");
        }
        return masked.toString();
    }

    /** The sum of all digits, every second one from the right doubled and its own digits added, ends in 0. */
    private static boolean hasCheckDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighed = i % 2 == 0 ? digit : 2 * digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum % 10 == 0;
    }
}
