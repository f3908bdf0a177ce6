package com.fingood.runbook.safety.measured;

import com.fingood.runbook.safety.measured.CatalogueObject.Kind;

/**
 * What one statement did to one object.
 *
 * @param before null when it is new
 * @param after null when it is gone
 */
public record SchemaChange(CatalogueObject before, CatalogueObject after) {

    boolean of(Kind kind) {
        return one().kind() == kind;
    }

    boolean added() {
        return before == null;
    }

    boolean removed() {
        return after == null;
    }

    boolean altered() {
        return before != null && after != null;
    }

    boolean altered(String detail) {
        return altered() && !before.detail(detail).equals(after.detail(detail));
    }

    boolean renamed() {
        return altered() && !before.name().equals(after.name());
    }

    /** As it is now, or as it was. */
    CatalogueObject one() {
        return after == null ? before : after;
    }

    String table() {
        return one().table();
    }

    String name() {
        return one().name();
    }
}
