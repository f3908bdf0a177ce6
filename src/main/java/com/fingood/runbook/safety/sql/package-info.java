/** What a script says, as far as safety rules ask: statements, their places, and what each of them does to which table. */
package com.fingood.runbook.safety.sql;
