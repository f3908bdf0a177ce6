package com.fingood.runbook.faults;

import com.fingood.runbook.fixtures.SampleLedger;
import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.target.TargetProperties;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The sample ledger at version 2.5, with one change pending. */
final class Ledger {

    /** Charges a fee: writes accounts, transactions and postings in a fraction of a second. */
    static final String QUICK = "2.5.1";

    /** Changes the table that every transfer writes, and works for more than a second in each direction. */
    static final String SLOW = "2.5.2";

    /** A change of the test's own. */
    static final String OTHER = "2.5.3";

    private static final String QUICK_UP =
            """
            create table fee_runs (account_id bigint not null, constraint fee_runs_pk primary key (account_id));
            insert into fee_runs select id from accounts where kind = 'current' and status = 'active' and currency = 'EUR';
            insert into transactions (id, external_reference, kind, currency, booked_on, created_at, description)
              select 7000000 + account_id, 'FEE-' || account_id, 'fee', 'EUR', current_date, now(), 'Fee' from fee_runs;
            insert into postings (id, transaction_id, account_id, currency, amount)
              select (7000000 + account_id) * 10 + 1, 7000000 + account_id, account_id, 'EUR', -5.90 from fee_runs;
            insert into postings (id, transaction_id, account_id, currency, amount)
              select (7000000 + account_id) * 10 + 2, 7000000 + account_id,
                (select min(id) from accounts where kind = 'fee-income' and currency = 'EUR'), 'EUR', 5.90 from fee_runs;
            update accounts set balance = balance - 5.90 where id in (select account_id from fee_runs);
            update accounts set balance = balance + 5.90 * (select count(*) from fee_runs)
              where id = (select min(id) from accounts where kind = 'fee-income' and currency = 'EUR');
            """;

    private static final String QUICK_DOWN =
            """
            update accounts set balance = balance - 5.90 * (select count(*) from fee_runs)
              where id = (select min(id) from accounts where kind = 'fee-income' and currency = 'EUR');
            update accounts set balance = balance + 5.90 where id in (select account_id from fee_runs);
            delete from postings where transaction_id in (select 7000000 + account_id from fee_runs);
            delete from transactions where id in (select 7000000 + account_id from fee_runs);
            drop table fee_runs;
            """;

    private static final String SLOW_UP =
            """
            create table account_reviews (id bigint not null, constraint account_reviews_pk primary key (id));
            update accounts set fee_waived = fee_waived where id % 100 = 0;
            select pg_sleep(1.2);
            alter table accounts add column reviewed_on date;
            update accounts set reviewed_on = date '2026-01-01' where status = 'active';
            insert into account_reviews select id from accounts where status = 'active';
            create index accounts_reviewed_ix on accounts (reviewed_on);
            """;

    private static final String SLOW_DOWN =
            """
            drop table account_reviews;
            update accounts set fee_waived = fee_waived where id % 100 = 0;
            select pg_sleep(1.2);
            alter table accounts drop column reviewed_on;
            """;

    private Ledger() {}

    /** @param version {@link #QUICK} or {@link #SLOW} */
    static TargetProperties pending(TestDatabase database, String version) {
        return version.equals(QUICK)
                ? pending(database, QUICK, QUICK_UP, QUICK_DOWN)
                : pending(database, SLOW, SLOW_UP, SLOW_DOWN);
    }

    /** @param down null = there is no way back */
    static TargetProperties pending(TestDatabase database, String version, String up, String down) {
        try {
            Path folder = Files.createTempDirectory("rb-faults");
            try (Stream<Path> sample = Files.list(SampleLedger.CHANGES)) {
                for (Path file : sample.filter(Files::isRegularFile)
                        .filter(file -> !file.getFileName().toString().matches("[VU]2\\.6__.*"))
                        .toList()) {
                    Files.copy(file, folder.resolve(file.getFileName()));
                }
            }
            Files.writeString(folder.resolve("V" + version + "__under_faults.sql"), up);
            if (down != null) {
                Files.writeString(folder.resolve("U" + version + "__under_faults.sql"), down);
            }
            return SampleLedger.below(database, "faults", folder, "2.6");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
