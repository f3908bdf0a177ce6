package com.fingood.runbook.notification;

/** A way to reach people. */
interface Channel {

    /** As it stands in the outbox. */
    String name();

    /** @throws ChannelFailure when the receiver did not say that it has it */
    void send(Delivery delivery);
}
