package com.fingood.runbook.safety.measured;

import com.fingood.runbook.safety.Finding;
import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.measured.MeasuredStatement.Lock;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** LK14, LK16: how long a lock is held, which is until the script ends and not only while its own statement works. */
final class HeldLocks implements MeasuredRule {

    /** Who waits for a tenth of the limit notices nothing. */
    private static final int UNNOTICED = 10;

    /** @param index of the statement that took it */
    private record Taken(int index, Lock lock) {}

    @Override
    public List<Finding> judge(MeasuredScript script) {
        Verdicts followed = new Verdicts("LK14", script);
        Verdicts outage = new Verdicts("LK16", script);
        for (Taken taken : firstBlocking(script).values()) {
            followed(followed, script, taken);
            outage(outage, script, taken);
        }
        List<Finding> all = new ArrayList<>(followed.found());
        all.addAll(outage.found());
        return all;
    }

    /** For each live table and mode the statement that took it first. */
    private static Map<Lock, Taken> firstBlocking(MeasuredScript script) {
        Map<Lock, Taken> first = new LinkedHashMap<>();
        for (int i = 0; i < script.statements().size(); i++) {
            for (Lock lock : script.statements().get(i).locks()) {
                if (lock.mode().blocksWriters() && script.isLive(lock.table())) {
                    first.putIfAbsent(lock, new Taken(i, lock));
                }
            }
        }
        return first;
    }

    private static void followed(Verdicts to, MeasuredScript script, Taken taken) {
        List<MeasuredStatement> all = script.statements();
        int next = taken.index() + 1;
        if (!taken.lock().mode().blocksReaders()
                || next >= all.size()
                || !all.get(next).inTransaction()) {
            return;
        }
        long millis = all.subList(next, all.size()).stream()
                .mapToLong(MeasuredStatement::millis)
                .sum();
        String table = taken.lock().table();
        boolean unnoticed = millis * UNNOTICED <= script.limits().lockHeld().toMillis();
        to.scaled(
                all.get(next),
                table,
                unnoticed ? Severity.LOW : Severity.HIGH,
                new Verdicts.Words(
                        "ACCESS EXCLUSIVE on " + table + ", taken by statement "
                                + all.get(taken.index()).number() + ", was held for " + (all.size() - next)
                                + " more statement(s), " + millis + " ms.",
                        "Nobody can read or write " + table + " until the last of them is done.",
                        "Move what follows into a change of its own."));
    }

    private static void outage(Verdicts to, MeasuredScript script, Taken taken) {
        MeasuredStatement statement = script.statements().get(taken.index());
        long millis = heldMillis(script, taken.index());
        long limit = script.limits().lockHeld().toMillis();
        if (millis <= limit) {
            return;
        }
        boolean readers = taken.lock().mode().blocksReaders();
        String table = taken.lock().table();
        to.add(
                statement,
                table,
                readers ? Severity.CRITICAL : Severity.HIGH,
                new Verdicts.Words(
                        taken.lock().mode().words() + " on " + table + " was held for " + millis + " ms; the limit is "
                                + limit + " ms.",
                        "Nobody could " + (readers ? "read or write " : "write to ") + table
                                + " meanwhile. On production it is longer still under load.",
                        "Split the change (expand, then contract), or run it with the fence up in a window that is long"
                                + " enough."));
    }

    private static long heldMillis(MeasuredScript script, int index) {
        List<MeasuredStatement> all = script.statements();
        if (!all.get(index).inTransaction()) {
            return all.get(index).millis();
        }
        return all.subList(index, all.size()).stream()
                .mapToLong(MeasuredStatement::millis)
                .sum();
    }
}
