package com.fingood.runbook.process.upkeep;

import com.fingood.runbook.audit.LedgerSealer;
import com.fingood.runbook.process.steps.LeaseTaking;
import com.fingood.runbook.run.Phase;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.Runs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Seals the ledger within a second, and keeps the leases of runs that live. */
@Component
class Upkeep {

    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    private final LedgerSealer sealer;
    private final Runs runs;
    private final LeaseTaking leases;

    Upkeep(LedgerSealer sealer, Runs runs, LeaseTaking leases) {
        this.sealer = sealer;
        this.runs = runs;
        this.leases = leases;
    }

    @Scheduled(fixedDelay = 500)
    void seal() {
        try {
            sealer.sealPending().alarm().ifPresent(alarm -> LOG.error("Audit ledger: {}", alarm));
        } catch (RuntimeException away) {
            LOG.warn("The ledger was not sealed, trying again: {}", away.getMessage());
        }
    }

    @Scheduled(fixedDelay = 20_000)
    void renewLeases() {
        try {
            runs.list().stream().filter(run -> run.phase() != Phase.CLOSED).forEach((Run run) -> leases.renew(run));
        } catch (RuntimeException away) {
            LOG.warn("Leases were not renewed, trying again: {}", away.getMessage());
        }
    }
}
