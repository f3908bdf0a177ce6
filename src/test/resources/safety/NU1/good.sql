UPDATE ledger.accounts SET status = 'dormant' WHERE balance = 0 AND last_booking_on < DATE '2016-01-01';
