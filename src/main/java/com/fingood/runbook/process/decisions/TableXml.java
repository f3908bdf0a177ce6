package com.fingood.runbook.process.decisions;

import com.fingood.runbook.run.Refusal;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The XML of a table's file: only elements and attributes that are known, so that none changes what the table says unseen. */
final class TableXml {

    private static final int MOST_BYTES = 1_000_000;

    /** The engine keeps names and ids in columns that are not much longer. */
    private static final int LONGEST = 200;

    private static final Map<String, Set<String>> CHILDREN = Map.ofEntries(
            Map.entry("definitions", Set.of("decision", "description", "extensionElements")),
            Map.entry("decision", Set.of("decisionTable", "description", "extensionElements")),
            Map.entry("decisionTable", Set.of("input", "output", "rule", "description", "extensionElements")),
            Map.entry("input", Set.of("inputExpression", "inputValues", "description", "extensionElements")),
            Map.entry("output", Set.of("outputValues", "description", "extensionElements")),
            Map.entry("rule", Set.of("inputEntry", "outputEntry", "description", "extensionElements")),
            Map.entry("inputExpression", Set.of("text", "description", "extensionElements")),
            Map.entry("inputValues", Set.of("text", "description", "extensionElements")),
            Map.entry("outputValues", Set.of("text", "description", "extensionElements")),
            Map.entry("inputEntry", Set.of("text", "description", "extensionElements")),
            Map.entry("outputEntry", Set.of("text", "description", "extensionElements")),
            Map.entry("text", Set.of()),
            Map.entry("description", Set.of()));

    private static final Set<String> ATTRIBUTES = Set.of(
            "id",
            "name",
            "label",
            "namespace",
            "exporter",
            "exporterVersion",
            "hitPolicy",
            "aggregation",
            "preferredOrientation",
            "outputLabel",
            "typeRef",
            "expressionLanguage");

    private TableXml() {}

    /** @throws Refusal BAD_INPUT saying what can't be read, or what is not known */
    static Element root(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw wrong("It is larger than " + MOST_BYTES + " bytes.");
        }
        Element root = parsed(bytes);
        if (!"definitions".equals(root.getLocalName())) {
            throw wrong("It is no DMN: it begins with '" + root.getNodeName() + "', not with 'definitions'.");
        }
        requireKnown(root, root.getNamespaceURI());
        return root;
    }

    /** The elements of this name, in the order of the file. */
    static List<Element> children(Element parent, String name) {
        return children(parent).stream()
                .filter(child -> name.equals(child.getLocalName()))
                .toList();
    }

    /** The one text of a cell or an expression. */
    static String text(Element of) {
        List<Element> texts = children(of, "text");
        if (texts.size() != 1) {
            throw wrong("Each '" + of.getLocalName() + "' must have one 'text'; '" + of.getAttribute("id") + "' has "
                    + texts.size() + ".");
        }
        return texts.get(0).getTextContent().strip();
    }

    static Refusal wrong(String why) {
        return Refusal.badInput("bad-decision-table", why);
    }

    private static Element parsed(byte[] bytes) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            // What an entity stands for may lie outside of the bytes that were approved.
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            // The default one prints to the console.
            builder.setErrorHandler(new DefaultHandler());
            return builder.parse(new ByteArrayInputStream(bytes)).getDocumentElement();
        } catch (SAXException | IOException e) {
            boolean doctype = String.valueOf(e.getMessage()).contains("DOCTYPE");
            throw wrong(
                    doctype
                            ? "It has a DOCTYPE, which is not allowed. Remove it."
                            : "It can't be read as XML (" + e.getMessage() + ").");
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void requireKnown(Element element, String namespace) {
        String name = element.getLocalName();
        requireKnownAttributes(element);
        for (Element child : children(element)) {
            boolean ours = Objects.equals(namespace, child.getNamespaceURI());
            if (name.equals("definitions") && !ours && child.getLocalName().equals("DMNDI")) {
                continue; // where the modeller draws it
            }
            if (!ours || !CHILDREN.get(name).contains(child.getLocalName())) {
                throw wrong("In '" + name + "' stands '" + child.getNodeName() + "'. Allowed are "
                        + String.join(", ", new TreeSet<>(CHILDREN.get(name)))
                        + ": the file must be one table that answers by itself.");
            }
            if (!child.getLocalName().equals("extensionElements")) {
                requireKnown(child, namespace);
            }
        }
    }

    private static void requireKnownAttributes(Element element) {
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Attr attribute = (Attr) element.getAttributes().item(i);
            boolean plain = attribute.getNamespaceURI() == null;
            // Those of modellers have a namespace and say nothing to the engine, except for the name of what a cell
            // tests.
            if (plain && !ATTRIBUTES.contains(attribute.getLocalName())
                    || !plain && attribute.getLocalName().equals("inputVariable")) {
                throw wrong("'" + element.getLocalName() + "' has the attribute '" + attribute.getName()
                        + "', which is not allowed. Remove it.");
            }
            if (attribute.getValue().length() > LONGEST) {
                throw wrong("The attribute '" + attribute.getName() + "' of '" + element.getLocalName()
                        + "' is longer than " + LONGEST + " characters.");
            }
        }
        if (!Set.of("", "feel")
                .contains(element.getAttribute("expressionLanguage").toLowerCase(java.util.Locale.ROOT))) {
            throw wrong("'" + element.getLocalName() + "' has the expression language '"
                    + element.getAttribute("expressionLanguage") + "'. Allowed is feel alone.");
        }
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }
}
