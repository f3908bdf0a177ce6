package com.fingood.runbook.diagnosis.blocking;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the tree of single sessions and of who waits for whom. */
final class TreeBuilder {

    private static final String DEADLOCK =
            "it waits for those who wait for it: a deadlock, which the server ends by itself (deadlock_timeout)";

    private final Map<String, LockNode> nodes = new LinkedHashMap<>();
    private final Map<String, Set<String>> waitingFor = new LinkedHashMap<>();
    private final Set<String> blocked = new HashSet<>();
    private final Set<String> inTarget = new HashSet<>();
    private final Set<String> unfolded = new HashSet<>();

    /** @param inTarget it belongs to the target's database; a tree in which nobody else waits is not shown otherwise */
    void add(String key, LockNode node, boolean inTarget) {
        nodes.put(key, node);
        if (inTarget) {
            this.inTarget.add(key);
        }
    }

    void waits(String waiter, String blocker) {
        waitingFor.computeIfAbsent(blocker, key -> new LinkedHashSet<>()).add(waiter);
        blocked.add(waiter);
    }

    LockTree build(Instant looked) {
        List<LockNode> roots = new ArrayList<>();
        for (String key : waitingFor.keySet()) {
            if (!blocked.contains(key) && concernsTarget(key)) {
                roots.add(unfold(key));
            }
        }
        // Whoever is left waits in a circle.
        for (String key : waitingFor.keySet()) {
            if (!unfolded.contains(key) && concernsTarget(key) && isInCircle(key)) {
                roots.add(unfold(key).protectedBy(DEADLOCK));
            }
        }
        roots.sort(Comparator.comparingLong(TreeBuilder::size).reversed());
        return new LockTree(looked, roots);
    }

    /** Breadth first, so that everybody stands as near as can be to whom he waits for; nobody is unfolded twice. */
    private LockNode unfold(String root) {
        Map<String, List<String>> children = new LinkedHashMap<>();
        List<String> queue = new ArrayList<>(List.of(root));
        unfolded.add(root);
        for (int i = 0; i < queue.size(); i++) {
            String key = queue.get(i);
            List<String> below = new ArrayList<>();
            for (String waiter : waitingFor.getOrDefault(key, Set.of())) {
                if (unfolded.add(waiter)) {
                    queue.add(waiter);
                    below.add(waiter);
                } else if (i == 0 && !waiter.equals(root)) {
                    below.add(waiter);
                }
            }
            children.put(key, below);
        }
        return node(root, children);
    }

    private LockNode node(String key, Map<String, List<String>> children) {
        return nodes.get(key)
                .with(children.getOrDefault(key, List.of()).stream()
                        .map(child -> node(child, children))
                        .toList());
    }

    private boolean concernsTarget(String root) {
        return below(root).stream().anyMatch(inTarget::contains);
    }

    private boolean isInCircle(String key) {
        return below(key).contains(key);
    }

    private Set<String> below(String key) {
        Set<String> found = new LinkedHashSet<>();
        List<String> queue = new ArrayList<>(List.of(key));
        for (int i = 0; i < queue.size(); i++) {
            for (String waiter : waitingFor.getOrDefault(queue.get(i), Set.of())) {
                if (found.add(waiter)) {
                    queue.add(waiter);
                }
            }
        }
        return found;
    }

    private static long size(LockNode node) {
        return 1 + node.blocked().stream().mapToLong(TreeBuilder::size).sum();
    }
}
