import com.fingood.runbook.process.Server;
import com.fingood.runbook.run.NewRun;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.Runs;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.springframework.context.ConfigurableApplicationContext;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Opens tasks of every kind that the product's models have, each with its timers and its briefing, as the engine does it, and makes the
 * login 'member' of two groups. Not part of the product: {@code OpenTasks CONFIG COUNT}.
 */
final class OpenTasks {

    private static final int RUNS = 100;

    private record Kind(String process, String task) {}

    private final ProcessEngine engine;
    private final List<String> runs;

    private OpenTasks(ConfigurableApplicationContext server) {
        this.engine = server.getBean(ProcessEngine.class);
        Runs all = server.getBean(Runs.class);
        this.runs = IntStream.range(0, RUNS)
                .mapToObj(i -> all.create(new NewRun("ledger", "2.0", "requester", "measurement", null)))
                .map(run -> run.id().value())
                .toList();
    }

    public static void main(String[] args) throws Exception {
        // Nothing may fire meanwhile.
        Map<String, Object> settings = Map.of("server.port", 0, "camunda.bpm.job-execution.enabled", false);
        try (ConfigurableApplicationContext server = Server.start(List.of(Path.of(args[0])), settings)) {
            OpenTasks tasks = new OpenTasks(server);
            tasks.member();
            tasks.open(Integer.parseInt(args[1]));
        }
    }

    private void member() {
        IdentityService people = engine.getIdentityService();
        User user = people.newUser("member");
        user.setPassword("Member-of-two-1");
        user.setFirstName("Member");
        user.setLastName("Oftwo");
        people.saveUser(user);
        people.createMembership("member", "database-team");
        people.createMembership("member", "operations");
    }

    private void open(int count) throws Exception {
        List<Kind> kinds = new ArrayList<>();
        for (Kind kind : kinds()) {
            if (opens(kind)) {
                kinds.add(kind);
            }
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> opened = new ArrayList<>();
        for (int i = kinds.size(); i < count; i++) {
            Kind kind = kinds.get(i % kinds.size());
            String run = runs.get(i % RUNS);
            opened.add(threads.submit(() -> open(kind, run)));
        }
        for (Future<?> one : opened) {
            one.get();
        }
        threads.shutdown();
        System.out.println(engine.getTaskService().createTaskQuery().count() + " open tasks of " + kinds.size() + " kinds, "
                + engine.getManagementService().createJobQuery().timers().count() + " timers");
    }

    private List<Kind> kinds() {
        RepositoryService repository = engine.getRepositoryService();
        List<Kind> kinds = new ArrayList<>();
        for (ProcessDefinition process : repository.createProcessDefinitionQuery().latestVersion().list()) {
            repository.getBpmnModelInstance(process.getId()).getModelElementsByType(UserTask.class)
                    .forEach(task -> kinds.add(new Kind(process.getKey(), task.getId())));
        }
        return kinds;
    }

    /** A task that only opens amid its process's own data is left out, with a word. */
    private boolean opens(Kind kind) {
        try {
            open(kind, runs.get(0));
            return true;
        } catch (RuntimeException alone) {
            System.out.println("left out: " + kind.task() + " of " + kind.process() + " (" + alone.getClass().getSimpleName() + ")");
            return false;
        }
    }

    private void open(Kind kind, String run) {
        engine.getRuntimeService().createProcessInstanceByKey(kind.process())
                .businessKey(run)
                .setVariables(Map.of(
                        "run", run, "gate", "checkSafety", "stuckStep", "serviceTask_bindContent", "stuckKind", "job", "stuckId", "none"))
                .startBeforeActivity(kind.task())
                .execute();
    }
}
