-- id: orphan-postings
-- severity: critical
-- timeout: 30s
-- keys: posting_id, transaction_id, account_id
-- population: select count(*) from postings
-- Foreign keys forbid this; a load with keys switched off does not.

select p.id as posting_id, p.transaction_id, p.account_id
  from postings p
  left join transactions t on t.id = p.transaction_id
  left join accounts a on a.id = p.account_id
 where t.id is null or a.id is null
 order by p.id
