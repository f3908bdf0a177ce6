package com.fingood.runbook.safety.sql;

/** One action of an ALTER TABLE. */
public sealed interface TableAction {

    /** Of its first word. */
    Place place();

    record AddColumn(Place place, Column column, boolean ifNotExists) implements TableAction {}

    record AddConstraint(Place place, Constraint constraint) implements TableAction {}

    record DropColumn(Place place, String column, boolean cascade) implements TableAction {}

    record DropConstraint(Place place, String constraint, boolean cascade) implements TableAction {}

    record SetNotNull(Place place, String column) implements TableAction {}

    record DropNotNull(Place place, String column) implements TableAction {}

    /** @param expression null = dropped */
    record ChangeDefault(Place place, String column, String expression) implements TableAction {}

    /** @param using null when there is none */
    record AlterType(Place place, String column, String type, String using) implements TableAction {}

    record AddIdentity(Place place, String column) implements TableAction {}

    /** SET EXPRESSION AS of a generated column. */
    record SetExpression(Place place, String column, String expression) implements TableAction {}

    record ValidateConstraint(Place place, String constraint) implements TableAction {}

    record AttachPartition(Place place, Name partition, String bound) implements TableAction {}

    record DetachPartition(Place place, Name partition, boolean concurrently, boolean finalizes)
            implements TableAction {}

    /** @param unlogged false = SET LOGGED */
    record SetLogging(Place place, boolean unlogged) implements TableAction {}

    record SetTablespace(Place place, String tablespace) implements TableAction {}

    record SetAccessMethod(Place place, String method) implements TableAction {}

    /** @param which a name, or ALL or USER */
    record SwitchTrigger(Place place, boolean enables, String which) implements TableAction {}

    /** @param words e.g. {@code DISABLE ROW LEVEL SECURITY} */
    record RowSecurity(Place place, String words) implements TableAction {}

    record RenameTable(Place place, String to) implements TableAction {}

    record RenameColumn(Place place, String from, String to) implements TableAction {}

    record RenameConstraint(Place place, String from, String to) implements TableAction {}

    record SetSchema(Place place, String schema) implements TableAction {}

    record OwnerTo(Place place, String owner) implements TableAction {}

    /** Anything else. */
    record OtherAction(Place place, String text) implements TableAction {}
}
