package com.fingood.runbook.process;

import com.fingood.runbook.run.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.SmartLifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What people read when a start is refused. */
@ExtendWith(OutputCaptureExtension.class)
class RefusedStartTest {

    @Test
    void a_refused_start_says_why_and_shows_no_stack_trace(CapturedOutput output) {
        SpringApplicationBuilder server = new SpringApplicationBuilder(Refusing.class).web(WebApplicationType.NONE);
        assertThatThrownBy(server::run).hasRootCauseInstanceOf(Refusal.class);
        assertThat(output.getAll()).contains("policy.dmn was not taken in").doesNotContain("\tat ");
    }

    /** Stands for what provisions the engine. */
    static final class Refusing implements SmartLifecycle {
        @Override
        public void start() {
            throw Refusal.badInput("bad-decision-table", "policy.dmn was not taken in: it is empty.");
        }

        @Override
        public void stop() {}

        @Override
        public boolean isRunning() {
            return false;
        }
    }
}
