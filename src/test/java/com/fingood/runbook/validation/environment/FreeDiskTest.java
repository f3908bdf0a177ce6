package com.fingood.runbook.validation.environment;

import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.fixtures.WebForTests;
import com.fingood.runbook.validation.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

import static com.fingood.runbook.validation.environment.EnvironmentCheck.FREE_DISK;
import static org.assertj.core.api.Assertions.assertThat;

class FreeDiskTest {

    private static final String METRICS =
            """
            # HELP node_filesystem_avail_bytes Filesystem space available to non-root users in bytes.
            # TYPE node_filesystem_avail_bytes gauge
            node_filesystem_avail_bytes{device="/dev/sda1",fstype="ext4",mountpoint="/"} 5.0e+10
            node_filesystem_avail_bytes{device="/dev/sdb1",fstype="xfs",mountpoint="/var/lib/postgresql"} 1e+10
            node_filesystem_avail_bytes{device="tmpfs",fstype="tmpfs",mountpoint="/run"} 0
            node_filesystem_avail_bytes{device="/dev/loop1",fstype="ext4",mountpoint="/snap"} 0
            node_filesystem_readonly{device="/dev/loop1",fstype="ext4",mountpoint="/snap"} 1
            node_filesystem_readonly{device="/dev/sda1",fstype="ext4",mountpoint="/"} 0
            node_filesystem_avail_bytes{device="x",fstype="nfs",mountpoint="/odd \\"name\\""} NaN
            node_filesystem_size_bytes{device="/dev/sda1",fstype="ext4",mountpoint="/"} 1e+11
            node_filesystem_size_bytes{device="/dev/sdb1",fstype="xfs",mountpoint="/var/lib/postgresql"} 1e+11
            node_filesystem_size_bytes{device="tmpfs",fstype="tmpfs",mountpoint="/run"} 1000
            node_filesystem_size_bytes{device="/dev/loop1",fstype="ext4",mountpoint="/snap"} 1000
            node_filesystem_size_bytes{device="x",fstype="nfs",mountpoint="/odd \\"name\\""} 1000
            """;

    private final WebForTests web = new WebForTests();

    @AfterEach
    void close() {
        web.close();
    }

    @Test
    void a_path_is_held_against_the_limit(@TempDir Path folder) {
        assertThat(ofPath(folder, 0).outcome()).isEqualTo(Outcome.PASSED);
        CheckedPoint full = ofPath(folder, 100);
        assertThat(full.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(full.limit()).isEqualTo("at least 100% free");
    }

    @Test
    void a_path_that_is_not_there_has_failed(@TempDir Path folder) {
        CheckedPoint found = ofPath(folder.resolve("gone"), 0);

        assertThat(found.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(found.next()).contains("runbook.targets.ledger.disk.path");
    }

    @Test
    void the_disk_with_the_least_left_counts_unless_a_mountpoint_is_named() {
        assertThat(ofExporter(METRICS, null).observed())
                .contains("/var/lib/postgresql has 9.3 GB of 93.1 GB free, 10.0 %");
        assertThat(ofExporter(METRICS, null).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(ofExporter(METRICS, "/").outcome()).isEqualTo(Outcome.PASSED);
        assertThat(ofExporter(METRICS, "/run").outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void a_mountpoint_that_is_not_there_is_unknown_and_the_others_are_named() {
        CheckedPoint found = ofExporter(METRICS, "/data");

        assertThat(found.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(found.next()).contains("/var/lib/postgresql");
    }

    @Test
    void an_answer_that_is_no_metrics_has_failed() {
        assertThat(ofExporter("<html>Node Exporter</html>", null).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(ofExporter("", null).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(ofExporter("node_filesystem_avail_bytes{mountpoint=\"" + "\\".repeat(100_000), null)
                        .outcome())
                .isEqualTo(Outcome.FAILED);
    }

    @Test
    void what_sql_can_not_see_is_unknown_until_it_is_configured() {
        CheckedPoint found =
                Subject.at("jdbc:postgresql://127.0.0.1:1/x", "r", "p").point(FREE_DISK, "server");

        assertThat(found.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(found.next())
                .contains("runbook.targets.ledger.disk.path", "runbook.targets.ledger.disk.node-exporter");
    }

    @Test
    void the_file_of_an_embedded_database_needs_no_configuration() {
        assertThat(Subject.of(TestDatabases.h2().fresh("disk"))
                        .diskLimit(0)
                        .check(FREE_DISK)
                        .verdict())
                .isEqualTo(Outcome.PASSED);
    }

    private CheckedPoint ofExporter(String metrics, String mountpoint) {
        String url = web.answering("/metrics-" + System.nanoTime(), 200, metrics);
        return Subject.at("jdbc:postgresql://127.0.0.1:1/x", "r", "p")
                .disk(null, url, mountpoint)
                .point(FREE_DISK, "node-exporter");
    }

    private static CheckedPoint ofPath(Path path, int limit) {
        return Subject.at("jdbc:postgresql://127.0.0.1:1/x", "r", "p")
                .disk(path, null, null)
                .diskLimit(limit)
                .point(FREE_DISK, "path");
    }
}
