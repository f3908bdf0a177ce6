/** The migration runbook: a company's procedure for changing a production database, as a running system. */
package com.fingood.runbook;
