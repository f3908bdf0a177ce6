REFRESH MATERIALIZED VIEW ledger.month_turnover;
