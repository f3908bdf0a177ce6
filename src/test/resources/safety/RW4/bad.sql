ALTER TABLE ledger.import_buffer SET UNLOGGED;
ALTER TABLE ledger.postings_2019 SET TABLESPACE archive;
