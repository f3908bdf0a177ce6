-- also: LK1
-- runbook:waive LK1 reason="the table has 40 rows"
CREATE INDEX currencies_name_ix ON ledger.currencies (name);
-- runbook:waive LK1 ticket=FIN-2177
CREATE INDEX currencies_code_ix ON ledger.currencies (code);
