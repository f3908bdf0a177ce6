package com.fingood.runbook.process;

import com.fingood.runbook.run.Refusal;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A start that is refused says so in words: the log would otherwise begin with the stack trace of a wrong setting. */
final class RefusedStart extends AbstractFailureAnalyzer<Refusal> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, Refusal refusal) {
        return new FailureAnalysis(refusal.getMessage(), null, failure);
    }
}
