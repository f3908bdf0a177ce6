package com.fingood.runbook.models;

import com.fingood.runbook.models.Drawing.Edge;
import com.fingood.runbook.models.Drawing.Shape;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;

import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import static com.fingood.runbook.models.ShapeRules.drawings;

/** Lines that the eye can follow. */
final class LineRules {

    private static final double TOUCH = 1;

    private LineRules() {}

    static Stream<String> rightAngles(ModelSet set) {
        return edges(set, "needs right angles", (drawing, edge) -> edge.lines().stream()
                .anyMatch(line -> line.getX1() != line.getX2() && line.getY1() != line.getY2()));
    }

    static Stream<String> beginAndEndAtTheirShapes(ModelSet set) {
        return edges(set, "does not touch both its shapes", (drawing, edge) -> {
            Line2D last = edge.lines().get(edge.lines().size() - 1);
            return !touches(
                            drawing.shape(edge.flow().getSource()),
                            edge.lines().get(0).getP1())
                    || !touches(drawing.shape(edge.flow().getTarget()), last.getP2());
        });
    }

    static Stream<String> passNoForeignShape(ModelSet set) {
        return edges(set, "runs through another shape", (drawing, edge) -> drawing.shapes().stream()
                .filter(shape -> !shape.isFrameAround(drawing.shape(edge.flow().getSource())))
                .anyMatch(shape -> edge.lines().stream().anyMatch(line -> line.intersects(shape.inner()))
                        && !isEndOf(edge, shape)));
    }

    static Stream<String> neverCross(ModelSet set) {
        return drawings(set, drawing -> drawing.edges().stream().flatMap(one -> drawing.edges().stream()
                .filter(other -> one.flow().getId().compareTo(other.flow().getId()) < 0)
                .filter(other -> meet(one, other))
                .map(other -> drawing.model()
                        .says(one.flow(), "crosses or covers " + other.flow().getId()))));
    }

    /** Time runs to the right; only what is done again leads back to the left. */
    static Stream<String> leftToRight(ModelSet set) {
        return edges(
                set,
                "leads to the left although nothing is repeated",
                (drawing, edge) -> centre(drawing, edge.flow().getTarget())
                                < centre(drawing, edge.flow().getSource())
                        && !reaches(edge.flow().getTarget(), edge.flow().getSource(), new HashSet<>()));
    }

    private interface EdgeRule {
        boolean isBroken(Drawing drawing, Edge edge);
    }

    private static Stream<String> edges(ModelSet set, String problem, EdgeRule rule) {
        return drawings(set, drawing -> drawing.edges().stream()
                .filter(edge -> rule.isBroken(drawing, edge))
                .map(edge -> drawing.model().says(edge.flow(), problem)));
    }

    private static boolean meet(Edge one, Edge other) {
        return one.lines().stream().anyMatch(line -> other.lines().stream()
                .anyMatch(across -> line.intersectsLine(across) && !onlyShareAnEnd(one, other)));
    }

    /** Two lines may begin or end at one point of a shape. */
    private static boolean onlyShareAnEnd(Edge one, Edge other) {
        List<Point2D> ends = List.of(first(one), last(one));
        Point2D shared = Stream.of(first(other), last(other))
                .filter(ends::contains)
                .findFirst()
                .orElse(null);
        if (shared == null) return false;
        return one.lines().stream().noneMatch(line -> other.lines().stream()
                .anyMatch(across -> line.intersectsLine(across)
                        && !(isEnd(line, shared) && isEnd(across, shared) && !sameWay(line, across))));
    }

    private static boolean isEnd(Line2D line, Point2D point) {
        return line.getP1().equals(point) || line.getP2().equals(point);
    }

    private static boolean sameWay(Line2D one, Line2D other) {
        Rectangle2D both = one.getBounds2D().createIntersection(other.getBounds2D());
        return both.getWidth() > TOUCH || both.getHeight() > TOUCH;
    }

    private static Point2D first(Edge edge) {
        return edge.lines().get(0).getP1();
    }

    private static Point2D last(Edge edge) {
        return edge.lines().get(edge.lines().size() - 1).getP2();
    }

    private static boolean touches(Shape shape, Point2D point) {
        Rectangle2D box = shape.box();
        var around = new Rectangle2D.Double(
                box.getX() - TOUCH, box.getY() - TOUCH, box.getWidth() + 2 * TOUCH, box.getHeight() + 2 * TOUCH);
        return around.contains(point);
    }

    private static boolean isEndOf(Edge edge, Shape shape) {
        return edge.flow().getSource().equals(shape.node())
                || edge.flow().getTarget().equals(shape.node());
    }

    private static double centre(Drawing drawing, FlowNode node) {
        return drawing.shape(node).box().getCenterX();
    }

    /** Follows lines, and the way from a step to the events that sit on it or on its frame. */
    private static boolean reaches(FlowNode from, FlowNode to, Set<FlowNode> seen) {
        if (from.equals(to)) return true;
        if (!seen.add(from)) return false;
        return Stream.concat(ModelFile.following(from), eventsOn(from)).anyMatch(next -> reaches(next, to, seen));
    }

    private static Stream<FlowNode> eventsOn(FlowNode host) {
        return host.getModelInstance().getModelElementsByType(BoundaryEvent.class).stream()
                .filter(event -> event.getAttachedTo().equals(host))
                .map(FlowNode.class::cast);
    }
}
