package com.fingood.runbook.validation;

import com.fingood.runbook.run.RunId;

import java.util.List;

/** One attempt of a suite in a run. */
record CheckKey(RunId run, Moment moment, Suite suite, int attempt) {

    List<Object> values() {
        return List.of(run.value(), moment.label(), suite.label(), attempt);
    }
}
