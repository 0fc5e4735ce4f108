// A job worker in Java 17: io.camunda:zeebe-client-java:8.5.8
// Start: java -cp 'lib/*' Worker.java
import io.camunda.zeebe.client.ZeebeClient;
import io.camunda.zeebe.client.api.response.ActivatedJob;
import io.camunda.zeebe.client.api.worker.JobClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

public class Worker {
  public static void main(String[] args) throws InterruptedException {
    String address = System.getenv().getOrDefault("ZEEBE_ADDRESS", "127.0.0.1:26500");
    try (ZeebeClient client = ZeebeClient.newClientBuilder().gatewayAddress(address).usePlaintext().build();
        var worker = client.newWorker()
            .jobType("greet")
            .handler(Worker::greet)
            // How long nobody else gets the job; work must bear being done twice.
            .timeout(Duration.ofSeconds(30))
            .streamEnabled(true)
            .open()) {
      System.out.println("Waiting for jobs of type «greet» at " + address);
      new CountDownLatch(1).await();
    }
  }

  /** An exception fails the job: it is tried again, and becomes an incident when no retries are left. */
  static void greet(JobClient jobs, ActivatedJob job) {
    Object name = job.getVariablesAsMap().get("name");
    if (name == null) {
      // Known to the process: a boundary event can catch it.
      jobs.newThrowErrorCommand(job).errorCode("NO_NAME").errorMessage("There is nobody to greet.").send().join();
    } else {
      jobs.newCompleteCommand(job).variables(Map.of("greeting", "Grüezi " + name)).send().join();
    }
  }
}
