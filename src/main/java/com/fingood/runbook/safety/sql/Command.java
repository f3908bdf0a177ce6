package com.fingood.runbook.safety.sql;

import java.util.List;
import java.util.stream.Stream;

/** What one statement does, as far as a rule asks; names are as written, and null where the statement gives none. */
public sealed interface Command {

    /** Tables that it touches; empty where a text does not say. */
    default List<Name> tables() {
        return List.of();
    }

    /** @param parentOnly ON ONLY: the partitions get none; @param columns an expression counts as one in its own text */
    record CreateIndex(
            Name name,
            Name table,
            boolean parentOnly,
            boolean unique,
            boolean concurrently,
            boolean ifNotExists,
            String method,
            List<String> columns,
            boolean partial,
            String definition)
            implements Command {
        @Override
        public List<Name> tables() {
            return List.of(table);
        }
    }

    record DropIndex(List<Name> names, boolean concurrently, boolean cascade) implements Command {}

    /** @param kind INDEX, TABLE, SCHEMA, DATABASE or SYSTEM */
    record Reindex(String kind, Name name, boolean concurrently) implements Command {}

    /** @param query made AS a query: its columns are not known */
    record CreateTable(
            Name name,
            boolean ifNotExists,
            boolean temporary,
            boolean query,
            Name partitionOf,
            List<Column> columns,
            List<Constraint> constraints)
            implements Command {
        @Override
        public List<Name> tables() {
            return List.of(name);
        }
    }

    record AlterTable(Name table, boolean ifExists, List<TableAction> actions) implements Command {

        /** The actions of one kind. */
        public <A extends TableAction> Stream<A> all(Class<A> kind) {
            return actions.stream().filter(kind::isInstance).map(kind::cast);
        }

        @Override
        public List<Name> tables() {
            return List.of(table);
        }
    }

    /** Drops anything but an index. @param kind TABLE, SCHEMA, MATERIALIZED VIEW, ... */
    record Drop(String kind, List<Name> names, boolean ifExists, boolean cascade) implements Command {
        @Override
        public List<Name> tables() {
            return kind.endsWith("TABLE") ? names : List.of();
        }
    }

    record Truncate(List<Name> names, boolean cascade) implements Command {
        @Override
        public List<Name> tables() {
            return names;
        }
    }

    /** @param condition what stands behind WHERE; empty without it */
    record Update(Name table, String condition, Place place) implements Command {
        @Override
        public List<Name> tables() {
            return List.of(table);
        }
    }

    /** @param condition what stands behind WHERE; empty without it */
    record Delete(Name table, String condition, Place place) implements Command {
        @Override
        public List<Name> tables() {
            return List.of(table);
        }
    }

    record Insert(Name table) implements Command {
        @Override
        public List<Name> tables() {
            return List.of(table);
        }
    }

    record Merge(Name table) implements Command {
        @Override
        public List<Name> tables() {
            return List.of(table);
        }
    }

    /** SELECT, VALUES, TABLE, and WITH in front of them. @param functions called, as written */
    record Query(List<Name> functions) implements Command {}

    /** @param mode as written, upper case; ACCESS EXCLUSIVE where it is left out */
    record LockTable(List<Name> names, String mode) implements Command {
        @Override
        public List<Name> tables() {
            return names;
        }
    }

    /** @param names empty = every table */
    record Vacuum(boolean full, List<Name> names) implements Command {
        @Override
        public List<Name> tables() {
            return names;
        }
    }

    /** @param name null = every table that was clustered before; @param index null = the one used before */
    record Cluster(Name name, Name index) implements Command {
        @Override
        public List<Name> tables() {
            return name == null ? List.of() : List.of(name);
        }
    }

    record RefreshView(Name name, boolean concurrently, boolean withNoData) implements Command {}

    /** BEGIN, COMMIT, SAVEPOINT, ...: @param verb its first word, upper case */
    record Transaction(String verb) implements Command {}

    /** SET, RESET, DISCARD ALL, and set_config in a query. @param name lower case; {@code all} for RESET ALL; @param value null = reset */
    record Setting(String name, String value, boolean local) implements Command {}

    /** GRANT, REVOKE, and the same for defaults. @param verb GRANT or REVOKE */
    record Privilege(String verb) implements Command {}

    record CreateFunction(Name name, boolean procedure, boolean securityDefiner, String language) implements Command {}

    record CreateTrigger(Name name, Name table, boolean constraint, String definition) implements Command {
        @Override
        public List<Name> tables() {
            return List.of(table);
        }
    }

    /** @param placed with BEFORE or AFTER */
    record AddEnumValue(Name type, String value, boolean placed) implements Command {}

    /** CREATE of anything without a record of its own. @param kind TYPE, DOMAIN, SEQUENCE, SCHEMA, POLICY, ...; @param definition behind the name */
    record CreateOther(String kind, Name name, boolean ifNotExists, String definition) implements Command {}

    /** ALTER of anything but a table. @param action what stands behind the name, e.g. {@code RENAME VALUE 'a' TO 'b'} */
    record AlterOther(String kind, Name name, String action) implements Command {}

    /** @param body as written, quotes included */
    record DoBlock(String body) implements Command {}

    /** CALL or EXECUTE. */
    record Call(Name routine) implements Command {}

    record CopyFromInput(Name table) implements Command {
        @Override
        public List<Name> tables() {
            return List.of(table);
        }
    }

    /** COPY from or to something of the server's machine. @param program or else a file */
    record CopyBeyond(boolean program) implements Command {}

    record Comment(String text) implements Command {}

    /** A command of psql, which no server understands. @param word e.g. {@code \i} */
    record ClientCommand(String word) implements Command {}

    /** Anything else. @param verb its first word, upper case */
    record Other(String verb) implements Command {}
}
