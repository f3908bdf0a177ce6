package com.fingood.runbook.validation;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HexFormat;

/** A column's value as one text per value, whatever type carries it: 1, 1.0 and 1.00 are one, null is none of the texts. */
final class CanonicalValue {

    private CanonicalValue() {}

    /** Null for SQL's null. */
    static String of(ResultSet row, int column, int type) throws SQLException {
        return switch (type) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.NUMERIC, Types.DECIMAL -> number(
                    row, column);
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> bytes(row, column);
            case Types.BIT, Types.BOOLEAN -> truth(row, column);
            default -> row.getString(column);
        };
    }

    private static String number(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        try {
            return text == null
                    ? null
                    : new BigDecimal(text).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) {
            // PostgreSQL's numeric knows NaN and Infinity.
            return text;
        }
    }

    private static String bytes(ResultSet row, int column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        return bytes == null ? null : HexFormat.of().formatHex(bytes);
    }

    /** The drivers write t and TRUE. */
    private static String truth(ResultSet row, int column) throws SQLException {
        boolean value = row.getBoolean(column);
        return row.wasNull() ? null : String.valueOf(value);
    }
}
