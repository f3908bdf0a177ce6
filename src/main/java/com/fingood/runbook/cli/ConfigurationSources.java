package com.fingood.runbook.cli;

import com.fingood.runbook.run.Refusal;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.util.PropertyPlaceholderHelper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The environment, the configuration files and the defaults as one, bound without a Spring context: that would cost seconds. */
final class ConfigurationSources {

    private static final String ENVIRONMENT = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

    private final MutablePropertySources sources = new MutablePropertySources();
    private final Binder binder;

    private ConfigurationSources(List<Path> files, Map<String, String> environment) {
        sources.addLast(new SystemEnvironmentPropertySource(ENVIRONMENT, Map.copyOf(environment)));
        addLast(new ClassPathResource("application.yml"));
        for (Path file : files) {
            addAfterEnvironment(new FileSystemResource(file));
        }
        this.binder = new Binder(
                ConfigurationPropertySources.from(sources),
                new StrictPlaceholders(sources),
                ApplicationConversionService.getSharedInstance(),
                editors -> editors.registerCustomEditor(Path.class, new PathText()));
    }

    static ConfigurationSources of(List<Path> files, Map<String, String> environment) {
        return new ConfigurationSources(files, environment);
    }

    <T> T bind(String key, Bindable<T> type, T otherwise) {
        return binder.bind(key, type).orElse(otherwise);
    }

    /** The keys that the files say below this one, without it. */
    Set<String> keysBelow(String key) {
        Set<String> below = new TreeSet<>();
        for (PropertySource<?> source : sources) {
            if (source instanceof MapPropertySource && source instanceof EnumerablePropertySource<?> all) {
                for (String name : all.getPropertyNames()) {
                    if (!source.getName().equals(ENVIRONMENT) && name.startsWith(key + ".")) {
                        below.add(name.substring(key.length() + 1));
                    }
                }
            }
        }
        return below;
    }

    private void addLast(Resource resource) {
        if (resource.exists()) {
            read(resource).forEach(sources::addLast);
        }
    }

    private void addAfterEnvironment(Resource resource) {
        List<PropertySource<?>> documents = read(resource);
        for (PropertySource<?> document : documents) {
            sources.addAfter(ENVIRONMENT, document);
        }
    }

    private static List<PropertySource<?>> read(Resource resource) {
        try {
            return new YamlPropertySourceLoader().load(resource.getDescription(), resource);
        } catch (IOException | RuntimeException e) {
            String why = String.valueOf(e.getMessage())
                    .lines()
                    .limit(4)
                    .reduce((a, b) -> a + " " + b.strip())
                    .orElse("");
            throw Refusal.badInput(
                    "unreadable-configuration", resource.getDescription() + " is not YAML that can be read: " + why);
        }
    }

    /** A placeholder that nothing fills stops the start; taken literally it would be tried as a password. */
    private static final class StrictPlaceholders extends PropertySourcesPlaceholdersResolver {
        StrictPlaceholders(MutablePropertySources sources) {
            super(sources, new PropertyPlaceholderHelper("${", "}", ":", '\\', false));
        }
    }

    /** A path as it is written. Spring's own editor would prefer a resource of the same name in the jar. */
    private static final class PathText extends java.beans.PropertyEditorSupport {
        @Override
        public void setAsText(String text) {
            setValue(Path.of(text));
        }
    }
}
