-- waiver: DL1 erasing the free text is the purpose of this change; restore from backup is the only way back (FIN-2177)
-- waiver: BC2 the customer service stopped reading the column in release 41 (FIN-2102)

-- The one fact that the complaints team still needs survives as a flag. Everything else is free text without a purpose.
alter table customers add column complaint_on_file boolean default false not null;

update customers
   set complaint_on_file = true
 where legacy_note like 'Complaint %';

alter table customers drop column legacy_note;
