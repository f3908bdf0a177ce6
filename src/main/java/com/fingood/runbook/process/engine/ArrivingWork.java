package com.fingood.runbook.process.engine;

import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.util.SingleConsumerCondition;
import org.springframework.stereotype.Component;

/** Tells a worker at once of external tasks that an engine of this process has made, as long polling over REST does. */
@Component
public class ArrivingWork {

    /** Ends the telling. */
    public interface Ear extends AutoCloseable {
        @Override
        void close();
    }

    /** @param heard called after the commit by the thread that committed; must not wait */
    public Ear listen(Runnable heard) {
        SingleConsumerCondition condition = new SingleConsumerCondition(Thread.currentThread()) {
            @Override
            public void signal() {
                heard.run();
            }
        };
        ProcessEngineImpl.EXT_TASK_CONDITIONS.addConsumer(condition);
        return () -> ProcessEngineImpl.EXT_TASK_CONDITIONS.removeConsumer(condition);
    }
}
