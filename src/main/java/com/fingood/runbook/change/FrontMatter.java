package com.fingood.runbook.change;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The YAML at the head of a document as nodes, which know their lines. Nothing is constructed from it, so no tag can do harm. */
final class FrontMatter {

    /** Lines before the YAML text: the opening {@code ---}. */
    private static final int LINES_BEFORE = 1;

    private final String file;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();

    private FrontMatter(String file) {
        this.file = file;
    }

    static FrontMatter parse(String file, String yaml, List<Problem> problems) {
        FrontMatter matter = new FrontMatter(file);
        try {
            Node root = new Yaml(new SafeConstructor(options())).compose(new StringReader(yaml));
            matter.take(root, problems);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine();
            problems.add(notYaml(file, line + 1 + LINES_BEFORE, e.getProblem()));
        } catch (YAMLException e) {
            problems.add(notYaml(file, 1, e.getMessage().lines().findFirst().orElse("")));
        }
        return matter;
    }

    Map<String, Node> values() {
        return values;
    }

    int line(String key) {
        return lines.getOrDefault(key, 1);
    }

    static int line(Node node) {
        return node.getStartMark().getLine() + 1 + LINES_BEFORE;
    }

    /** A scalar's text; null for anything else. YAML's null ({@code ~}, nothing) is the empty text. */
    static String scalar(Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            return null;
        }
        return scalar.getTag().equals(org.yaml.snakeyaml.nodes.Tag.NULL)
                ? ""
                : scalar.getValue().strip();
    }

    private void take(Node root, List<Problem> problems) {
        if (root == null) {
            return;
        }
        if (!(root instanceof MappingNode mapping)) {
            problems.add(notYaml(file, line(root), "the front matter is not a list of 'key: value' lines"));
            return;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String key = scalar(tuple.getKeyNode());
            int line = line(tuple.getKeyNode());
            if (values.put(String.valueOf(key), tuple.getValueNode()) != null) {
                problems.add(Problem.at(file, line, "'" + key + "' stands there twice", "Keep one of them."));
            }
            lines.put(String.valueOf(key), line);
        }
    }

    private static Problem notYaml(String file, int line, String detail) {
        return Problem.at(
                file,
                line,
                "the front matter is not valid YAML: " + detail,
                "Write one 'key: value' per line; put quotes around values that hold ': ' or '#'.");
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(10);
        options.setNestingDepthLimit(10);
        return options;
    }
}
