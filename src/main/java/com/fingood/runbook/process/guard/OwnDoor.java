package com.fingood.runbook.process.guard;

import com.fingood.runbook.process.guard.RefusalWords.Attempt;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.function.Supplier;

/**
 * What a person does at a door of our own, not at the engine's: all of it happens or nothing, its row in the ledger too, and what the
 * engine refuses meanwhile is put in words.
 */
@Component
public class OwnDoor {

    private final TransactionTemplate transaction;
    private final RefusalWords words;

    OwnDoor(PlatformTransactionManager transactions, RefusalWords words) {
        this.transaction = new TransactionTemplate(transactions);
        this.words = words;
    }

    /** @throws com.fingood.runbook.run.Refusal for whatever was foreseen; nothing was changed then */
    public <T> T through(Attempt attempt, Supplier<T> work) {
        try {
            return transaction.execute(status -> work.get());
        } catch (RuntimeException failure) {
            throw words.of(failure, attempt).map(RuntimeException.class::cast).orElse(failure);
        }
    }
}
