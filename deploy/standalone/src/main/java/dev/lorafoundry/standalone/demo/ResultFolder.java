package dev.lorafoundry.standalone.demo;

import dev.lorafoundry.standalone.client.Checkpoint;
import dev.lorafoundry.standalone.client.FoundryClient;
import dev.lorafoundry.standalone.client.Preview;
import dev.lorafoundry.standalone.client.Run;
import dev.lorafoundry.standalone.client.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/** Fetches what the demo has made, and writes it down. */
final class ResultFolder {
  static final String RESULT = "demo-result.json";

  private final FoundryClient api;
  private final Path folder;
  private final Supplier<Duration> sinceStart;

  /**
   * @param sinceStart how long the demo has gone on
   */
  ResultFolder(FoundryClient api, Path folder, Supplier<Duration> sinceStart) {
    this.api = api;
    this.folder = folder;
    this.sinceStart = sinceStart;
  }

  /** Where the files of a version lie. */
  static Path of(Path folder, String version) {
    return folder.resolve("demo").resolve(version);
  }

  /** Removes the result of an earlier demo. */
  static void forget(Path folder) {
    try {
      Files.deleteIfExists(folder.resolve(RESULT));
    } catch (IOException e) {
      throw new UncheckedIOException("can't remove " + folder.resolve(RESULT), e);
    }
  }

  /** Downloads checkpoints and grids, and writes {@code demo-result.json} last. */
  DemoResult collect(String project, String version, Run run, RunProgress end, String page) {
    Path home = of(folder, version);
    List<DemoResult.JobResult> jobs =
        end.jobs().stream().map(job -> result(job, home.resolve(job.job().name()))).toList();
    double seconds = sinceStart.get().toMillis() / 1000.0;
    DemoResult result =
        new DemoResult(end.ok(), project, version, run.id().toString(), page, seconds, jobs);
    write(result);
    return result;
  }

  private DemoResult.JobResult result(JobProgress progress, Path home) {
    List<Path> checkpoints = new ArrayList<>();
    List<Path> grids = new ArrayList<>();
    for (Map.Entry<Checkpoint, List<Preview>> entry : progress.previews().entrySet()) {
      Checkpoint checkpoint = entry.getKey();
      String stem = checkpoint.name().replaceFirst("\\.safetensors$", "");
      Path file = home.resolve(stem + ".safetensors");
      api.downloadCheckpoint(checkpoint.id(), file);
      checkpoints.add(file);
      for (Preview preview : entry.getValue()) {
        if (preview.state() == State.DONE) {
          Path grid = home.resolve(stem + ".png");
          api.downloadGrid(preview.id(), grid);
          grids.add(grid);
        }
      }
    }
    return new DemoResult.JobResult(
        progress.job().name(),
        progress.job().state(),
        progress.job().finalLoss(),
        progress.job().seconds(),
        progress.complaint(),
        checkpoints,
        grids);
  }

  private void write(DemoResult result) {
    // why: by itself it would write paths as file:/// addresses
    SimpleModule plainPaths =
        new SimpleModule().addSerializer(Path.class, ToStringSerializer.instance);
    JsonMapper json =
        JsonMapper.builder()
            .addModule(plainPaths)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();
    try {
      Path part = folder.resolve(RESULT + ".part");
      Files.writeString(part, json.writeValueAsString(result));
      Files.move(
          part,
          folder.resolve(RESULT),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("can't write " + folder.resolve(RESULT), e);
    }
  }
}
