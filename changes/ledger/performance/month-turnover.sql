-- id: month-turnover-query
-- timeout: 10s
-- The finance team's monthly report, the heaviest read that runs during the day.

select p.currency, t.kind, count(distinct t.id) as bookings, sum(case when p.amount > 0 then p.amount else 0 end) as turnover
  from transactions t
  join postings p on p.transaction_id = t.id
 where t.booked_on between date '2025-03-01' and date '2025-03-31'
 group by p.currency, t.kind
 order by p.currency, t.kind
