package com.fingood.runbook.audit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Holds the chain against every checkpoint: of this home's file, and of the copies that all nodes leave in the database. */
final class CheckpointReview {

    private final Checkpoints home;
    private final List<String> lines;
    private final List<String> copies;
    private final List<String> problems = new ArrayList<>();
    private final List<String> doubts = new ArrayList<>();
    private int held;

    /**
     * @param lines of the file, read before the snapshot of the ledger was taken
     * @param copies from that snapshot
     */
    CheckpointReview(Checkpoints home, List<String> lines, List<String> copies) {
        this.home = home;
        this.lines = lines;
        this.copies = copies;
    }

    /** Places whose hash the walk has to keep. */
    Set<Long> places() {
        Set<Long> places = new HashSet<>();
        all().forEach(line -> Checkpoint.parse(line).ifPresent(checkpoint -> places.add(checkpoint.seq())));
        return places;
    }

    void review(LedgerHead head, ChainWalk walk) {
        reviewFile(walk);
        for (String line : all()) {
            Checkpoint.parse(line).ifPresent(checkpoint -> hold(checkpoint, head, walk));
        }
    }

    private void reviewFile(ChainWalk walk) {
        Optional<SigningKey> key = home.key();
        List<String> now = home.lines();
        reviewPresence(key, walk);
        reviewLines(key);
        // The file is written before its copy, so read afterwards it must hold every copy of this home's key.
        Set<String> kept = new HashSet<>(now);
        key.ifPresent(mine -> copies.stream()
                .filter(copy -> copy.contains(mine.publicKey()) && !kept.contains(copy))
                .flatMap(copy -> Checkpoint.parse(copy).stream())
                .findFirst()
                .ifPresent(lost -> problems.add("the checkpoint of row " + lost.seq() + ", signed " + lost.at()
                        + ", is gone from " + home.path().getFileName())));
        if (copies.stream().anyMatch(copy -> Checkpoint.parse(copy).isEmpty())) {
            problems.add("a copy of a checkpoint in the database is damaged");
        }
    }

    private void reviewPresence(Optional<SigningKey> key, ChainWalk walk) {
        if (walk.seq() == 0 && copies.isEmpty() && lines.isEmpty()) {
            return;
        }
        if (!home.fileExists() && key.isPresent()) {
            problems.add("the checkpoint file " + home.path().getFileName()
                    + " is lost: this home has signed, and nothing is left of it");
        } else if (!home.fileExists()) {
            doubts.add(
                    "this RUNBOOK_HOME has no checkpoints, so the chain was held against copies inside the database only;"
                            + " verify where the server runs");
        } else if (key.isEmpty()) {
            problems.add("the signing key of this RUNBOOK_HOME is lost although it has signed checkpoints");
        }
    }

    private void reviewLines(Optional<SigningKey> key) {
        String previous = "";
        for (int i = 0; i < lines.size(); i++) {
            Optional<Checkpoint> parsed = Checkpoint.parse(lines.get(i));
            if (parsed.isEmpty()) {
                doubts.add(
                        "line " + (i + 1) + " of the checkpoint file is damaged, as by a crash while it was written");
                continue;
            }
            if (!parsed.get().previous().equals(previous)) {
                problems.add("line " + (i + 1) + " of the checkpoint file does not continue the line before it");
            }
            if (key.isPresent() && !parsed.get().key().equals(key.get().publicKey())) {
                problems.add("line " + (i + 1) + " of the checkpoint file is signed by another key than this home's");
            }
            previous = Chain.sha256(lines.get(i));
        }
    }

    private void hold(Checkpoint checkpoint, LedgerHead head, ChainWalk walk) {
        held++;
        String name = "the checkpoint of row " + checkpoint.seq() + ", signed " + checkpoint.at() + ",";
        if (!checkpoint.signatureHolds()) {
            problems.add(name + " does not bear out its signature");
        } else if (!checkpoint.origin().equals(head.origin())) {
            problems.add(name + " speaks of another ledger: this one was replaced");
        } else if (checkpoint.seq() > walk.seq()) {
            problems.add(name + " is beyond the end of the chain: " + (checkpoint.seq() - walk.seq())
                    + " rows were cut off");
        } else if (!walk.hashAt(checkpoint.seq())
                .filter(checkpoint.hash()::equals)
                .isPresent()) {
            problems.add(name + " saw another chain: rows before it were rewritten");
        }
    }

    private Set<String> all() {
        Set<String> all = new LinkedHashSet<>(lines);
        all.addAll(copies);
        return all;
    }

    int held() {
        return held;
    }

    List<String> problems() {
        return problems;
    }

    List<String> doubts() {
        return doubts;
    }
}
