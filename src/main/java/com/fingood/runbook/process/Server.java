package com.fingood.runbook.process;

import com.fingood.runbook.run.OwnDatabase;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/** Starts the server. */
public final class Server {

    private Server() {}

    /**
     * @param configs YAML files merged over the defaults, the last one wins
     * @param settings single settings that win over files and defaults, not over the environment
     * @return the running server; closing it stops it
     */
    public static ConfigurableApplicationContext start(List<Path> configs, Map<String, Object> settings) {
        OwnDatabase.loopbackOnly();
        // The engine keeps due dates without a zone, in that of its JVM: nodes in two zones would read each other's
        // hours off, and a
        // timer would be an hour off when summer time ends.
        TimeZone.setDefault(TimeZone.getTimeZone(ZoneOffset.UTC));
        Map<String, Object> all = new HashMap<>(settings);
        if (!configs.isEmpty()) {
            all.put("spring.config.additional-location", locations(configs));
        }
        return new SpringApplicationBuilder(RunbookApplication.class)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .listeners(new LoopbackWithDemoLogins())
                .run(all.entrySet().stream()
                        .map(e -> "--" + e.getKey() + "=" + e.getValue())
                        .toArray(String[]::new));
    }

    /** Returns when the server was closed, e.g. by Ctrl-C. */
    public static void awaitEnd(ConfigurableApplicationContext server) throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        server.addApplicationListener((ApplicationListener<ContextClosedEvent>) event -> closed.countDown());
        StopSignal.runs(closed::countDown);
        closed.await();
    }

    private static String locations(List<Path> configs) {
        return configs.stream().map(path -> "file:" + path.toAbsolutePath()).collect(Collectors.joining(","));
    }
}
