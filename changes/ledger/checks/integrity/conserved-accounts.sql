-- id: conserved-accounts
-- severity: critical
-- timeout: 10s
-- population: select count(*) from accounts
-- conserved: true
-- A change of status, say a mass closing, shows here as well.

select a.kind, a.currency, a.status, count(*) as accounts, max(a.id) as last_id
  from accounts a
 group by a.kind, a.currency, a.status
 order by a.kind, a.currency, a.status
