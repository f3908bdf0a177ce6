package com.fingood.runbook.target;

import java.nio.file.Path;

/** The properties of a target with some of them changed; what is not named stays. */
public final class TargetCopy {

    private final TargetProperties like;
    private String url;
    private String username;
    private String password;
    private Path passwordFile;
    private Path changes;
    private Path backups;
    private TargetProperties.Postgres postgres;
    private TargetProperties.Rehearsing rehearsal;
    private ApplicationLogin application;

    private TargetCopy(TargetProperties like) {
        this.like = like;
        this.url = like.url();
        this.username = like.username();
        this.password = like.password();
        this.passwordFile = like.passwordFile();
        this.changes = like.changes();
        this.backups = like.backups();
        this.postgres = like.postgres();
        this.rehearsal = like.rehearsal();
        this.application = like.application();
    }

    public static TargetCopy of(TargetProperties like) {
        return new TargetCopy(like);
    }

    /** Another database of the same server, another server, or another file. */
    public TargetCopy url(String url) {
        this.url = url;
        return this;
    }

    public TargetCopy login(String username, String password) {
        return login(username, password, null);
    }

    /** @param password null with {@code passwordFile}, and the other way round */
    TargetCopy login(String username, String password, Path passwordFile) {
        this.username = username;
        this.password = password;
        this.passwordFile = passwordFile;
        return this;
    }

    public TargetCopy changes(Path folder) {
        this.changes = folder;
        return this;
    }

    public TargetCopy backups(Path folder) {
        this.backups = folder;
        return this;
    }

    public TargetCopy postgres(TargetProperties.Postgres tools) {
        this.postgres = tools;
        return this;
    }

    public TargetCopy rehearsal(TargetProperties.Rehearsing where) {
        this.rehearsal = where;
        return this;
    }

    public TargetCopy application(ApplicationLogin login) {
        this.application = login;
        return this;
    }

    public TargetProperties done() {
        return new TargetProperties(
                like.environment(),
                url,
                username,
                password,
                passwordFile,
                changes,
                backups,
                postgres,
                like.limits(),
                like.staging(),
                like.disk(),
                like.probes(),
                like.metrics(),
                rehearsal,
                like.locks(),
                application);
    }
}
