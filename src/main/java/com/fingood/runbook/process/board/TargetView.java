package com.fingood.runbook.process.board;

import com.fasterxml.jackson.annotation.JsonInclude;

import java.util.List;

/**
 * One target for people who ask for a change, and for other tools.
 *
 * @param versions all of the change folder, in order
 * @param current the newest applied version; null when none is, or not known
 * @param applied null when the target did not say
 * @param pending what may be asked for, in order; null when the target did not say
 * @param freezes periods without changes that are not over yet, in words
 * @param problem why the change folder can't be read; null when it can
 * @param away why the target did not say what is applied; null when it did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TargetView(
        String target,
        String environment,
        String dialect,
        List<String> versions,
        String current,
        List<String> applied,
        List<Pending> pending,
        List<String> freezes,
        String problem,
        String away) {

    /**
     * @param title of the change's document; its file's name when that has none
     * @param risk as declared; null when the document does not say
     * @param run that is bringing it already; null = none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Pending(String version, String title, String risk, String run) {}
}
