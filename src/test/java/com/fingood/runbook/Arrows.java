package com.fingood.runbook;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which package may use which: the one table of it. What is not listed is forbidden; everybody may use {@code run}. */
final class Arrows {

    /** @param uses the packages that it may use; @param why what it would lose with one more */
    record Arrow(List<String> uses, String why) {}

    static final String ROOT = "com.fingood.runbook";

    static final Map<String, Arrow> ALL = new LinkedHashMap<>();

    static {
        arrow("run", "the vocabulary of a run stands on its own, so that every other package can speak it");
        arrow("change", "a change folder can be read and judged on a laptop without any database");
        arrow("target", "a target knows how to be reached and nothing of what is done to it");
        arrow("safety", "findings are about a change and a target, whoever acts on them", "change", "target");
        arrow("backup", "a restore must work when all else is broken, so it leans on nothing but the target", "target");
        arrow(
                "migration",
                "doing and undoing a change is the middle of the house; nobody's process or page is known here",
                "change",
                "target",
                "backup",
                "safety");
        arrow("validation", "checks judge a database without knowing how it got there", "change", "target");
        arrow(
                "diagnosis",
                "a diagnosis reads, ends a session at most, and never repairs",
                "change",
                "target",
                "validation");
        arrow(
                "incident",
                "an incident uses all that helps and is used by none of it",
                "target",
                "backup",
                "migration",
                "diagnosis");
        arrow("audit", "who is recorded must not be able to reach the recorder, so it only listens");
        arrow("notification", "nothing waits for a mail, so it only listens");
        String[] core = {
            "change",
            "target",
            "safety",
            "backup",
            "migration",
            "validation",
            "diagnosis",
            "incident",
            "audit",
            "notification"
        };
        arrow("process", "the one place where the engine meets what is done", core);
        arrow("web", "pages show what runs and hand decisions to the process", with(core, "process"));
        arrow("cli", "commands call what they need; serve and demo start the rest", with(core, "process", "web"));
    }

    private Arrows() {}

    private static void arrow(String from, String why, String... uses) {
        ALL.put(from, new Arrow(List.of(uses), why));
    }

    private static String[] with(String[] some, String... more) {
        return java.util.stream.Stream.concat(java.util.Arrays.stream(some), java.util.Arrays.stream(more))
                .toArray(String[]::new);
    }

    static String packageOf(String name) {
        return ROOT + "." + name + "..";
    }
}
