-- LOSSY: gives back the column and the one fact that was kept, not the text. The text exists only in backups taken
-- before the change.
alter table customers add column legacy_note varchar(400);

update customers
   set legacy_note = 'Complaint on file, text erased.'
 where complaint_on_file;

alter table customers drop column complaint_on_file;
