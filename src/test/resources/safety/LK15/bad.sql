SET lock_timeout = 0;
SET LOCAL statement_timeout TO '0';
RESET lock_timeout;
SELECT set_config('lock_timeout', '0', false);
