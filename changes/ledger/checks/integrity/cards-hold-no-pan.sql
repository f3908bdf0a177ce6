-- id: cards-hold-no-pan
-- severity: critical
-- timeout: 30s
-- keys: card_id
-- population: select count(*) from cards
-- Anything that is not a token, or has room for a card number, counts. The offending value never leaves the database.

select c.id as card_id
  from cards c
 where not regexp_like(c.token, '^tok_[a-z0-9]{20}$')
    or regexp_like(c.token, '[0-9]{13,19}')
    or not regexp_like(c.bin, '^[0-9]{6}$')
    or not regexp_like(c.last_four, '^[0-9]{4}$')
 order by c.id
