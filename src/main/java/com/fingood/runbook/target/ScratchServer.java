package com.fingood.runbook.target;

import com.fingood.runbook.run.Refusal;

import java.time.Instant;
import java.util.List;

/** Scratch databases as one kind of server has them; names were checked already. */
interface ScratchServer {

    void createEmpty(String name, String label, Instant now);

    void clone(String template, String name, String label, Instant now);

    void note(String name, String label, Instant now);

    /** @throws Refusal REFUSED {@code not-our-scratch} when the database belongs to somebody else */
    void drop(String name);

    List<ScratchDatabase> list();
}
