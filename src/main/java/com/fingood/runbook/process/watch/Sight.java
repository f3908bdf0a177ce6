package com.fingood.runbook.process.watch;

import com.fingood.runbook.diagnosis.blocking.LockTree;

/**
 * Who blocks whom on a run's target, as it was looked at last.
 *
 * @param tree null when it could not be looked at
 * @param unknown why not, in words; null when it could
 */
record Sight(LockTree tree, String unknown) {

    static final String FACT = "blockers";

    static Sight of(LockTree tree) {
        return new Sight(tree, null);
    }
}
