CREATE UNLOGGED TABLE ledger.import_buffer_v2 (
    line_number  bigint NOT NULL,
    line         text NOT NULL
);
