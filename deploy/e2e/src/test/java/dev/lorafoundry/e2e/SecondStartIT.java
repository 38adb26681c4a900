package dev.lorafoundry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.standalone.client.Job;
import dev.lorafoundry.standalone.client.Project;
import dev.lorafoundry.standalone.client.Run;
import dev.lorafoundry.standalone.client.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A start on the state folder that an earlier one left. */
final class SecondStartIT {
  private static Foundry foundry;

  @TempDir Path folder;

  @BeforeAll
  static void startAgain() throws Exception {
    foundry = Foundry.shared();
  }

  @Test
  void findsProjectAndJobs() {
    Project project = foundry.client().project("Sample").orElseThrow();
    Run run = foundry.client().run(RunId.parse(foundry.demoResult().get("run").asString()));

    assertThat(project.versions()).extracting(Version::name).containsExactly("v1");
    assertThat(run.jobs()).hasSize(4);
    assertThat(run.ended()).isTrue();
  }

  @Test
  void findsTheFilesOfCheckpointsByteForByte() throws Exception {
    JsonNode result = foundry.demoResult();
    Run run = foundry.client().run(RunId.parse(result.get("run").asString()));
    Job first = run.jobs().get(0);
    Path kept = Path.of(result.get("jobs").get(0).get("checkpoints").get(0).asString());

    Path again = folder.resolve("again.safetensors");
    foundry
        .client()
        .downloadCheckpoint(foundry.client().checkpoints(first.id()).get(0).id(), again);

    assertThat(first.name()).isEqualTo(result.get("jobs").get(0).get("name").asString());
    assertThat(Files.readAllBytes(again)).isEqualTo(Files.readAllBytes(kept));
  }

  @Test
  void printsALinkToSignIn() {
    assertThat(foundry.process().output()).containsPattern("Sign in, once: http://127.0.0.1:\\d+/");
  }

  @Test
  void refusesAThirdOnTheSameFolder() throws Exception {
    Path output = folder.resolve("output.txt");

    try (FoundryProcess third = FoundryProcess.start(foundry.state(), output)) {
      assertThat(third.awaitExit(Duration.ofMinutes(1))).isEqualTo(2);
      assertThat(third.output())
          .contains("is in use by another LoRA Foundry (process ", "--state")
          .doesNotContain("Exception");
    }
  }

  @Test
  void showsNoSecretOnACommandLine() throws Exception {
    List<String> secrets =
        Files.readAllLines(foundry.state().resolve("secrets.properties")).stream()
            .filter(line -> line.contains("="))
            .map(line -> line.substring(line.indexOf('=') + 1))
            .toList();

    List<String> lines =
        foundry.process().family().stream()
            .map(process -> process.info().commandLine().orElse(""))
            .toList();

    assertThat(secrets).hasSize(5);
    assertThat(lines)
        .anyMatch(line -> line.contains("lora-foundry.jar"))
        .anyMatch(line -> line.contains("worker-gpu.jar"))
        .anyMatch(line -> line.contains("preview-worker.jar"))
        .anyMatch(line -> line.contains("postgres"))
        .allSatisfy(line -> assertThat(line).doesNotContain(secrets));
  }

  @Test
  void keepsItsFolderFromOtherUsers() throws Exception {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(foundry.state())))
        .isEqualTo("rwx------");
  }

  @Test
  void runsPostgresFromItsFolder() {
    assertThat(foundry.process().family())
        .extracting(process -> process.info().command().orElse(""))
        .filteredOn(command -> command.endsWith("/postgres"))
        .isNotEmpty()
        .allMatch(command -> command.startsWith(foundry.state().toString()));
  }

  @Test
  void saysWhichPortIsInUse() throws Exception {
    Path output = folder.resolve("output.txt");
    String port = foundry.process().kafka().replaceFirst(".*:", "");

    try (FoundryProcess other =
        FoundryProcess.start(folder.resolve("other"), output, "--s3-port", port)) {
      assertThat(other.awaitExit(Duration.ofMinutes(1))).isEqualTo(2);
      assertThat(other.output())
          .contains("The S3 server can't have port " + port, "--s3-port")
          .doesNotContain("Exception");
    }
  }
}
