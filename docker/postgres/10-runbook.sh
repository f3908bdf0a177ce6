#!/bin/bash
# First start of the database server: three roles, none of them a superuser.
#   runbook_engine  owns the database of engine, runs and ledger of events
#   runbook         is the product's own role on the target 'ledger': what backup and restore need, and no more
#   ledger_rehearsal executes what nobody has approved yet, in scratch databases of its own; it can't connect to any other
set -euo pipefail

psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d postgres \
    -v engine_password="${RUNBOOK_ENGINE_PASSWORD:?must be set}" -v ledger_password="${LEDGER_PASSWORD:?must be set}" \
    -v rehearsal_password="${LEDGER_REHEARSAL_PASSWORD:?must be set}" <<'SQL'
CREATE ROLE runbook_engine LOGIN PASSWORD :'engine_password';
CREATE DATABASE runbook OWNER runbook_engine;
REVOKE CONNECT ON DATABASE runbook FROM PUBLIC;

CREATE ROLE runbook LOGIN CREATEDB PASSWORD :'ledger_password';
GRANT pg_signal_backend, pg_read_all_stats TO runbook;
CREATE DATABASE ledger OWNER runbook;

CREATE ROLE ledger_rehearsal LOGIN CREATEDB PASSWORD :'rehearsal_password';
REVOKE CONNECT ON DATABASE ledger FROM PUBLIC;
SQL
