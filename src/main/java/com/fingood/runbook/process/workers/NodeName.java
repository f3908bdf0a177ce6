package com.fingood.runbook.process.workers;

import com.fingood.runbook.process.RunbookProperties;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/** This node and this start of it: the worker id tells a restarted node which locks its dead predecessor left. */
@Component
public class NodeName {

    private final String node;
    private final String workerId;

    NodeName(RunbookProperties properties, @Value("${server.port:8080}") int port) {
        this.node = properties.node() == null ? host() + ":" + port : properties.node();
        this.workerId = node + "/" + UUID.randomUUID();
    }

    /** The same at each start. */
    public String name() {
        return node;
    }

    public String workerId() {
        return workerId;
    }

    /** Whether a lock was left by an earlier start of this node: two processes can't listen on one port. */
    boolean isPredecessor(String otherWorkerId) {
        return otherWorkerId != null && otherWorkerId.startsWith(node + "/") && !otherWorkerId.equals(workerId);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
