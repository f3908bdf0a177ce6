package com.fingood.runbook.cli;

/** How a command answers. */
enum Format {
    text,
    json
}
