package com.fingood.runbook.models;

import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnLabel;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Where one file's elements lie on the page; points as modellers count them. */
record Drawing(ModelFile model, List<Shape> shapes, List<Edge> edges) {

    record Shape(FlowNode node, Rectangle2D box, Rectangle2D label) {

        boolean isFrameAround(Shape other) {
            for (ModelElementInstance up = other.node.getParentElement(); up != null; up = up.getParentElement()) {
                if (up.equals(node)) return true;
            }
            return false;
        }

        boolean sitsOn(Shape host) {
            return node instanceof BoundaryEvent event && event.getAttachedTo().equals(host.node);
        }

        Rectangle2D inner() {
            return new Rectangle2D.Double(box.getX() + 1, box.getY() + 1, box.getWidth() - 2, box.getHeight() - 2);
        }
    }

    record Edge(SequenceFlow flow, List<Line2D> lines, Rectangle2D label) {}

    static Drawing of(ModelFile model) {
        List<Shape> shapes = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        model.all(BpmnShape.class)
                .filter(shape -> shape.getBpmnElement() instanceof FlowNode)
                .forEach(shape -> shapes.add(new Shape(
                        (FlowNode) shape.getBpmnElement(), box(shape.getBounds()), label(shape.getBpmnLabel()))));
        model.all(BpmnEdge.class)
                .filter(edge -> edge.getBpmnElement() instanceof SequenceFlow)
                .forEach(edge -> edges.add(
                        new Edge((SequenceFlow) edge.getBpmnElement(), lines(edge), label(edge.getBpmnLabel()))));
        return new Drawing(model, shapes, edges);
    }

    Shape shape(FlowNode node) {
        return shapes.stream()
                .filter(shape -> shape.node().equals(node))
                .findFirst()
                .orElseThrow();
    }

    boolean draws(FlowNode node) {
        return shapes.stream().anyMatch(shape -> shape.node().equals(node));
    }

    /** Frames are expanded subprocesses: others lie within them on purpose. */
    static boolean isFrame(Shape shape) {
        return shape.node() instanceof SubProcess;
    }

    private static List<Line2D> lines(BpmnEdge edge) {
        List<Line2D> lines = new ArrayList<>();
        var points = List.copyOf(edge.getWaypoints());
        for (int i = 1; i < points.size(); i++) {
            var from = points.get(i - 1);
            var to = points.get(i);
            lines.add(new Line2D.Double(from.getX(), from.getY(), to.getX(), to.getY()));
        }
        return lines;
    }

    private static Rectangle2D label(BpmnLabel label) {
        return label == null || label.getBounds() == null ? null : box(label.getBounds());
    }

    private static Rectangle2D box(Bounds bounds) {
        return new Rectangle2D.Double(bounds.getX(), bounds.getY(), bounds.getWidth(), bounds.getHeight());
    }
}
