package com.fingood.runbook.faults;

import org.awaitility.Awaitility;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The application: tellers that move money between accounts of the sample ledger as fast as they can, through whatever happens to the
 * server. It remembers which transfers were acknowledged, and which it lost sight of.
 */
public final class Bank implements AutoCloseable {

    static final String APPLICATION = "ledger-service";

    private static final long FIRST_ID = 100_000_000L;
    private static final int TELLERS = 4;

    /** Of each teller: 400 transfers a second together, when nothing is in their way. */
    private static final Duration PACE = Duration.ofMillis(10);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String TRANSFER =
            """
            with t as (
              insert into transactions (id, external_reference, kind, currency, booked_on, created_at, description)
              values (?, ?, 'transfer', 'EUR', current_date, now(), 'campaign') returning id),
            p as (
              insert into postings (id, transaction_id, account_id, currency, amount)
              select t.id * 10 + leg.n, t.id, leg.account, 'EUR', leg.amount
                from t, (values (1, ?::bigint, -?::numeric), (2, ?::bigint, ?::numeric)) as leg (n, account, amount))
            update accounts set balance = balance + case when id = ? then -?::numeric else ?::numeric end where id in (?, ?)
            """;

    private final String url;
    private final String user;
    private final String password;
    private final ScheduledExecutorService tellers = Executors.newScheduledThreadPool(TELLERS);
    private final List<Long> accounts;
    private final String atFirst;
    private final AtomicLong ids = new AtomicLong(FIRST_ID);
    private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<Long> doubtful = ConcurrentHashMap.newKeySet();
    private final long opened = System.nanoTime();
    private final AtomicLong failures = new AtomicLong();
    private volatile long closed;

    private Bank(String url, String user, String password) throws SQLException {
        this.url = url;
        this.user = user;
        this.password = password;
        this.accounts = ask("select id from accounts where kind = 'current' and status = 'active' and currency = 'EUR'"
                        + " order by id limit 60")
                .stream()
                .map(Long::valueOf)
                .toList();
        this.atFirst = money();
    }

    /** Opens with its tellers at work. */
    public static Bank open(String url, String user, String password) throws SQLException {
        Bank bank = new Bank(url, user, password);
        for (int i = 0; i < TELLERS; i++) {
            bank.tellers.scheduleAtFixedRate(bank.new Teller(i), 0, PACE.toMillis(), TimeUnit.MILLISECONDS);
        }
        bank.awaitTransfers(200);
        return bank;
    }

    /** Waits until that many more transfers were acknowledged. */
    public void awaitTransfers(int more) {
        int wanted = acknowledged.size() + more;
        Awaitility.await("tellers at work").atMost(PATIENCE).until(() -> acknowledged.size() >= wanted);
    }

    /** One transfer at a time; when its server is away, ends it or is full, it comes back as any application would. */
    private final class Teller implements Runnable {

        private final Random random;
        private Connection connection;

        Teller(int number) {
            this.random = new Random(number);
        }

        @Override
        public void run() {
            try {
                if (connection == null || connection.isClosed()) {
                    connection = connect();
                }
                transfer(connection, random);
            } catch (SQLException e) {
                failures.incrementAndGet();
            }
        }
    }

    private void transfer(Connection connection, Random random) throws SQLException {
        long id = ids.incrementAndGet();
        long from = accounts.get(random.nextInt(accounts.size()));
        long to = accounts.get((accounts.indexOf(from) + 1 + random.nextInt(accounts.size() - 1)) % accounts.size());
        int amount = 1 + random.nextInt(50);
        doubtful.add(id);
        try (PreparedStatement statement = connection.prepareStatement(TRANSFER)) {
            Object[] values = {
                id,
                "CAMPAIGN-" + id,
                from,
                amount,
                to,
                amount,
                from,
                amount,
                amount,
                Math.min(from, to),
                Math.max(from, to)
            };
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
            acknowledged.add(id);
            doubtful.remove(id);
        } catch (SQLException e) {
            // Only a lost connection leaves it open whether it was booked.
            if (e.getSQLState() != null
                    && !e.getSQLState().startsWith("08")
                    && !e.getSQLState().startsWith("57P")) {
                doubtful.remove(id);
            }
            throw e;
        }
    }

    public int transfers() {
        return acknowledged.size();
    }

    long failures() {
        return failures.get();
    }

    /** On average, since it opened. */
    public long perSecond() {
        long nanos = (closed == 0 ? System.nanoTime() : closed) - opened;
        return transfers() * 1_000_000_000L / nanos;
    }

    /** What a bank must never say of itself; empty when all is well. The tellers have gone home. */
    public List<String> wrongs() throws SQLException {
        close();
        List<String> wrongs = new ArrayList<>();
        String now = money();
        if (!now.equals(atFirst)) {
            wrongs.add("money per currency was " + atFirst + " and is " + now);
        }
        for (String transaction :
                ask("select transaction_id from postings group by transaction_id having sum(amount) <> 0")) {
            wrongs.add("transaction " + transaction + " does not balance");
        }
        for (String account :
                ask("select a.id from accounts a left join (select account_id, sum(amount) as total from postings"
                        + " group by account_id) p on p.account_id = a.id where a.balance <> coalesce(p.total, 0)")) {
            wrongs.add("account " + account + " is not the sum of its postings");
        }
        Set<Long> booked = new HashSet<>();
        ask("select id from transactions where id >= " + FIRST_ID).forEach(id -> booked.add(Long.valueOf(id)));
        acknowledged.stream()
                .filter(id -> !booked.contains(id))
                .forEach(id -> wrongs.add("transfer " + id + " was lost"));
        booked.stream()
                .filter(id -> !acknowledged.contains(id) && !doubtful.contains(id))
                .forEach(id -> wrongs.add("transfer " + id + " was booked although it failed"));
        return wrongs;
    }

    private String money() throws SQLException {
        return String.join(
                ", ", ask("select currency || ' ' || sum(balance) from accounts group by currency order by currency"));
    }

    private List<String> ask(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (row.next()) {
                found.add(row.getString(1));
            }
            return found;
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url + "?ApplicationName=" + APPLICATION, user, password);
    }

    @Override
    public void close() {
        if (tellers.isShutdown()) {
            return;
        }
        closed = System.nanoTime();
        tellers.shutdown();
        try {
            if (!tellers.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("a teller still waits for its transfer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
