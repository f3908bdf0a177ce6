package com.fingood.runbook.validation.environment;

import com.fingood.runbook.target.Percent;
import com.fingood.runbook.target.TargetProperties;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** Free space of the disk that the database lies on. SQL can't see it, so it is read from a path or from a node exporter. */
final class FreeDisk implements EnvironmentChecks.Looking {

    private final HttpProbe http;

    FreeDisk(HttpProbe http) {
        this.http = http;
    }

    @Override
    public void look(Visit visit, Points points) {
        TargetProperties.Disk disk = visit.properties().disk();
        Percent limit = visit.limits().diskFree();
        String allowed = "at least " + limit + " free";
        boolean path = disk != null && disk.path() != null;
        boolean exporter = disk != null && disk.nodeExporter() != null;
        if (path || (!exporter && !visit.isPostgres())) {
            Path place = path ? disk.path() : DatabaseSize.h2File(visit);
            points.add("path", () -> ofPath(visit, place, limit).within(allowed));
        }
        if (exporter) {
            points.add("node-exporter", () -> ofExporter(visit, disk, limit).within(allowed));
        }
        if (!path && !exporter && visit.isPostgres()) {
            points.add("server", () -> Finding.unknown(
                            "It is not configured where the free space of the server's disk can be read.",
                            "Set " + visit.key("disk.path") + ", when this machine sees the server's disk, or "
                                    + visit.key("disk.node-exporter") + ".")
                    .within(allowed));
        }
    }

    private static Finding ofPath(Visit visit, Path path, Percent limit) {
        try {
            FileStore store = Files.getFileStore(path);
            return judged("The disk of " + path, store.getUsableSpace(), store.getTotalSpace(), limit);
        } catch (IOException e) {
            return Finding.failed(
                    "The disk of " + path + " can't be read: "
                            + (Files.exists(path) ? e.getClass().getSimpleName() : "there is no such path") + ".",
                    "Mount it, or correct " + visit.key("disk.path") + ".");
        }
    }

    private Finding ofExporter(Visit visit, TargetProperties.Disk disk, Percent limit) {
        return new Probing(http, visit).asked("disk.node-exporter", disk.nodeExporter(), "The node exporter", body -> {
            NodeFileSystems all = NodeFileSystems.of(body);
            if (all.isEmpty()) {
                return Finding.failed(
                        "The node exporter answers without node_filesystem_avail_bytes and node_filesystem_size_bytes.",
                        "Correct " + visit.key("disk.node-exporter")
                                + ": it must be the address of the metrics, usually /metrics.");
            }
            return all.at(disk.mountpoint())
                    .map(found -> judged(
                            "The file system mounted at " + found.mountpoint(), found.available(), found.size(), limit))
                    .orElseGet(() -> Finding.unknown(
                            "The node exporter shows no file system mounted at " + disk.mountpoint() + ".",
                            "Set " + visit.key("disk.mountpoint") + " to one of: "
                                    + String.join(", ", all.mountpoints()) + "."));
        });
    }

    private static Finding judged(String disk, double free, double size, Percent limit) {
        if (size <= 0) {
            return Finding.unknown(disk + " tells no size.", "Name another path on the same disk.");
        }
        String observed = "%s has %s of %s free, %s."
                .formatted(disk, Words.bytes(free), Words.bytes(size), Words.share(free, size));
        return limit.reachedBy(free, size)
                ? Finding.passed(observed)
                : Finding.failed(observed, "Make room or add disk: a migration may write the largest table once more.");
    }
}
