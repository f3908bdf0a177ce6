package com.fingood.runbook.incident;

import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Timestamps;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.TargetFailure;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the state of a target as it is found, for whoever has to find out later: a private folder with a file for each part, sealed by
 * {@code manifest.json} with the SHA-256 of each. Reads only; no row values. A part that can't be had takes none of the others along.
 * Stateless; safe for use by several threads, as long as each writes to a folder of its own.
 */
public final class PreservedState {

    private record Read(Preserved.KeptFile kept, Preserved.Missing missing) {}

    private final Clock clock;

    public PreservedState(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param about the run or issue that it is preserved for; null = none
     * @param more parts beside those of the target: what the engine's database knows of the run
     * @param folder to be made; until it is complete it has another name
     * @throws Refusal BAD_INPUT {@code folder-not-empty}; FAILED {@code folder-not-writable}. Not when the target is away: then its
     *     parts are missing
     * @throws Cancellation.Cancelled nothing is left then
     */
    public Preserved preserve(
            Target target,
            String about,
            SessionTag tag,
            List<Part> more,
            Path folder,
            Cancellation cancellation,
            Progress progress) {
        Bundle bundle = Bundle.at(folder);
        Instant started = Timestamps.now(clock);
        try (TargetReader reader = new TargetReader(target, tag)) {
            List<Part> parts = new ArrayList<>(TargetParts.of(target, reader, tag));
            parts.addAll(more);
            List<Preserved.KeptFile> files = new ArrayList<>();
            List<Preserved.Missing> missing = new ArrayList<>();
            for (Part part : parts) {
                cancellation.throwIfCancelled();
                progress.report(files.size() + missing.size(), parts.size(), part.file());
                Read read = read(part, bundle, cancellation);
                Optional.ofNullable(read.kept()).ifPresent(files::add);
                Optional.ofNullable(read.missing()).ifPresent(missing::add);
            }
            Preserved unsealed = new Preserved(
                    target.name(),
                    about,
                    bundle.place().toString(),
                    started,
                    Timestamps.now(clock),
                    files,
                    missing,
                    null);
            return unsealed.sealed(bundle.seal(unsealed));
        } catch (RuntimeException e) {
            bundle.discard();
            throw e;
        }
    }

    private Read read(Part part, Bundle bundle, Cancellation cancellation) {
        Instant began = clock.instant();
        try {
            byte[] content = Documents.json(part.source().read(cancellation));
            String sha256 = bundle.add(part.file(), content);
            long millis = Duration.between(began, clock.instant()).toMillis();
            return new Read(new Preserved.KeptFile(part.file(), content.length, sha256, millis), null);
        } catch (SQLException e) {
            return missing(part, TargetFailure.firstLine(e));
        } catch (Refusal e) {
            if (e.code().equals("folder-not-writable")) {
                throw e;
            }
            return missing(part, e.getMessage());
        }
    }

    private static Read missing(Part part, String why) {
        return new Read(null, new Preserved.Missing(part.file(), why));
    }
}
