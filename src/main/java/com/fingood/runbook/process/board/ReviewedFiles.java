package com.fingood.runbook.process.board;

import com.fingood.runbook.change.Change;
import com.fingood.runbook.change.ChangeFile;
import com.fingood.runbook.process.approval.ApprovalVoiding;
import com.fingood.runbook.process.steps.RunContent;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.Runs;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Optional;

/** The files of a change in full, for people who are asked about them: only as they were when the digest was bound. */
@Component
public class ReviewedFiles {

    private final Runs runs;
    private final RunContent content;
    private final ApprovalVoiding voiding;

    ReviewedFiles(Runs runs, RunContent content, ApprovalVoiding voiding) {
        this.runs = runs;
        this.content = content;
        this.voiding = voiding;
    }

    /**
     * @param part script, undo or document
     * @param digest what the reader was asked about; null = what the run is bound to now
     * @throws Refusal BAD_INPUT {@code no-such-part} for a part that there is not; REFUSED {@code other-content} when the files are not those
     *     that were reviewed under this digest
     */
    public String text(RunId id, String part, String digest) {
        Run run = runs.get(id);
        List<String> changes = voiding.changes(run);
        if (run.digest() == null || digest != null && !digest.equals(run.digest()) || !changes.isEmpty()) {
            throw Refusal.refused(
                    "other-content",
                    "Not shown: what lies in the change folder now is not what was asked about"
                            + (changes.isEmpty() ? "" : " (" + String.join("; ", changes) + ")")
                            + ". Open the newest task of run " + id + ".");
        }
        return file(content.change(run), part)
                .orElseThrow(() -> Refusal.badInput(
                        "no-such-part", "Run " + id + " has no '" + part + "'. There are: script, undo, document."))
                .text();
    }

    private static Optional<ChangeFile> file(Change change, String part) {
        return switch (part) {
            case "script" -> Optional.of(change.script());
            case "undo" -> change.undo();
            case "document" -> change.documentFile();
            default -> Optional.empty();
        };
    }
}
