-- runbook:waive LK2 reason="dropping is a catalogue change, its lock lasts milliseconds" ticket=FIN-2041
drop index transactions_end_to_end_id_ix;
alter table transactions drop column purpose_code;
alter table transactions drop column end_to_end_id;
