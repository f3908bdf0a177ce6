package com.fingood.runbook.process.wiring;

import com.fingood.runbook.process.engine.EngineClock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Clock;

/** One clock for everything: the engine's, so that a test which moves it moves our due dates too. */
@Configuration
class ClockConfiguration {

    @Bean
    Clock clock() {
        return EngineClock.utc();
    }
}
