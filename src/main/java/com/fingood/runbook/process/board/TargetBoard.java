package com.fingood.runbook.process.board;

import com.fingood.runbook.change.Change;
import com.fingood.runbook.change.ChangeDocument;
import com.fingood.runbook.change.ChangeFolder;
import com.fingood.runbook.migration.AppliedVersion;
import com.fingood.runbook.migration.MigrationHistory;
import com.fingood.runbook.migration.PendingVersion;
import com.fingood.runbook.process.board.TargetView.Pending;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.Runs;
import com.fingood.runbook.target.Freezes;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.Targets;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Which changes wait for which target. All targets are asked at once, and none is waited for longer than a person waits for a form: one
 * that is away says so and holds up nobody.
 */
@Component
public class TargetBoard implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Targets targets;
    private final Runs runs;
    private final Freezes freezes;
    private final Clock clock;
    private final Map<String, CompletableFuture<MigrationHistory>> asked = new ConcurrentHashMap<>();
    private final ExecutorService asking = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "target-board");
        thread.setDaemon(true);
        return thread;
    });

    TargetBoard(Targets targets, Runs runs, Freezes freezes, Clock clock) {
        this.targets = targets;
        this.runs = runs;
        this.freezes = freezes;
        this.clock = clock;
    }

    /** All registered targets, in the order of the configuration. */
    public List<TargetView> list() {
        List<CompletableFuture<TargetView>> views =
                targets.all().stream().map(this::viewed).toList();
        return views.stream().map(CompletableFuture::join).toList();
    }

    private CompletableFuture<TargetView> viewed(Target target) {
        return history(target)
                .copy()
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .handle((history, failure) -> view(target, history, failure));
    }

    /** A target that hangs is asked once, however many forms are opened meanwhile. */
    private CompletableFuture<MigrationHistory> history(Target target) {
        return asked.computeIfAbsent(target.name(), name -> {
            CompletableFuture<MigrationHistory> answer =
                    CompletableFuture.supplyAsync(() -> MigrationHistory.of(target, SessionTag.cli("targets")), asking);
            answer.whenCompleteAsync((history, failure) -> asked.remove(name, answer), asking);
            return answer;
        });
    }

    private TargetView view(Target target, MigrationHistory history, Throwable failure) {
        List<String> versions = List.of();
        List<Pending> pending = null;
        String problem = null;
        try {
            ChangeFolder folder = ChangeFolder.at(target.properties().changes());
            versions = folder.versions();
            pending = history == null ? null : pending(target, folder, history);
        } catch (Refusal unreadable) {
            problem = unreadable.getMessage();
        }
        return new TargetView(
                target.name(),
                target.environment().label(),
                target.dialect().name(),
                versions,
                history == null ? null : history.current().orElse(null),
                history == null
                        ? null
                        : history.applied().stream()
                                .map(AppliedVersion::version)
                                .filter(version -> version != null)
                                .toList(),
                pending,
                freezes.announced(target, clock.instant()),
                problem,
                failure == null ? null : away(target, failure));
    }

    private List<Pending> pending(Target target, ChangeFolder folder, MigrationHistory history) {
        List<Run> active = runs.active(target.name());
        return history.pending().stream()
                .map(waiting -> pending(waiting, folder.change(waiting.version()), active))
                .toList();
    }

    private static Pending pending(PendingVersion waiting, Change change, List<Run> active) {
        ChangeDocument document = change.document().orElse(null);
        String title = document == null ? null : document.title();
        return new Pending(
                change.version(),
                title == null ? waiting.name() : title,
                document == null || document.risk() == null
                        ? null
                        : document.risk().name().toLowerCase(java.util.Locale.ROOT),
                active.stream()
                        .filter(run -> run.version().equals(change.version()))
                        .map(run -> run.id().value())
                        .findFirst()
                        .orElse(null));
    }

    private static String away(Target target, Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof Refusal refusal
                ? refusal.getMessage()
                : target.name() + " did not answer within " + PATIENCE.toSeconds()
                        + " s. A run can be asked for; preflight asks again.";
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }
}
