package com.fingood.runbook.process.steps;

import com.fingood.runbook.change.ChangeDigest;
import com.fingood.runbook.process.gates.Gate;
import com.fingood.runbook.run.Facts;
import com.fingood.runbook.run.Run;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which content each gate looked at. A script that is mended to pass one gate was seen by another one before; what a manager is
 * asked to approve must have passed all of them.
 */
@Component
public class ExaminedContent {

    /** The gates whose verdict is about files, not about the target. */
    private static final List<Gate> ABOUT_FILES =
            List.of(Gate.CHECK_DOCUMENTATION, Gate.CHECK_SAFETY, Gate.REHEARSE_CHANGE, Gate.ESTABLISH_BASELINE);

    private final RunContent content;
    private final Facts facts;

    ExaminedContent(RunContent content, Facts facts) {
        this.content = content;
        this.facts = facts;
    }

    /** Called before a gate reads the files, so that an edit in between counts as one. */
    public void mark(Run run, Gate gate) {
        facts.put(run.id(), factOf(gate), now(run));
    }

    /** Whether this gate looked at exactly what lies there now. */
    public boolean isCurrent(Run run, Gate gate) {
        return examined(run, gate).map(now(run)::equals).orElse(false);
    }

    /** What has changed since a gate looked at it, one sentence per gate; empty = nothing. */
    public List<String> changes(Run run) {
        ChangeDigest now = now(run);
        return ABOUT_FILES.stream()
                .map(gate -> change(run, gate, now))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<String> change(Run run, Gate gate, ChangeDigest now) {
        List<String> differences =
                examined(run, gate).map(seen -> seen.differencesTo(now)).orElse(List.of("it was never examined"));
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of("since '" + gate.title() + "': "
                        + differences.stream().limit(5).collect(Collectors.joining(", ")));
    }

    private Optional<ChangeDigest> examined(Run run, Gate gate) {
        return facts.get(run.id(), factOf(gate), ChangeDigest.class);
    }

    private ChangeDigest now(Run run) {
        return ChangeDigest.of(content.change(run), content.folder(run));
    }

    private static String factOf(Gate gate) {
        return "examined-" + gate.topic();
    }
}
