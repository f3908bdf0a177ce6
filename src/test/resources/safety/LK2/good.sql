DROP INDEX CONCURRENTLY ledger.transactions_booked_on_ix;
