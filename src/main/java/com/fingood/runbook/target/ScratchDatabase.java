package com.fingood.runbook.target;

import java.time.Instant;

/**
 * A database of ours beside a target.
 *
 * @param name starts with {@link ScratchDatabases#PREFIX}
 * @param label whose it is: a run's or a backup's id; empty when it was not noted
 * @param created null when it was not noted
 * @param inUse whether somebody is connected to it
 */
public record ScratchDatabase(String name, String label, Instant created, boolean inUse) {}
