package com.fingood.runbook.diagnosis.need;

import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The decision table {@code rollback-need.dmn}, read as the server's engine reads it: the first rule that fits counts. Its cells are texts
 * in quotes alone, so that a command, which has no engine, gives the same answer; a test compares both for every combination.
 */
public final class NeedTable {

    private record Row(List<List<String>> cells, String need, String reason) {}

    private static final String FILE = "/processes/rollback-need.dmn";
    private static final Pattern CELL = Pattern.compile("-?|\"[^\"]*\"(?:,\"[^\"]*\")*");

    private final List<String> inputs;
    private final List<Row> rows = new ArrayList<>();

    private NeedTable(Element root) {
        this.inputs = all(root, "inputExpression").stream().map(NeedTable::text).toList();
        all(root, "rule").forEach(rule -> {
            List<Element> outputs = all(rule, "outputEntry");
            rows.add(new Row(
                    all(rule, "inputEntry").stream().map(NeedTable::allowed).toList(),
                    unquoted(text(outputs.get(0))),
                    unquoted(text(outputs.get(1)))));
        });
    }

    /** The table of this release. */
    public static NeedTable shipped() {
        try (InputStream file = NeedTable.class.getResourceAsStream(FILE)) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return new NeedTable(factory.newDocumentBuilder().parse(file).getDocumentElement());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SAXException | ParserConfigurationException e) {
            throw new IllegalStateException("the release's own " + FILE + " can't be read", e);
        }
    }

    /**
     * @param target the target's name
     * @param words what the facts rest on
     */
    public RollbackNeed decide(String target, NeedFacts facts, List<String> words) {
        Map<String, String> asked = facts.inputs();
        Row row = rows.stream()
                .filter(one -> fits(one, asked))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no rule of " + FILE + " fits " + asked));
        return new RollbackNeed(target, row.need(), row.reason(), facts, words);
    }

    private boolean fits(Row row, Map<String, String> asked) {
        for (int i = 0; i < inputs.size(); i++) {
            List<String> cell = row.cells().get(i);
            if (!cell.isEmpty() && !cell.contains(asked.get(inputs.get(i)))) {
                return false;
            }
        }
        return true;
    }

    /** @return empty = everything */
    private static List<String> allowed(Element cell) {
        String text = text(cell);
        if (!CELL.matcher(text).matches()) {
            throw new IllegalStateException("a cell of " + FILE + " is no list of texts: " + text);
        }
        return text.isEmpty() || text.equals("-")
                ? List.of()
                : Pattern.compile(",")
                        .splitAsStream(text)
                        .map(NeedTable::unquoted)
                        .toList();
    }

    private static String unquoted(String text) {
        return text.substring(1, text.length() - 1);
    }

    private static String text(Element of) {
        return of.getElementsByTagName("text").item(0).getTextContent().strip();
    }

    private static List<Element> all(Element of, String name) {
        NodeList found = of.getElementsByTagName(name);
        List<Element> all = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            all.add((Element) found.item(i));
        }
        return all;
    }
}
