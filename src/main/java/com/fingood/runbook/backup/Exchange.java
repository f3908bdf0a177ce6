package com.fingood.runbook.backup;

import com.fingood.runbook.run.Progress;
import com.fingood.runbook.target.Target;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** How a filled database takes the place of another one, all or nothing. */
interface Exchange extends AutoCloseable {

    /** Whether the target has a database (H2: file) of this name. */
    boolean exists(String name) throws SQLException;

    /** Whether the database takes connections. */
    boolean isOpen(String name) throws SQLException;

    /** Takes back what an exchange that did not come to its end closed. */
    void reopen(RestoreIntent intent) throws SQLException;

    /** Refuses, before anything long begins, what the role may not do; each refusal names the GRANT. */
    void demandRights() throws SQLException;

    /**
     * Puts back what a dump does not contain, before anybody can use the new database. May be called again.
     *
     * @return what could not be put back, each with the statement that does it
     */
    List<String> dress(RestoreIntent intent, DatabaseRecord record) throws SQLException;

    /** Refuses when somebody is on the old database whom we can't end, or somebody else is changing it. Nothing is changed yet. */
    void demandExchangeable(RestoreIntent intent) throws SQLException;

    /** Closes the old one, ends its sessions, exchanges the names. When it fails, the old one is open as before. */
    void exchange(RestoreIntent intent, Progress progress) throws SQLException, IOException;

    /** The name for the replaced database: new, and within what the database allows. */
    String failedName(String database, String key) throws SQLException;

    @Override
    void close() throws SQLException;

    /** Holds the server's lock against a second restore of the same database until it is closed. */
    static Exchange open(Target target, String run) throws SQLException {
        return target.dialect().name().equals("h2") ? new H2Exchange(target, run) : PostgresExchange.open(target, run);
    }
}
