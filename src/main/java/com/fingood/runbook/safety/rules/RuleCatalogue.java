package com.fingood.runbook.safety.rules;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The one list of rules. */
public final class RuleCatalogue {

    /** Rules that only a rehearsal can judge; a waiver may name them, and a script's text never breaks them. */
    private static final Set<String> MEASURED_ONLY = Set.of("LK6", "LK14", "LK16", "RW5", "DL3", "DL5", "BC3");

    private static final List<Rule> RULES = List.of(
            new CreateIndexNotConcurrently(),
            new DropIndexNotConcurrently(),
            new AddKeyWithIndexBuild(),
            new AddCheckWithScan(),
            new AddForeignKeyWithScan(),
            new SetNotNullWithScan(),
            new ValidateInSameTransaction(),
            new AddExclusion(),
            new PartitionUnderLock(),
            new TriggerUnderLock(),
            new ExplicitTableLock(),
            new RefreshViewNotConcurrently(),
            new LockTimeoutTakenAway(),
            new TableFileReplaced(),
            new AddColumnWithRewrite(),
            new ColumnTypeChanged(),
            new StorageChanged(),
            new DataDropped(),
            new EveryRowChanged(),
            new IntegrityWeakened(),
            new NameTakenAway(),
            new ColumnBreaksOldRelease(),
            new TransactionInScript(),
            new ConcurrentlyWithOthers(),
            new ConcurrentlyIfNotExists(),
            new EnumValueInTransaction(),
            new ControlsBypassed(),
            new NotForTheServer(),
            new AccessChanged(),
            new PersonalColumnAdded(),
            new SecretInText(),
            new ForeignKeyWithoutIndex(),
            new TypeToRegret(),
            new LooseStatement(),
            new HiddenWork(),
            new ChangeIncomplete(),
            new NotUnderstood());

    private RuleCatalogue() {}

    /** Every rule over the text of a script, in order of their families. */
    public static List<Rule> rules() {
        return RULES;
    }

    /** What people read about every finding that a text can give, waivers included. */
    public static List<RuleText> texts() {
        return Stream.concat(RULES.stream().map(Rule::text), Stream.of(WaiverRules.MALFORMED, WaiverRules.UNUSED))
                .toList();
    }

    /** The ids that a waiver may name: of the rules here and of those that a rehearsal measures. */
    public static Set<String> ids() {
        return Stream.concat(RULES.stream().map(Rule::id), MEASURED_ONLY.stream())
                .collect(Collectors.toSet());
    }

    /** Whether only a rehearsal can break it. */
    public static boolean isMeasuredOnly(String id) {
        return MEASURED_ONLY.contains(id);
    }
}
