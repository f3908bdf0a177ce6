package com.fingood.runbook.cli;

/** How a command answers. */
enum Format {
    text,
    json,
    /** For pipelines that collect findings of many tools; {@code lint} alone speaks it. */
    sarif
}
