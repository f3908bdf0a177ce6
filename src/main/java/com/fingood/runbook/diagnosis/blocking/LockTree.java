package com.fingood.runbook.diagnosis.blocking;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fingood.runbook.target.SessionTag;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who waits for whom at one moment.
 *
 * @param looked the server's time
 * @param roots those who hold up others and wait for nobody: ending anybody else frees nobody for long
 */
public record LockTree(Instant looked, List<LockNode> roots) {

    public LockTree {
        roots = List.copyOf(roots);
    }

    /** Nobody waits. */
    @JsonIgnore
    public boolean isEmpty() {
        return roots.isEmpty();
    }

    /** Roots that may be ended. */
    public List<LockNode> endableRoots() {
        return roots.stream().filter(root -> root.protection() == null).toList();
    }

    /** One of the run's own sessions waits. */
    public boolean involves(String run) {
        String ours = SessionTag.prefixOf(run);
        return all().anyMatch(node -> node.waitsFor() != null
                && node.application() != null
                && node.application().startsWith(ours));
    }

    /** How many sessions wait, each counted once. */
    public int waiting() {
        Set<SessionRef> waiting = new HashSet<>();
        all().filter(node -> node.waitsFor() != null).forEach(node -> waiting.add(node.session()));
        return waiting.size();
    }

    /** For people: a root per paragraph, who waits for it indented below it. */
    public List<String> lines() {
        return TreeLines.of(this);
    }

    Stream<LockNode> all() {
        return roots.stream().flatMap(LockTree::withBlocked);
    }

    private static Stream<LockNode> withBlocked(LockNode node) {
        return Stream.concat(Stream.of(node), node.blocked().stream().flatMap(LockTree::withBlocked));
    }
}
