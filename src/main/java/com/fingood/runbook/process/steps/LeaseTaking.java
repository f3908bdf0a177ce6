package com.fingood.runbook.process.steps;

import com.fingood.runbook.run.Run;
import com.fingood.runbook.target.Lease;
import com.fingood.runbook.target.Leases;
import org.springframework.stereotype.Component;

import java.time.Duration;

/** One run at a time per target, from the go of execute until the run is closed; renewed while the run lives. */
@Component
public class LeaseTaking {

    static final Duration LENGTH = Duration.ofMinutes(2);

    private final Leases leases;

    LeaseTaking(Leases leases) {
        this.leases = leases;
    }

    /** @throws com.fingood.runbook.run.Refusal REFUSED naming the run that holds it */
    public String take(Run run) {
        Lease lease = leases.acquire(run.target(), run.id().value(), LENGTH);
        return "Lease number " + lease.fencingNumber() + " on " + run.target() + " is this run's.";
    }

    /** Asked by every worker that changes the target, right before it acts. */
    public void requireHeld(Run run) {
        // A server that was down for longer than the lease finds its own expired; it is still the run's when nobody
        // took it.
        renew(run);
        leases.requireHeld(run.target(), run.id().value());
    }

    public void renew(Run run) {
        leases.renew(run.target(), run.id().value(), LENGTH);
    }

    public void release(Run run) {
        leases.release(run.target(), run.id().value());
    }
}
