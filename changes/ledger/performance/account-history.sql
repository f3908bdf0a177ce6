-- id: account-history-query
-- timeout: 5s
-- Latest bookings of one account; the busiest query of the mobile app.

select t.id, t.booked_on, t.description, p.amount, p.currency
  from postings p
  join transactions t on t.id = p.transaction_id
 where p.account_id = 100042
 order by t.booked_on desc, t.id desc
 limit 20
