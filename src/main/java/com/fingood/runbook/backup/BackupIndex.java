package com.fingood.runbook.backup;

import com.fingood.runbook.run.Timestamps;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

import javax.sql.DataSource;

import java.util.List;
import java.util.Optional;

/** Table rb_backup. Does nothing without a database, and a database that is away stops no backup: the folders are the truth. */
final class BackupIndex {

    private static final System.Logger LOG = System.getLogger(BackupIndex.class.getName());

    private final JdbcClient client;

    /** @param dataSource null = no index */
    BackupIndex(DataSource dataSource) {
        this.client = dataSource == null ? null : JdbcClient.create(dataSource);
    }

    /** The manifest's SHA-256 as recorded when the backup was taken; empty when not known. */
    Optional<String> sha256(String id) {
        if (client == null) {
            return Optional.empty();
        }
        try {
            return client.sql("select sha256 from rb_backup where id = ?")
                    .param(id)
                    .query(String.class)
                    .optional();
        } catch (DataAccessException e) {
            away(e);
            return Optional.empty();
        }
    }

    /** Best effort: the folder already says it. */
    void save(Backup backup) {
        if (client == null) {
            return;
        }
        try {
            write(backup);
        } catch (DataAccessException e) {
            away(e);
        }
    }

    /** Makes the table tell what the folders tell, keeping a recorded SHA-256 that differs; errors are the caller's. */
    void replace(String target, List<Backup> backups) {
        if (client == null) {
            return;
        }
        List<String> known = client.sql("select id from rb_backup where target = ?")
                .param(target)
                .query(String.class)
                .list();
        known.stream()
                .filter(id -> backups.stream().noneMatch(backup -> backup.id().equals(id)))
                .forEach(id -> client.sql("delete from rb_backup where id = ?")
                        .param(id)
                        .update());
        backups.stream().filter(backup -> backup.sha256() != null).forEach(this::write);
    }

    private void write(Backup b) {
        int updated = client.sql("update rb_backup set status = ?, reason = ?, verified = ?, folder = ? where id = ?")
                .params(
                        b.status().label(),
                        b.reason(),
                        Timestamps.column(b.verified()),
                        b.folder().toString(),
                        b.id())
                .update();
        if (updated == 0 && b.sha256() != null) {
            insert(b);
        }
    }

    private void insert(Backup b) {
        client.sql("insert into rb_backup (run, id, target, version, type, status, reason, bytes, sha256,"
                        + " fingerprint_digest, moment, started, ended, verified, folder)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(java.util.Arrays.asList(
                        b.run(),
                        b.id(),
                        b.target(),
                        b.version(),
                        b.type().label(),
                        b.status().label(),
                        b.reason(),
                        b.bytes(),
                        b.sha256(),
                        b.fingerprintDigest(),
                        Timestamps.column(b.moment()),
                        Timestamps.column(b.started()),
                        Timestamps.column(b.ended()),
                        Timestamps.column(b.verified()),
                        b.folder().toString()))
                .update();
    }

    private static void away(DataAccessException e) {
        LOG.log(
                System.Logger.Level.WARNING,
                "the index of backups could not be read or written ({0}); rebuild it from the folders later",
                e.getClass().getSimpleName());
    }
}
