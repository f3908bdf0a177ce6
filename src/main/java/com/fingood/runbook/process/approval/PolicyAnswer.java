package com.fingood.runbook.process.approval;

import com.fingood.runbook.run.Refusal;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The rules of the policy that hold for one change, put together: each approval once, in its stricter times, with every reason. */
final class PolicyAnswer {

    private PolicyAnswer() {}

    /**
     * @param rows what the table answered, one row per rule that holds
     * @param longestAnswer what is configured; the table may be stricter
     * @param longestValid what is configured; the table may be stricter
     * @throws Refusal BAD_INPUT for a cell that is no approval or no time
     */
    static List<WantedApproval> of(List<Map<String, Object>> rows, Duration longestAnswer, Duration longestValid) {
        Map<ApprovalKind, WantedApproval> wanted = new EnumMap<>(ApprovalKind.class);
        for (Map<String, Object> row : rows) {
            WantedApproval one = new WantedApproval(
                    ApprovalKind.of(String.valueOf(row.get("approval"))),
                    shorter(time(row, "answer"), longestAnswer),
                    shorter(time(row, "valid"), longestValid),
                    String.valueOf(row.get("because")));
            wanted.merge(one.kind(), one, PolicyAnswer::both);
        }
        // All of them expire together: the run goes back as a whole.
        Duration valid = wanted.values().stream()
                .map(WantedApproval::valid)
                .reduce(PolicyAnswer::shorter)
                .orElse(longestValid);
        List<WantedApproval> all = new ArrayList<>();
        wanted.values().forEach(one -> all.add(new WantedApproval(one.kind(), one.answer(), valid, one.because())));
        return all;
    }

    private static WantedApproval both(WantedApproval one, WantedApproval other) {
        return new WantedApproval(
                one.kind(),
                shorter(one.answer(), other.answer()),
                shorter(one.valid(), other.valid()),
                one.because().contains(other.because()) ? one.because() : one.because() + " " + other.because());
    }

    private static Duration time(Map<String, Object> row, String column) {
        String text = String.valueOf(row.get(column));
        try {
            Duration time = Duration.parse(text);
            if (!time.isNegative() && !time.isZero()) {
                return time;
            }
        } catch (DateTimeParseException e) {
            // Said below, with what is right.
        }
        throw Refusal.badInput(
                "bad-decision-table",
                "The table approval-policy answers '" + text + "' in column '" + column
                        + "'; it must be a duration such as \"PT4H\" or \"P3D\".");
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
