package com.fingood.runbook.models;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Every rule for models, forms and drawings; each has an example in {@link Broken} that breaks it. */
enum Rule {
    FILE_NAME_IS_PROCESS_ID(ProcessRules::fileNameIsProcessId),
    EXECUTABLE_WITH_NAME(ProcessRules::executableWithName),
    DRAWN_FOR_THE_PLATFORM(ProcessRules::drawnForThePlatform),
    TIME_TO_LIVE(ProcessRules::timeToLive),
    STARTED_BY_PEOPLE_ONLY_AT_THE_ROOT(ProcessRules::startedByPeopleOnlyAtTheRoot),
    START_FORM_WHERE_PEOPLE_START(ProcessRules::startFormWherePeopleStart),
    NO_CODE(ProcessRules::noCode),
    IDS_SAY_THEIR_KIND(ProcessRules::idsSayTheirKind),
    ASYNC_BEFORE_EFFECTS(StepRules::asyncBeforeEffects),
    RETRY_CYCLE(StepRules::retryCycle),
    ID_IS_THE_BEAN(StepRules::idIsTheBean),
    KNOWN_BEANS_AND_TOPICS(StepRules::knownBeansAndTopics),
    TIMERS_ONLY_ON_STEPS_THAT_WAIT(TimerRules::onlyOnStepsThatWait),
    DEADLINES_FROM_CONFIGURATION(TimerRules::deadlinesFromConfiguration),
    TASK_HAS_FORM(PeopleRules::form),
    TASK_LABEL_IS_THE_ID(PeopleRules::labelIsTheId),
    TASK_HAS_GROUP(PeopleRules::group),
    TASK_ASYNC_AFTER(PeopleRules::asyncAfter),
    TASK_HAS_DUE_DATE(PeopleRules::dueDate),
    TASK_HAS_REMINDER(PeopleRules::reminder),
    FORGOTTEN_CLAIM_IS_RELEASED(PeopleRules::releasesAForgottenClaim),
    TASK_IS_WORK_OR_DECISION(PeopleRules::sideIsKnown),
    BOUND_TO_THE_DEPLOYMENT(CallRules::boundToTheDeployment),
    PASS_THE_RUN_AND_RETURN_THE_OUTCOME(CallRules::passTheRunAndReturnTheOutcome),
    EVERY_END_SAYS_ITS_OUTCOME(CallRules::everyEndOfACalledProcessSaysItsOutcome),
    OUTCOMES_AGREE(CallRules::outcomesAgree),
    GATEWAYS_ASK_ON_EVERY_WAY(FlowRules::gatewaysAskOnEveryWay),
    DECISIONS_AGREE_WITH_FORMS(FlowRules::decisionsAgreeWithForms),
    ERROR_ENDS_ARE_CAUGHT(FlowRules::errorEndsAreCaught),
    NO_DEAD_ENDS(FlowRules::noDeadEnds),
    FLOWS_ARE_NOTED_AT_BOTH_ENDS(FlowRules::flowsAreNotedAtBothEnds),
    ONLY_KNOWN_NAMES_IN_EXPRESSIONS(ExpressionRules::onlyKnownNames),
    FORM_NAME_AND_PLATFORM(FormRules::nameAndPlatform),
    ONE_REQUIRED_DECISION(FormRules::oneRequiredDecision),
    NOTHING_ELSE_IS_SENT(FormRules::nothingElseIsSent),
    START_FORM_ASKS_FOR_THE_REQUEST(FormRules::startFormAsksForTheRequest),
    LABEL_SAYS_WHEN_A_COMMENT_IS_NEEDED(FormRules::labelSaysWhenACommentIsNeeded),
    CHOICES_CAN_BE_READ(FormRules::choicesCanBeRead),
    ONLY_SHOWS_DATA(FormRules::onlyShowsData),
    FORM_IS_USED(FormRules::usedByATask),
    EVERYTHING_IS_DRAWN(ShapeRules::everythingIsDrawn),
    NOTHING_OVERLAPS(ShapeRules::nothingOverlaps),
    FRAMES_HOLD_THEIR_STEPS(ShapeRules::framesHoldTheirSteps),
    EVERYTHING_HAS_WORDS(ShapeRules::everythingHasWords),
    WORDS_ARE_READABLE(ShapeRules::wordsAreReadable),
    RIGHT_ANGLES(LineRules::rightAngles),
    LINES_TOUCH_THEIR_SHAPES(LineRules::beginAndEndAtTheirShapes),
    LINES_PASS_NO_FOREIGN_SHAPE(LineRules::passNoForeignShape),
    LINES_NEVER_CROSS(LineRules::neverCross),
    LEFT_TO_RIGHT(LineRules::leftToRight);

    private final Function<ModelSet, Stream<String>> problems;

    Rule(Function<ModelSet, Stream<String>> problems) {
        this.problems = problems;
    }

    /** What breaks this rule, each with its place; empty when all is well. */
    List<String> problems(ModelSet set) {
        return problems.apply(set).toList();
    }
}
