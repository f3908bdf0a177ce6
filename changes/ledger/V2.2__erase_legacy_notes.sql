-- The one fact that the complaints team still needs survives as a flag. Everything else is free text without a purpose.
alter table customers add column complaint_on_file boolean default false not null;

update customers
   set complaint_on_file = true
 where legacy_note like 'Complaint %';

-- runbook:waive DL1 reason="erasing the free text is the purpose; a restore is the only way back" ticket=FIN-2177
-- runbook:waive BC2 reason="customer service stopped reading the column in release 41" ticket=FIN-2102
alter table customers drop column legacy_note;
