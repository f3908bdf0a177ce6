package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.sql.Name;

import java.util.Set;

/** Functions of the server that give one value for a whole statement, so that a default need not be computed for each row. */
final class StableFunctions {

    private static final Set<String> NAMES = Set.of(
            "now",
            "transaction_timestamp",
            "statement_timestamp",
            "current_timestamp",
            "localtimestamp",
            "current_time",
            "localtime",
            "current_date",
            "current_setting",
            "current_user",
            "current_schema",
            "timezone",
            "date_trunc",
            "date_part",
            "extract",
            "age",
            "to_char",
            "to_date",
            "to_timestamp",
            "to_number",
            "make_date",
            "make_timestamp",
            "make_timestamptz",
            "make_interval",
            "justify_days",
            "justify_hours",
            "lower",
            "upper",
            "initcap",
            "trim",
            "btrim",
            "ltrim",
            "rtrim",
            "substring",
            "substr",
            "left",
            "right",
            "lpad",
            "rpad",
            "replace",
            "repeat",
            "concat",
            "concat_ws",
            "format",
            "length",
            "char_length",
            "md5",
            "sha256",
            "encode",
            "decode",
            "abs",
            "round",
            "ceil",
            "ceiling",
            "floor",
            "trunc",
            "power",
            "mod",
            "sqrt",
            "jsonb_build_object",
            "jsonb_build_array",
            "json_build_object",
            "json_build_array",
            "to_json",
            "to_jsonb",
            "array_fill",
            "string_to_array",
            "int4range",
            "int8range",
            "numrange",
            "tsrange",
            "tstzrange",
            "daterange");

    private StableFunctions() {}

    /** Of another schema it is somebody's own. */
    static boolean contains(Name function) {
        boolean own = function.hasSchema() && !function.parts().get(0).equalsIgnoreCase("pg_catalog");
        return !own && NAMES.contains(function.simple());
    }
}
