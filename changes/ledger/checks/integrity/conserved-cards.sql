-- id: conserved-cards
-- severity: high
-- timeout: 10s
-- population: select count(*) from cards
-- conserved: true

select c.status, count(*) as cards, min(c.id) as first_id, max(c.id) as last_id
  from cards c
 group by c.status
 order by c.status
