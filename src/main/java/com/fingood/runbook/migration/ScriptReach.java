package com.fingood.runbook.migration;

import com.fingood.runbook.change.SqlStatement;
import com.fingood.runbook.change.SqlStatements;
import com.fingood.runbook.run.Refusal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of a script would reach beyond its own database: roles, other databases, the server's files and programs, other servers, other
 * sessions. On a clone that is no rehearsal any more, so nothing of it runs. This reads text and can be outwitted by a script that
 * builds its commands from pieces; the wall is the role that rehearses (see {@link RehearsalSite}).
 */
final class ScriptReach {

    private static final int MOST_SHOWN = 10;

    private static final Map<String, Pattern> POSTGRES = patterns(
            Map.entry("roles", "(create|alter|drop) (role|user(?! mapping)|group)"),
            Map.entry("role memberships", "(grant|revoke) (?:(?! on )[^;(]){1,200}? (to|from)"),
            Map.entry("rights on whole databases", "(grant|revoke) [^;()]{1,200}? on (database|tablespace|parameter)"),
            Map.entry("all that a role owns, in every database", "(reassign|drop) owned"),
            Map.entry("databases", "(create|alter|drop) database"),
            Map.entry("tablespaces", "(create|alter|drop) tablespace"),
            Map.entry("the server's configuration", "alter system|pg_reload_conf|pg_rotate_logfile"),
            Map.entry(
                    "who executes",
                    "(?:^|; ?|begin |then |else |loop |execute )(set|reset)( session| local){0,2} (role|authorization|session_authorization)"
                            + "|set_config ?\\( ?(role|session_authorization)"),
            Map.entry("server programs", "copy [^;]{1,2000}? (from|to) program"),
            Map.entry(
                    "other servers",
                    "dblink\\w*|(create|alter) (server|subscription|user mapping|foreign data wrapper)|import foreign schema"
                            + "|postgres_fdw|file_fdw"),
            Map.entry(
                    "server files",
                    "lo_(import|export)|pg_read_(binary_)?file|pg_stat_file|pg_ls_\\w+|pg_file_\\w+|adminpack"
                            + "|copy [^;]{1,2000}? (from|to) ?\u0000"),
            Map.entry(
                    "libraries of the server",
                    "^load(?= ?\u0000)|language (c|internal|plperlu|plpython\\du|plpythonu|pltclu)"),
            Map.entry("sessions of others", "pg_(terminate|cancel)_backend"),
            Map.entry(
                    "the whole server",
                    "pg_(promote|switch_wal|create_restore_point|backup_start|backup_stop|start_backup|stop_backup"
                            + "|drop_replication_slot|create_physical_replication_slot|create_logical_replication_slot)"),
            Map.entry("transactions that outlive the session", "prepare transaction|(commit|rollback) prepared"));

    private static final Map<String, Pattern> H2 = patterns(
            Map.entry("the database's own life", "^shutdown"),
            Map.entry(
                    "files of this machine",
                    "^runscript|^script|^backup to|file_read|file_write|csvread|csvwrite|link_schema"
                            + "|create (local |global |force )*(temporary )?linked table"),
            Map.entry("programs of this machine", "create (force )?(alias|aggregate|trigger)"));

    private record Offence(String file, int line, String reach, String words) {
        @Override
        public String toString() {
            return file + ":" + line + " '" + words + "' reaches " + reach;
        }
    }

    private ScriptReach() {}

    /** @throws Refusal REFUSED {@code cluster-wide-statement} naming each place */
    static void demand(List<Script> scripts, boolean h2) {
        List<Offence> found = new ArrayList<>();
        for (Script script : scripts) {
            for (SqlStatement statement : SqlStatements.of(CopyData.without(script.text()))) {
                look(script, statement, h2, found);
            }
        }
        if (!found.isEmpty()) {
            throw refusal(found);
        }
    }

    private static void look(Script script, SqlStatement statement, boolean h2, List<Offence> found) {
        String text = VisibleText.of(statement.text());
        for (Map.Entry<String, Pattern> entry : (h2 ? H2 : POSTGRES).entrySet()) {
            Matcher matcher = entry.getValue().matcher(text);
            if (matcher.find()) {
                found.add(offence(script, statement, entry.getKey(), matcher));
            }
        }
    }

    private static Offence offence(Script script, SqlStatement statement, String reach, Matcher matcher) {
        String words = matcher.group().replace('\u0000', '\'').strip();
        return new Offence(
                script.name(), statement.line(), reach, words.length() > 60 ? words.substring(0, 60) + "..." : words);
    }

    private static Refusal refusal(List<Offence> found) {
        StringBuilder words = new StringBuilder("Nothing was run: ");
        words.append(String.join(
                "; ", found.stream().limit(MOST_SHOWN).map(Offence::toString).toList()));
        if (found.size() > MOST_SHOWN) {
            words.append("; and ").append(found.size() - MOST_SHOWN).append(" more");
        }
        return Refusal.refused(
                "cluster-wide-statement",
                words
                        + ". A rehearsal may touch nothing but its own copy of the database, so what reaches further can't be"
                        + " rehearsed. Take it out of the change and have the server's administrators do it before.");
    }

    @SafeVarargs
    private static Map<String, Pattern> patterns(Map.Entry<String, String>... sources) {
        Map<String, Pattern> compiled = new LinkedHashMap<>();
        for (Map.Entry<String, String> source : sources) {
            compiled.put(source.getKey(), Pattern.compile("(?<![\\w$])(" + source.getValue() + ")(?![\\w$])"));
        }
        return compiled;
    }
}
