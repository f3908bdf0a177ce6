/** Reads the drawn processes and their forms and refuses what the engine would accept but people or operations would not. */
package com.fingood.runbook.models;
