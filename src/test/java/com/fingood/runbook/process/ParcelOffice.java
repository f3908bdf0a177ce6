package com.fingood.runbook.process;

import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.target.TargetProperties;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A schema of a few lines with one table that is not small any more, and the change that a story brings to it. */
final class ParcelOffice {

    static final String VERSION = "2";

    private static final String SCHEMA =
            """
            create table offices (id int primary key, town text not null);
            create table parcels (id int primary key, office int not null references offices, note text not null);
            create index parcels_office on parcels (office);
            insert into offices select n, 'town ' || n from generate_series(1, 50) n;
            insert into parcels select n, 1 + n % 50, repeat('x', 400) from generate_series(1, 25000) n;
            """;

    private static final String SMALL =
            """
            create table offices (id int primary key, town varchar(40) not null);
            create table parcels (id int primary key, office int not null references offices, note varchar(40) not null);
            insert into offices values (1, 'Aarau'), (2, 'Brugg');
            insert into parcels values (1, 1, 'fragile'), (2, 1, 'heavy'), (3, 2, 'urgent');
            """;

    private static final String DOCUMENT =
            """
            ---
            title: Work in the parcel office
            risk: low
            ticket: POST-2
            author: rita
            personal-data: none
            ---
            ## Purpose
            The offices of the parcel service are reorganised.
            ## Risk assessment
            V2 touches offices and parcels.
            ## Testing results
            Rehearsed by the runbook before approval.
            ## Rollback plan
            U2 gives back what V2 takes from offices and parcels.
            ## Performance impact
            None that anybody notices.
            ## Compliance notes
            None.
            """;

    private ParcelOffice() {}

    /** Nothing is wrong with it. */
    static TargetProperties harmless(String hint) {
        return with(
                hint, "alter table offices add column opened_on date;", "alter table offices drop column opened_on;");
    }

    /** Stops everybody who wants to write parcels, which the text shows already. */
    static TargetProperties locking(String hint) {
        return with(hint, "create index parcels_note on parcels (note);", "drop index parcels_note;");
    }

    /** Its text says that this is harmless; on a clone every parcel is written anew. */
    static TargetProperties rewriting(String hint) {
        String waived = "-- runbook:waive RW3 reason=\"there are only few parcels\" ticket=POST-2\n";
        return with(
                hint,
                waived + "alter table parcels alter column id type bigint;",
                waived + "alter table parcels alter column id type int;");
    }

    /** Eleven towns are not as it wants them. */
    static TargetProperties violating(String hint) {
        return with(
                hint,
                "alter table offices add constraint offices_town_ck check (town not like 'town 4%');",
                "alter table offices drop constraint offices_town_ck;");
    }

    /** Its undo does not know what the towns were called. */
    static TargetProperties forgetful(String hint) {
        return with(
                hint,
                "update offices set town = 'merged' where id < 10;",
                "update offices set town = 'unknown' where id < 10;");
    }

    /** Built outside a transaction, and it breaks off when two offices are in one town. */
    static TargetProperties uniqueTowns(String hint) {
        return with(
                hint,
                "create unique index concurrently offices_town_uq on offices (town);",
                "drop index concurrently offices_town_uq;");
    }

    /** In pieces: rows first, and then it works for long where there is an office 51. */
    static TargetProperties inPieces(String hint) {
        TargetProperties properties = with(
                hint,
                """
                update offices set town = upper(town) where id <= 25;
                select pg_sleep(600) from offices where id = 51;
                update offices set town = upper(town) where id > 25;
                """,
                "update offices set town = lower(town) where town <> lower(town);");
        write(properties, "V2__parcel_office.sql.conf", "executeInTransaction=false\n");
        return properties;
    }

    /** Nothing is wrong with it, and it is brought in a moment: for stories about people. In a file of its own. */
    static TargetProperties small(String hint) {
        return with(
                TestDatabases.h2().fresh(hint),
                SMALL,
                "alter table offices add column opened_on date;",
                "alter table offices drop column opened_on;");
    }

    static TargetProperties with(String hint, String up, String undo) {
        return with(TestDatabases.postgresql().fresh(hint), SCHEMA, up, undo);
    }

    private static TargetProperties with(TargetProperties properties, String schema, String up, String undo) {
        execute(properties, schema);
        write(properties, "V2__parcel_office.md", DOCUMENT);
        write(properties, "V2__parcel_office.sql", up);
        write(properties, "U2__parcel_office.sql", undo);
        write(
                properties,
                "checks/integrity/parcels.sql",
                """
                -- id: parcels-have-notes
                -- severity: high
                -- keys: id
                -- population: select count(*) from parcels
                select id from parcels where note = ''
                """);
        return properties;
    }

    /** Edits a file of the change. */
    static void rewrite(TargetProperties properties, String file, String was, String is) {
        try {
            Path path = properties.changes().resolve(file);
            Files.writeString(path, Files.readString(path).replace(was, is));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What somebody does outside of the runbook. */
    static void execute(TargetProperties properties, String sql) {
        try (Connection connection =
                        DriverManager.getConnection(properties.url(), properties.username(), properties.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(TargetProperties properties, String file, String text) {
        try {
            Path path = properties.changes().resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
