package com.fingood.runbook.process.provisioning;

import com.fingood.runbook.process.decisions.DecisionTables;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Puts every model, table and form into one deployment under stable names, so that a run approved on Monday does not execute
 * Wednesday's model. Nothing new = no new deployment, on every node alike.
 */
@Component
class ModelDeployer {

    private static final List<String> PATTERNS =
            List.of("classpath:/processes/*.bpmn", "classpath:/forms/*.form", "classpath:/forms/*.html");
    private static final List<String> TABLES = List.of("classpath:/processes/*.dmn");

    private final RepositoryService repository;
    private final DecisionTables tables;

    ModelDeployer(RepositoryService repository, DecisionTables tables) {
        this.repository = repository;
        this.tables = tables;
    }

    /** To be called by one node at a time, inside a transaction. */
    Map<String, byte[]> takeInTables() {
        Map<String, byte[]> shipped = new TreeMap<>();
        resources(TABLES)
                .forEach(resource -> shipped.put(resource.getFilename().replaceAll("\\.dmn$", ""), bytes(resource)));
        return tables.takeIn(shipped);
    }

    void deploy(Map<String, byte[]> decisionTables) {
        DeploymentBuilder deployment =
                repository.createDeployment().name("runbook").source("runbook").enableDuplicateFiltering(false);
        resources(PATTERNS)
                .forEach(resource ->
                        deployment.addInputStream(resource.getFilename(), new ByteArrayInputStream(bytes(resource))));
        decisionTables.forEach(
                (name, bytes) -> deployment.addInputStream(name + ".dmn", new ByteArrayInputStream(bytes)));
        deployment.deploy();
    }

    private static byte[] bytes(Resource resource) {
        try (InputStream in = resource.getInputStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Resource> resources(List<String> patterns) {
        var resolver = new PathMatchingResourcePatternResolver();
        return patterns.stream()
                .flatMap(pattern -> {
                    try {
                        return Arrays.stream(resolver.getResources(pattern));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .sorted(Comparator.comparing(Resource::getFilename));
    }
}
