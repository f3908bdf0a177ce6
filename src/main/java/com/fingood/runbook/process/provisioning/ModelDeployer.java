package com.fingood.runbook.process.provisioning;

import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Puts every model, table and form into one deployment under stable names, so that a run approved on Monday does not execute
 * Wednesday's model. Nothing new = no new deployment, on every node alike.
 */
@Component
class ModelDeployer {

    private static final List<String> PATTERNS = List.of(
            "classpath:/processes/*.bpmn",
            "classpath:/processes/*.dmn",
            "classpath:/forms/*.form",
            "classpath:/forms/*.html");

    private final RepositoryService repository;

    ModelDeployer(RepositoryService repository) {
        this.repository = repository;
    }

    void deploy() {
        DeploymentBuilder deployment =
                repository.createDeployment().name("runbook").source("runbook").enableDuplicateFiltering(false);
        resources().forEach(resource -> add(deployment, resource));
        deployment.deploy();
    }

    private static void add(DeploymentBuilder deployment, Resource resource) {
        try (InputStream in = resource.getInputStream()) {
            deployment.addInputStream(resource.getFilename(), in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Resource> resources() {
        var resolver = new PathMatchingResourcePatternResolver();
        return PATTERNS.stream()
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
