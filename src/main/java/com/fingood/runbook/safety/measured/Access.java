package com.fingood.runbook.safety.measured;

import com.fingood.runbook.safety.Finding;
import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.measured.CatalogueObject.Kind;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** SC1, SC2: who may do what has changed, and columns that look like cards or people. */
final class Access implements MeasuredRule {

    private static final Pattern CARD = Pattern.compile(
            "(?i)(^|_)(pan|cvv|cvc|card_?(no|number|num)|primary_account_number|track[12]?_?data)($|_)");
    private static final Pattern PERSON = Pattern.compile(
            "(?i)(^|_)(e?_?mail|phone|mobile|birth(day|date)?|date_of_birth|dob|ssn|passport|tax_?id|national_?id|iban|"
                    + "(first|last|full|maiden|sur)_?name|street|postcode|zip_?code|address|gender|nationality)($|_)");

    @Override
    public List<Finding> judge(MeasuredScript script) {
        Verdicts access = new Verdicts("SC1", script);
        Verdicts personal = new Verdicts("SC2", script);
        for (MeasuredStatement statement : script.statements()) {
            for (SchemaChange change : statement.changes()) {
                access(access, statement, change);
                personal(personal, statement, change);
            }
        }
        List<Finding> all = new ArrayList<>(access.found());
        all.addAll(personal.found());
        return all;
    }

    private static void access(Verdicts to, MeasuredStatement statement, SchemaChange change) {
        String what = null;
        if (change.of(Kind.POLICY)) {
            what = "Policy " + change.name() + " of " + change.table() + " was created, changed or dropped.";
        } else if (change.altered("acl")) {
            what = "Rights on " + change.name() + " were granted or taken away.";
        } else if (change.altered("owner")) {
            what = change.name() + " has another owner.";
        } else if (change.altered("row-security")) {
            what = "Row level security of " + change.name() + " was switched.";
        } else if (change.of(Kind.FUNCTION) && !change.removed() && change.one().is("definer")) {
            what = "Function " + change.name() + " works with its owner's rights (SECURITY DEFINER).";
        }
        if (what != null) {
            to.add(
                    statement,
                    change.table().isEmpty() ? null : change.table(),
                    Severity.HIGH,
                    new Verdicts.Words(
                            what,
                            "Somebody may see or change more, or less, than before.",
                            "Have the security team approve it together with the change."));
        }
    }

    private static void personal(Verdicts to, MeasuredStatement statement, SchemaChange change) {
        if (!change.of(Kind.COLUMN) || !change.added()) {
            return;
        }
        boolean card = CARD.matcher(change.name()).find();
        if (card || PERSON.matcher(change.name()).find()) {
            to.add(
                    statement,
                    change.table(),
                    card ? Severity.HIGH : Severity.MEDIUM,
                    new Verdicts.Words(
                            "The new column " + change.table() + "." + change.name() + " looks like "
                                    + (card ? "card data." : "personal data."),
                            card
                                    ? "A card number stored in clear puts the whole database in scope of PCI DSS."
                                    : "Personal data needs a purpose and a retention time before it is stored.",
                            "Declare it under personal-data in the change's document, or rename it when it is neither."));
        }
    }
}
