package com.fingood.runbook.migration;

import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.RunId;

import java.util.Objects;

/**
 * Who takes a version back, and why; goes into the undo journal for good.
 *
 * @param run null outside any run
 * @param actor a login or {@code cli:<os user>}
 * @param reason never blank
 * @param expectedSha256 of the undo script that was rehearsed and approved; null = not compared
 * @param evenIfFailed true = also take back a version whose script failed half way and left a failed row; its undo must then cope with
 *     what is there
 */
public record UndoRequest(RunId run, String actor, String reason, String expectedSha256, boolean evenIfFailed) {

    public UndoRequest {
        Objects.requireNonNull(actor);
        if (reason == null || reason.isBlank()) {
            throw Refusal.badInput(
                    "reason-missing", "An undo needs a reason: it is kept in the undo journal for good.");
        }
    }
}
