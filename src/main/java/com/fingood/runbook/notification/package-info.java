/** Tells people what they must know: drafts for a person to edit, an outbox that loses nothing, and the channels that deliver it. */
package com.fingood.runbook.notification;
