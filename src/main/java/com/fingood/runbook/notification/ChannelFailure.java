package com.fingood.runbook.notification;

/** A delivery that did not get through this time; the words hold no secret. */
final class ChannelFailure extends RuntimeException {

    ChannelFailure(String words) {
        super(words);
    }

    ChannelFailure(String words, Throwable cause) {
        super(words, cause);
    }
}
