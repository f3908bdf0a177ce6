package com.fingood.runbook.process.steps;

import com.fingood.runbook.change.ChangeDigest;
import com.fingood.runbook.run.Facts;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.Runs;
import org.springframework.stereotype.Component;

/** Binds the run to the digest over everything that reviewers will see; an approval is for exactly this. */
@Component
public class ReviewedContent {

    private final RunContent content;
    private final Runs runs;
    private final Facts facts;

    ReviewedContent(RunContent content, Runs runs, Facts facts) {
        this.content = content;
        this.runs = runs;
        this.facts = facts;
    }

    /** @return the digest, 64 hex digits */
    public String bind(Run run) {
        ChangeDigest digest = content.digest(run);
        facts.put(run.id(), ApprovalRecheck.DIGEST, digest);
        runs.bindDigest(run.id(), digest.value());
        return digest.value();
    }
}
