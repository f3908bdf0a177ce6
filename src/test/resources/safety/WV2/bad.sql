-- runbook:waive LK1 reason="the table has 40 rows" ticket=FIN-2177
CREATE INDEX CONCURRENTLY currencies_name_ix ON ledger.currencies (name);
