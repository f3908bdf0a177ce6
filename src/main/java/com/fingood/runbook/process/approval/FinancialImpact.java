package com.fingood.runbook.process.approval;

import com.fingood.runbook.change.Change;
import com.fingood.runbook.change.ChangeFile;
import com.fingood.runbook.change.CheckFile;
import com.fingood.runbook.process.steps.RunContent;
import com.fingood.runbook.run.Run;
import org.springframework.stereotype.Component;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether a change touches money: it names a table that one of the folder's {@code conserved} checks reads (they are what proves that no
 * money is lost), or a column that is called like an amount. Names in comments count too: this decides who is asked, and asking once too
 * often does no harm.
 */
@Component
class FinancialImpact {

    private static final Pattern READ = Pattern.compile("(?i)\\b(?:from|join)\\s+([\\w\".]+)");
    private static final Pattern WORD = Pattern.compile("\\w+");
    private static final Pattern AMOUNT =
            Pattern.compile("(?:.*_)?(?:amount|balance|price|fee|payment|posting|interest|tax|debit|credit)s?(?:_.*)?");

    private final RunContent content;

    FinancialImpact(RunContent content) {
        this.content = content;
    }

    boolean isConcerned(Run run) {
        Change change = content.change(run);
        if (files(change).anyMatch(ChangeFile::isTooLargeForText)) {
            return true;
        }
        Set<String> money = new TreeSet<>();
        content.folder(run).checks().stream().filter(CheckFile::conserved).forEach(check -> tables(check.sql(), money));
        return files(change)
                .map(ChangeFile::text)
                .flatMap(text -> WORD.matcher(text.toLowerCase(Locale.ROOT)).results())
                .map(MatchResult::group)
                .anyMatch(word -> money.contains(word) || AMOUNT.matcher(word).matches());
    }

    private static Stream<ChangeFile> files(Change change) {
        return Stream.concat(Stream.of(change.script()), change.undo().stream());
    }

    private static void tables(String sql, Set<String> into) {
        Matcher read = READ.matcher(sql);
        while (read.find()) {
            String name = read.group(1).replace("\"", "").toLowerCase(Locale.ROOT);
            into.add(name.substring(name.lastIndexOf('.') + 1));
        }
    }
}
