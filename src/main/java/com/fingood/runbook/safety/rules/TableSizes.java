package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.sql.Name;

import java.util.Optional;
import java.util.OptionalLong;

/** How large the tables of the target are, where somebody knows. */
@FunctionalInterface
public interface TableSizes {

    TableSizes UNKNOWN = table -> OptionalLong.empty();

    /** @return pages of 8 KiB as the server counts them; empty = not known, which never counts as small */
    OptionalLong pages(Name table);

    /** @return the table of an index; empty = not known */
    default Optional<Name> tableOf(Name index) {
        return Optional.empty();
    }
}
