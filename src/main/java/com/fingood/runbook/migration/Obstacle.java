package com.fingood.runbook.migration;

/**
 * Something that stands in the way of a change.
 *
 * @param code stable kebab-case code
 * @param words what it is and what to do, for a person
 */
public record Obstacle(String code, String words) {

    @Override
    public String toString() {
        return words;
    }
}
