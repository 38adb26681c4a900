package dev.lorafoundry.worker.process;

import dev.lorafoundry.messaging.work.ParentProcess;
import dev.lorafoundry.testkit.Servers;
import dev.lorafoundry.testkit.server.Ports;
import dev.lorafoundry.testkit.server.S3Server;
import dev.lorafoundry.worker.WorkerGpu;
import dev.lorafoundry.workerprocess.Desk;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A training worker in a process of its own, as it is started in earnest. */
record WorkerProcess(Process process, int port, Path log) {
  private static final int SIGKILLED = 137;

  static WorkerProcess start(String name, Desk desk, String bucket, Path folder)
      throws IOException {
    S3Server s3 = Servers.s3();
    int port = Ports.claim("a worker", Ports.ANY);
    Path log = folder.resolve(name + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-Dai.djl.offline=true",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                WorkerGpu.class.getName(),
                "--server.port=" + port,
                "--lora-foundry.api.url=" + desk.address(),
                "--lora-foundry.api.worker-token=" + Desk.TOKEN,
                "--lora-foundry.kafka.bootstrap-servers=" + Servers.kafka().bootstrapServers(),
                "--lora-foundry.s3.endpoint=" + s3.endpoint(),
                "--lora-foundry.s3.access-key=" + s3.accessKey(),
                "--lora-foundry.s3.secret-key=" + s3.secretKey(),
                "--lora-foundry.s3.bucket=" + bucket,
                "--lora-foundry.worker.id=" + name,
                "--lora-foundry.worker.threads=1",
                "--lora-foundry.worker.cache=" + folder.resolve(name)));
    builder.environment().put(ParentProcess.PID, Long.toString(ProcessHandle.current().pid()));
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    return new WorkerProcess(builder.start(), port, log);
  }

  /** SIGKILL: no time for last words. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    if (process.waitFor() != SIGKILLED) {
      throw new IllegalStateException("the worker ended before it was killed: " + tail());
    }
  }

  /** SIGTERM; returns whether the process ended within a minute. */
  boolean end() throws InterruptedException {
    process.destroy();
    return process.waitFor(1, TimeUnit.MINUTES);
  }

  /** The answer of its own web server, as text. */
  String get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  String tail() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
