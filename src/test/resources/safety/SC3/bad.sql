-- also: SC1
-- The card of the support case: 5555 5555 5555 4444
UPDATE ledger.cards SET token = '4111111111111111' WHERE id = 500001;
CREATE ROLE reporting LOGIN PASSWORD 'not-a-good-place';
INSERT INTO ledger.settings (name, value) VALUES ('feed', 'postgresql://feed:hunter2@feeds.example/rates');
