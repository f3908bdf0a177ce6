UPDATE ledger.cards SET token = 'tok_k7mqx2vadhw9trbnp4ez' WHERE id = 500001;
INSERT INTO ledger.settings (name, value) VALUES ('feed', 'postgresql://feeds.example/rates');
