package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.sql.Column;
import com.fingood.runbook.safety.sql.Name;

import java.util.Locale;
import java.util.regex.Pattern;

/** What a column's name and type say about the data that it is for. */
final class SensitiveName {

    private static final Pattern CARD = words(
            "pan|ccn?_?(number|num|no|nr)|ccn|card_?(number|num|no|nr)|credit_?card"
                    + "|cvv2?|cvc2?|card_?verification|card_?security_?code|track_?(1|2|data)|magnetic_?stripe|pin_?block|card_?pin");

    private static final Pattern PERSONAL = words("e_?mail|e_?mail_?address|(tele)?phone|mobile|msisdn"
            + "|(first|last|given|family|middle|full|maiden|holder|beneficiary)_?name|surname|account_?holder"
            + "|date_?of_?birth|birth_?(date|day|place)|place_?of_?birth|dob"
            + "|ssn|social_?security|tax_?(id|number|no)|national_?(id|insurance)|personal_?(id|number)|passport"
            + "|id_?card|driv(er|ers|ing)_?licen[cs]e"
            + "|street|post(al)?_?code|zip|zip_?code|(home|postal|mailing|street|billing|delivery)?_?address"
            + "|iban|bank_?account|ip_?addr(ess)?|gender|sex|ethnicity|religion|nationality|marital_?status|salary"
            + "|diagnosis|biometric|latitude|longitude|passwo?r?d");

    /** Something about the data, or something that stands for it. */
    private static final Pattern ABOUT = Pattern.compile(
            "(is|has|num)_.*|.*_(type|kind|status|count|verified|confirmed|at|flag|token|format|last_?(four|4|digits))");

    private static final Pattern REFERENCE = Pattern.compile(".*(?<!tax|national|personal|passport|card)_id");

    private SensitiveName() {}

    static boolean isCard(Column column) {
        return matches(column, CARD);
    }

    static boolean isPersonal(Column column) {
        return column.type().equalsIgnoreCase("inet") || matches(column, PERSONAL);
    }

    private static boolean matches(Column column, Pattern pattern) {
        String name = spelt(column.name());
        boolean flag = column.type().toLowerCase(Locale.ROOT).startsWith("bool");
        return !flag
                && !ABOUT.matcher(name).matches()
                && !REFERENCE.matcher(name).matches()
                && pattern.matcher(name).matches();
    }

    /** {@code "cardNumber"} is spelt card_number. */
    private static String spelt(String column) {
        return Name.folded(column).replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    private static Pattern words(String alternatives) {
        return Pattern.compile("(.*_)?(" + alternatives + ")(_.*|\\d+)?");
    }
}
