-- The ledger only grows. Put in place again at every start, in case somebody dropped a trigger.
-- An owner or superuser can still get round it; the signed checkpoints outside the database are there to show that.

create or replace function rb_ledger_refuse() returns trigger language plpgsql as $$
begin
    raise exception 'the audit ledger only grows: % on % is refused', tg_op, tg_table_name using errcode = 'insufficient_privilege';
end $$;

create or replace function rb_ledger_seal_only() returns trigger language plpgsql as $$
begin
    if old.seq is null and new.seq is not null and new.previous_hash is not null and new.hash is not null
       and (to_jsonb(old) - array['seq', 'previous_hash', 'hash']) = (to_jsonb(new) - array['seq', 'previous_hash', 'hash']) then
        return new;
    end if;
    raise exception 'the audit ledger only grows: a row is sealed once and never changed' using errcode = 'insufficient_privilege';
end $$;

create or replace function rb_ledger_head_forward() returns trigger language plpgsql as $$
begin
    if new.seq >= old.seq and (old.origin is null or new.origin = old.origin) then
        return new;
    end if;
    raise exception 'the head of the audit ledger only moves forward' using errcode = 'insufficient_privilege';
end $$;

do $$
declare
    wanted record;
begin
    for wanted in
        select * from (values
            ('rb_ledger_update', 'rb_ledger', 'before update', 'row', 'rb_ledger_seal_only'),
            ('rb_ledger_delete', 'rb_ledger', 'before delete', 'row', 'rb_ledger_refuse'),
            ('rb_ledger_truncate', 'rb_ledger', 'before truncate', 'statement', 'rb_ledger_refuse'),
            ('rb_ledger_head_update', 'rb_ledger_head', 'before update', 'row', 'rb_ledger_head_forward'),
            ('rb_ledger_head_delete', 'rb_ledger_head', 'before delete', 'row', 'rb_ledger_refuse'),
            ('rb_ledger_head_truncate', 'rb_ledger_head', 'before truncate', 'statement', 'rb_ledger_refuse'),
            ('rb_ledger_checkpoint_change', 'rb_ledger_checkpoint', 'before update or delete', 'row', 'rb_ledger_refuse'),
            ('rb_ledger_checkpoint_truncate', 'rb_ledger_checkpoint', 'before truncate', 'statement', 'rb_ledger_refuse')
        ) as t (name, on_table, moment, scope, calls)
    loop
        if not exists (select 1 from pg_trigger where tgname = wanted.name and tgrelid = wanted.on_table::regclass) then
            execute format('create trigger %I %s on %I for each %s execute function %I()',
                           wanted.name, wanted.moment, wanted.on_table, wanted.scope, wanted.calls);
        end if;
    end loop;
end $$;
