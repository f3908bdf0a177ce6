package com.fingood.runbook;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** The house: which package may use which, and who may touch the engine, the web and the clock. */
class ArchitectureTest {

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(Arrows.ROOT);

    private static final String[] CORE = Arrows.ALL.keySet().stream()
            .filter(name -> !Set.of("process", "web", "cli").contains(name))
            .map(Arrows::packageOf)
            .toArray(String[]::new);

    @ParameterizedTest(name = "{0}")
    @MethodSource("packages")
    void a_package_uses_only_what_the_table_of_arrows_allows(String name) {
        Arrows.Arrow arrow = Arrows.ALL.get(name);
        List<String> allowed = new ArrayList<>(arrow.uses());
        allowed.add(name);
        allowed.add("run");
        String[] forbidden = Arrows.ALL.keySet().stream()
                .filter(other -> !allowed.contains(other))
                .map(Arrows::packageOf)
                .toArray(String[]::new);

        check(noClasses()
                .that()
                .resideInAPackage(Arrows.packageOf(name))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .because(arrow.why()));
    }

    static Stream<String> packages() {
        return Arrows.ALL.keySet().stream();
    }

    @Test
    void every_class_lives_in_a_package_of_the_table() {
        String[] known = Arrows.ALL.keySet().stream().map(Arrows::packageOf).toArray(String[]::new);

        check(classes()
                .that()
                .haveSimpleNameNotEndingWith("package-info")
                .should()
                .resideInAnyPackage(known)
                .because("a package without arrows is checked by nothing"));
    }

    @Test
    void there_are_no_cycles() {
        check(slices().matching(Arrows.ROOT + ".(*)..").should().beFreeOfCycles());
    }

    @Test
    void only_process_knows_the_engine() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(Arrows.packageOf("process"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.camunda..")
                .because("the engine may be replaced, and commands must work when it is down"));
    }

    @Test
    void the_engines_insides_are_touched_in_one_package_only() {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackage(Arrows.packageOf("process.engine"))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.camunda..impl..")
                        .because(
                                "its implementation classes change without notice; one package shows what an upgrade must look at"));
    }

    @Test
    void only_web_knows_spring_mvc() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(Arrows.packageOf("web"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.web..", "org.springframework.http..")
                .because("pages are one door of three"));
    }

    @Test
    void the_core_is_plain_java() {
        check(noClasses()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework.context..",
                        "org.springframework.beans..",
                        "org.springframework.stereotype..",
                        "org.springframework.boot..")
                .because("commands wire it by hand and start quickly; process and web wire it as beans"));
    }

    @Test
    void commands_start_no_spring_context_except_serve_and_demo() {
        check(noClasses()
                .that()
                .resideInAPackage(Arrows.packageOf("cli"))
                .and(describe("are neither serve nor demo", (JavaClass type) -> !type.getName()
                        .matches(".*\\.(Serve|Demo)Command(\\$.*)?")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework.context..",
                        "org.springframework.boot.builder..",
                        Arrows.packageOf("process"),
                        Arrows.packageOf("web"))
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.springframework.boot.SpringApplication")
                .because("a context costs two seconds at each command"));
    }

    @Test
    void time_comes_from_a_clock() {
        for (Class<?> type : List.of(
                Instant.class, LocalDate.class, LocalDateTime.class, OffsetDateTime.class, ZonedDateTime.class)) {
            check(noClasses().should().callMethod(type, "now").because("a test must be able to set the time"));
        }
    }

    @Test
    void every_package_says_in_one_sentence_what_it_is_for() throws IOException {
        try (Stream<Path> folders = Files.walk(Path.of("src/main/java"))) {
            assertThat(folders.filter(Files::isDirectory).filter(ArchitectureTest::hasClasses))
                    .allSatisfy(folder ->
                            assertThat(folder.resolve("package-info.java")).exists());
        }
    }

    private static boolean hasClasses(Path folder) {
        String[] files = folder.toFile().list((dir, name) -> name.endsWith(".java"));
        return files != null && files.length > 0;
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(OURS);
    }
}
