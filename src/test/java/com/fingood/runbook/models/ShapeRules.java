package com.fingood.runbook.models;

import com.fingood.runbook.models.Drawing.Shape;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Shapes and their words: everything is there, nothing lies on something else. */
final class ShapeRules {

    private ShapeRules() {}

    static Stream<String> everythingIsDrawn(ModelSet set) {
        return set.each().flatMap(model -> {
            Drawing drawing = Drawing.of(model);
            Stream<String> nodes = model.all(FlowNode.class)
                    .filter(node -> !drawing.draws(node))
                    .map(node -> model.says(node, "is not drawn"));
            Stream<String> flows = model.all(SequenceFlow.class)
                    .filter(flow -> drawing.edges().stream()
                            .noneMatch(edge -> edge.flow().equals(flow)))
                    .map(flow -> model.says(flow, "is not drawn"));
            return Stream.concat(nodes, flows);
        });
    }

    static Stream<String> nothingOverlaps(ModelSet set) {
        return pairs(
                set,
                (drawing, one, other) -> one.box().intersects(other.box())
                                && !one.isFrameAround(other)
                                && !other.isFrameAround(one)
                                && !one.sitsOn(other)
                                && !other.sitsOn(one)
                        ? drawing.model()
                                .says(one.node(), "lies on " + other.node().getId())
                        : null);
    }

    static Stream<String> framesHoldTheirSteps(ModelSet set) {
        return pairs(
                set,
                (drawing, one, other) -> one.isFrameAround(other) && !one.box().contains(other.box())
                        ? drawing.model()
                                .says(
                                        other.node(),
                                        "leaves its frame " + one.node().getId())
                        : null);
    }

    static Stream<String> everythingHasWords(ModelSet set) {
        return drawings(set, drawing -> {
            Stream<String> shapes = drawing.shapes().stream()
                    .filter(shape -> blank(shape.node().getName()) || hasWordsOutside(shape) && shape.label() == null)
                    .map(shape -> drawing.model().says(shape.node(), "needs a name and a place for it"));
            Stream<String> edges = drawing.edges().stream()
                    .filter(edge -> edge.flow().getSource() instanceof ExclusiveGateway
                            && edge.flow().getSource().getOutgoing().size() > 1)
                    .filter(edge -> blank(edge.flow().getName()) || edge.label() == null)
                    .map(edge -> drawing.model().says(edge.flow(), "needs an answer beside it"));
            return Stream.concat(shapes, edges);
        });
    }

    static Stream<String> wordsAreReadable(ModelSet set) {
        return drawings(set, drawing -> {
            List<Rectangle2D> labels = labels(drawing);
            return labels.stream()
                    .filter(label -> labels.stream().anyMatch(other -> other != label && other.intersects(label))
                            || drawing.shapes().stream().anyMatch(shape -> covers(shape, label))
                            || drawing.edges().stream()
                                    .flatMap(edge -> edge.lines().stream())
                                    .anyMatch(line -> line.intersects(label)))
                    .map(label -> drawing.model().name() + ": something lies on the words at " + (int) label.getX()
                            + ", " + (int) label.getY());
        });
    }

    static <T> Stream<T> drawings(ModelSet set, Function<Drawing, Stream<T>> rule) {
        return set.each().map(Drawing::of).flatMap(rule);
    }

    private interface PairRule {
        /** Null when the pair is fine. */
        String problem(Drawing drawing, Shape one, Shape other);
    }

    private static Stream<String> pairs(ModelSet set, PairRule rule) {
        return drawings(set, drawing -> drawing.shapes().stream().flatMap(one -> drawing.shapes().stream()
                .filter(other -> one != other)
                .map(other -> rule.problem(drawing, one, other))
                .filter(problem -> problem != null)));
    }

    private static List<Rectangle2D> labels(Drawing drawing) {
        List<Rectangle2D> labels = new ArrayList<>();
        drawing.shapes().stream()
                .map(Shape::label)
                .filter(label -> label != null)
                .forEach(labels::add);
        drawing.edges().stream()
                .map(Drawing.Edge::label)
                .filter(label -> label != null)
                .forEach(labels::add);
        return labels;
    }

    /** Words may stand inside a frame, but not on its border. */
    private static boolean covers(Shape shape, Rectangle2D label) {
        return shape.box().intersects(label)
                && !(Drawing.isFrame(shape) && shape.box().contains(label));
    }

    private static boolean hasWordsOutside(Shape shape) {
        String type = shape.node().getElementType().getTypeName();
        return type.endsWith("Event") || type.endsWith("Gateway");
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }
}
