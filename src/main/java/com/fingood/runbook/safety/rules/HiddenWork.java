package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.sql.Command.Call;
import com.fingood.runbook.safety.sql.Command.CopyBeyond;
import com.fingood.runbook.safety.sql.Command.DoBlock;
import com.fingood.runbook.safety.sql.Command.Query;
import com.fingood.runbook.safety.sql.Name;
import com.fingood.runbook.safety.sql.Statement;

import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a text does not say, no rule over texts can judge. */
final class HiddenWork implements Rule {

    private static final RuleText TEXT = new RuleText(
            "DO1",
            Severity.MEDIUM,
            "Work that the text does not show",
            """
            A DO block, CALL, EXECUTE, a SELECT that calls a function which may change something, or COPY with a file or program of the server. High where it
            reaches beyond the database.""",
            """
            Which statements run, on which tables and under which locks is decided while they run. No rule over the text has judged them, and a
            reviewer can't either.""",
            """
            Write the statements themselves. Where the catalogue has to decide, keep the block small, and have the rehearsal's list of locks, rewrites and rows
            reviewed with it.""",
            null,
            """
            The rehearsal measures the block as a whole: locks, rewrites, rows, WAL and time, and the schema before and after. That decides. A function that the
            server brings along and that changes nothing is not reported.""");

    /** Of the server, besides those that are stable; they change no table, or are judged by another rule. */
    private static final Set<String> HARMLESS = Set.of(
            "count",
            "sum",
            "avg",
            "min",
            "max",
            "array_agg",
            "string_agg",
            "json_agg",
            "jsonb_agg",
            "json_object_agg",
            "jsonb_object_agg",
            "bool_and",
            "bool_or",
            "every",
            "row_number",
            "rank",
            "dense_rank",
            "lag",
            "lead",
            "first_value",
            "last_value",
            "nth_value",
            "ntile",
            "percentile_cont",
            "percentile_disc",
            "stddev",
            "variance",
            "generate_series",
            "unnest",
            "random",
            "gen_random_uuid",
            "clock_timestamp",
            "setval",
            "nextval",
            "currval",
            "lastval",
            "set_config",
            "pg_get_serial_sequence",
            "to_regclass",
            "pg_relation_size",
            "pg_table_size",
            "pg_total_relation_size",
            "pg_indexes_size",
            "pg_size_pretty",
            "pg_database_size",
            "pg_backend_pid",
            "pg_get_constraintdef",
            "pg_get_indexdef",
            "pg_get_viewdef",
            "pg_get_expr",
            "obj_description",
            "col_description",
            "format_type",
            "version",
            "row_to_json",
            "jsonb_array_elements",
            "json_array_elements",
            "jsonb_each",
            "jsonb_object_keys",
            "jsonb_typeof",
            "jsonb_array_length",
            "array_length",
            "cardinality",
            "regexp_replace",
            "regexp_matches",
            "regexp_match",
            "regexp_like",
            "regexp_count",
            "regexp_substr",
            "split_part",
            "strpos",
            "position",
            "overlay",
            "translate",
            "reverse",
            "chr",
            "ascii",
            "octet_length",
            "bit_length",
            "quote_ident",
            "quote_literal",
            "sign",
            "ln",
            "log",
            "exp",
            "width_bucket",
            "num_nonnulls",
            "num_nulls",
            "has_table_privilege",
            "has_schema_privilege",
            "pg_sleep",
            "pg_try_advisory_xact_lock",
            "pg_advisory_xact_lock",
            "hashtext",
            "pg_notify");

    /** Of the server and its extensions; the rehearsal refuses them, since its copy of the database is not all that they touch. */
    private static final Pattern BEYOND = Pattern.compile(
            "dblink\\w*|lo_(import|export)|pg_read_(binary_)?file|pg_stat_file|pg_ls_\\w+|pg_file_\\w+|pg_(terminate|cancel)_backend");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void check(ScriptContext script, Findings findings) {
        for (Statement statement : script.statements()) {
            if (statement.command() instanceof DoBlock) {
                findings.at(statement)
                        .condition("A DO block decides while it runs what it does.")
                        .workaround("-- the statements of the block themselves, one after the other, without DO")
                        .report();
            } else if (statement.command() instanceof Call call) {
                report(statement, call.routine(), "runs statements that this text does not show.", findings);
            } else if (statement.command() instanceof CopyBeyond copy) {
                report(statement, copy, findings);
            } else if (statement.command() instanceof Query query) {
                query.functions().stream()
                        .filter(function -> !isHarmless(function))
                        .max(Comparator.comparing(HiddenWork::isBeyond))
                        .ifPresent(function ->
                                report(statement, function, "may change something, and is called here.", findings));
            }
        }
    }

    private static boolean isHarmless(Name function) {
        boolean own = function.hasSchema() && !function.parts().get(0).equalsIgnoreCase("pg_catalog");
        return !own && (HARMLESS.contains(function.simple()) || StableFunctions.contains(function));
    }

    private static void report(Statement statement, Name routine, String what, Findings findings) {
        boolean beyond = isBeyond(routine);
        findings.at(statement)
                .severity(beyond ? Severity.HIGH : Severity.MEDIUM)
                .condition("The routine " + routine + (beyond ? " reaches beyond the database." : " " + what))
                .workaround(
                        beyond
                                ? "-- leave it out: the server's administrators do it before"
                                : "-- the statements that " + routine + " would run, written out in this file")
                .report();
    }

    private static boolean isBeyond(Name routine) {
        return BEYOND.matcher(routine.simple().toLowerCase(Locale.ROOT)).matches();
    }

    private static void report(Statement statement, CopyBeyond copy, Findings findings) {
        findings.at(statement)
                .severity(Severity.HIGH)
                .condition("COPY uses a " + (copy.program() ? "program" : "file") + " of the server's machine.")
                .effect(
                        "What that holds or does is no part of the reviewed text, and rows may leave the database unseen.")
                .workaround("-- leave it out: load and unload data by a tool for it, not by a migration")
                .report();
    }
}
