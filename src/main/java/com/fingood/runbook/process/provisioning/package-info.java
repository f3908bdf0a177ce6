/** What a server sets up in the engine at its start: models, tables and forms in one deployment; groups, logins, grants and filters. */
package com.fingood.runbook.process.provisioning;
