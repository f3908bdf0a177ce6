package com.fingood.runbook.process.engine;

import com.fingood.runbook.process.guard.People;
import com.fingood.runbook.process.guard.TaskGuard.Person;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.stereotype.Component;

import java.util.List;

/** Reads the engine's authentication of this thread: what the login filters put there, never a variable. */
@Component
class CurrentPerson implements People {

    /** Set before the engine is built, since building it issues commands already. */
    private volatile IdentityService identities;

    void readFrom(IdentityService service) {
        this.identities = service;
    }

    @Override
    public Person current() {
        Authentication current = identities.getCurrentAuthentication();
        if (current == null || current.getUserId() == null) {
            return null;
        }
        return new Person(current.getUserId(), current.getGroupIds() == null ? List.of() : current.getGroupIds());
    }
}
