package com.fingood.runbook.models;

import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** One BPMN file; the name is that of the file, without its ending. */
record ModelFile(String name, String xml, BpmnModelInstance bpmn) {

    static ModelFile of(String name, String xml) {
        var stream = new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8));
        return new ModelFile(name, xml, Bpmn.readModelFromStream(stream));
    }

    Process process() {
        return bpmn.getModelElementsByType(Process.class).iterator().next();
    }

    <T extends ModelElementInstance> Stream<T> all(Class<T> type) {
        return bpmn.getModelElementsByType(type).stream();
    }

    /** A problem as people read it: where, then what. */
    String says(BaseElement where, String what) {
        return name + ", " + where.getId() + ": " + what;
    }

    /** The steps that directly follow, in the order of the file. */
    static Stream<FlowNode> following(FlowNode node) {
        return node.getOutgoing().stream().map(flow -> flow.getTarget());
    }

    /** The part of an id after its kind: the name of the bean, topic or form. */
    static String suffix(BaseElement element) {
        return element.getId().substring(element.getId().indexOf('_') + 1);
    }
}
