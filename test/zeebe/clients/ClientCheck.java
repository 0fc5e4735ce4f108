// What the Java client can do, once through, against the gateway at ZEEBE_ADDRESS; prints one line `name=value` per step.
// Start: java -cp 'lib/*' ClientCheck.java
import io.camunda.zeebe.client.ZeebeClient;
import io.camunda.zeebe.client.api.command.ClientStatusException;
import io.camunda.zeebe.client.impl.oauth.OAuthCredentialsProviderBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

public class ClientCheck {
  public static void main(String[] args) throws Exception {
    var env = System.getenv();
    var builder = ZeebeClient.newClientBuilder()
        .grpcAddress(URI.create(env.get("ZEEBE_ADDRESS")))
        .restAddress(URI.create(env.get("ZEEBE_REST_ADDRESS")))
        .defaultTenantId(env.get("TENANT"))
        .defaultJobWorkerTenantIds(List.of(env.get("TENANT")));
    if (env.containsKey("AUTHORIZATION_SERVER_URL")) {
      builder.caCertificatePath(env.get("CERTIFICATE")).credentialsProvider(new OAuthCredentialsProviderBuilder()
          .authorizationServerUrl(env.get("AUTHORIZATION_SERVER_URL")).audience("gateway")
          .clientId(env.get("CLIENT_ID")).clientSecret(env.get("CLIENT_SECRET"))
          .credentialsCachePath(Path.of(env.get("CACHE_FILE")).toString()).build());
    } else {
      builder.usePlaintext();
    }
    try (ZeebeClient client = builder.build()) {
      check(client);
    }
  }

  static void check(ZeebeClient client) throws Exception {
    print("version", client.newTopologyRequest().send().join().getGatewayVersion());
    var deployed = client.newDeployResourceCommand()
        .addResourceFile(System.getenv("ONE_TASK")).addResourceFile(System.getenv("USER_TASK")).send().join();
    print("deployed", deployed.getProcesses().size());
    long oneTask = deployed.getProcesses().get(0).getProcessDefinitionKey();

    for (boolean stream : new boolean[] {false, true}) {
      try (var worker = client.newWorker().jobType("work")
          .handler((jobs, job) -> jobs.newCompleteCommand(job).variables(Map.of("seen", job.getVariablesAsMap().get("a"))).send().join())
          .streamEnabled(stream).pollInterval(Duration.ofMillis(50)).requestTimeout(Duration.ofMillis(300)).open()) {
        var result = client.newCreateInstanceCommand().bpmnProcessId("one-task").latestVersion()
            .variables(Map.of("a", stream ? 2 : 1)).withResult().fetchVariables("seen").send().join();
        print(stream ? "streamed" : "polled", result.getVariablesAsMap().get("seen"));
      }
    }

    // A worker that is closed leaves its last poll open; until that has ended, it would take one of the next jobs.
    Thread.sleep(1000);
    var streamed = new ConcurrentLinkedQueue<Long>();
    var stream = client.newStreamJobsCommand().jobType("work").consumer(job -> streamed.add(job.getKey())).send();
    Thread.sleep(200);
    var instances = new ArrayList<Long>();
    for (int index = 0; index < 3; index++) {
      instances.add(client.newCreateInstanceCommand().processDefinitionKey(oneTask).variable("a", index).send().join().getProcessInstanceKey());
    }
    for (int wait = 0; streamed.size() < 3 && wait < 100; wait++) Thread.sleep(50);
    stream.cancel(true);
    print("pushed", streamed.size());
    long job = streamed.poll();
    client.newUpdateRetriesCommand(job).retries(5).send().join();
    client.newUpdateTimeoutCommand(job).timeout(Duration.ofMinutes(2)).send().join();
    client.newFailCommand(job).retries(0).errorMessage("broken").variables(Map.of("why", "test")).send().join();
    print("unknownJob", code(() -> client.newCompleteCommand(1).send().join()));
    print("failedJob", code(() -> client.newCompleteCommand(job).send().join()));

    long instance = instances.get(1);
    client.newSetVariablesCommand(instance).variables(Map.of("b", true)).local(true).send().join();
    client.newModifyProcessInstanceCommand(instance).activateElement("task").send().join();
    client.newMigrateProcessInstanceCommand(instance).migrationPlan(oneTask).addMappingInstruction("task", "task").send().join();
    client.newCancelInstanceCommand(instance).send().join();
    print("cancelledTwice", code(() -> client.newCancelInstanceCommand(instance).send().join()));

    client.newPublishMessageCommand().messageName("m").correlationKey("k").messageId("once").timeToLive(Duration.ofMinutes(1)).send().join();
    print("publishedTwice", code(() -> client.newPublishMessageCommand().messageName("m").correlationKey("k").messageId("once").send().join()));
    print("signal", client.newBroadcastSignalCommand().signalName("s").send().join().getKey() > 0);
    print("noDecision", code(() -> client.newEvaluateDecisionCommand().decisionId("none").send().join()));

    client.newCreateInstanceCommand().bpmnProcessId("user-task").latestVersion().send().join();
    long task = Long.parseLong(waitForTask());
    client.newUserTaskAssignCommand(task).assignee("anna").send().join();
    client.newUserTaskUpdateCommand(task).candidateGroups("a", "b").send().join();
    client.newUserTaskUnassignCommand(task).send().join();
    client.newUserTaskCompleteCommand(task).variables(Map.of("done", true)).send().join();
    print("userTask", "completed");
    client.newDeleteResourceCommand(deployed.getProcesses().get(1).getProcessDefinitionKey()).send().join();
    print("deleted", code(() -> client.newCreateInstanceCommand().bpmnProcessId("user-task").latestVersion().send().join()));
  }

  /** gRPC of 8.5 does not tell the keys of user tasks: the test writes it on our standard input. */
  static String waitForTask() throws Exception {
    print("waiting", "task");
    return new java.io.BufferedReader(new java.io.InputStreamReader(System.in)).readLine();
  }

  static String code(Runnable call) {
    try {
      call.run();
      return "OK";
    } catch (ClientStatusException error) {
      return error.getStatusCode().name();
    }
  }

  static void print(String name, Object value) {
    System.out.println(name + "=" + value);
    System.out.flush();
  }
}
