package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.diffusion.Models;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WarmBaseTest {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Map<String, Object> ADAMW =
      Map.of("optimizer", "AdamW", "learningRate", 1e-3, "savePrecision", "float");
  private static final Map<String, Object> SLOWER =
      Map.of("optimizer", "AdamW", "learningRate", 1e-4, "savePrecision", "float");
  private static final Map<String, Object> LION =
      Map.of("optimizer", "Lion", "train", "unet_only", "savePrecision", "float");

  @TempDir private Path folder;

  private final FrozenOutputs known = new FrozenOutputs(10_000_000);
  private final List<String> asked = new ArrayList<>();

  private static WarmBase warm(FrozenOutputs known) {
    return new WarmBase(Models.RUNTIME, Sessions.base(), known);
  }

  /** As the fixtures' pictures, each with a digest of its own. */
  static DatasetSnapshot pictures() {
    DatasetSnapshot same = Sessions.pictures();
    return new DatasetSnapshot(
        1,
        "thing",
        same.pictures().stream()
            .map(
                each ->
                    new DatasetSnapshot.Picture(
                        each.name(),
                        each.key(),
                        each.name(),
                        each.width(),
                        each.height(),
                        each.caption()))
            .toList());
  }

  private BufferedImage picture(DatasetSnapshot.Picture picture) {
    asked.add(picture.name());
    return Sessions.picture(picture);
  }

  private byte[] train(WarmBase warm, Map<String, Object> settings) throws IOException {
    try (TrainingSession session =
        TrainingSession.start(warm, Sessions.settings(settings), pictures(), this::picture)) {
      return lora(session, 4);
    }
  }

  private byte[] lora(TrainingSession session, int steps) throws IOException {
    for (int i = 0; i < steps; i++) {
      session.takeStep();
    }
    Path file = folder.resolve("lora.safetensors");
    session.saveLora(file, Sessions.METADATA);
    return Files.readAllBytes(file);
  }

  private byte[] cold(Map<String, Object> settings) throws IOException {
    try (WarmBase own = warm(new FrozenOutputs(0))) {
      return train(own, settings);
    }
  }

  @Test
  void aSecondTrainingIsTheOneThatItWouldHaveBeenAlone() throws IOException {
    byte[] adamw = cold(ADAMW);
    byte[] slower = cold(SLOWER);
    byte[] lion = cold(LION);

    try (WarmBase warm = warm(known)) {
      assertThat(train(warm, ADAMW)).isEqualTo(adamw);
      assertThat(train(warm, SLOWER)).as("same program").isEqualTo(slower);
      assertThat(train(warm, LION)).as("other program").isEqualTo(lion);
      assertThat(train(warm, LION)).as("known captions").isEqualTo(lion);
      assertThat(train(warm, ADAMW)).as("back again").isEqualTo(adamw);
    }
  }

  @Test
  void aResumedTrainingIsTheSameOnAWarmModel() throws IOException {
    byte[] whole = cold(ADAMW);
    Path state = folder.resolve("state.safetensors");

    try (WarmBase warm = warm(known)) {
      try (TrainingSession session =
          TrainingSession.start(warm, Sessions.settings(ADAMW), pictures(), this::picture)) {
        lora(session, 2);
        session.saveState(state);
      }
      train(warm, SLOWER);
      try (TrainingSession session =
          TrainingSession.start(warm, Sessions.settings(ADAMW), pictures(), this::picture)) {
        session.restore(state);

        assertThat(lora(session, 2)).isEqualTo(whole);
      }
    }
  }

  @Test
  void asksForEachPictureOnce() throws IOException {
    try (WarmBase warm = warm(known)) {
      train(warm, ADAMW);
      train(warm, LION);
    }
    try (WarmBase again = warm(known)) {
      train(again, SLOWER);
    }

    assertThat(asked).containsExactlyInAnyOrder("a.png", "b.png", "c.png", "d.png", "e.png");
  }

  @Test
  void anotherSeedDrawsOtherLatentsFromWhatIsKnown() throws IOException {
    Map<String, Object> other = Map.of("optimizer", "AdamW", "learningRate", 1e-3, "seed", 5);
    byte[] alone = cold(other);

    try (WarmBase warm = warm(known)) {
      train(warm, ADAMW);

      assertThat(train(warm, other)).isEqualTo(alone);
    }
  }

  @Test
  void trainsOneAtATime() throws IOException {
    try (WarmBase warm = warm(known)) {
      try (TrainingSession session =
          TrainingSession.start(warm, Sessions.settings(ADAMW), pictures(), this::picture)) {
        assertThatIllegalStateException().isThrownBy(() -> train(warm, LION));
        assertThat(session.takeStep().loss()).isFinite();
      }
      assertThat(train(warm, LION)).isNotEmpty();
    }
  }

  @Test
  void modelsThatTakeTurnsTakeNoMoreMemory() throws IOException {
    assumeThat(STATUS).as("says how much memory a process takes").exists();
    IntStream.range(0, 5).forEach(i -> takeTurn());
    long before = nativeKib();

    IntStream.range(0, 20).forEach(i -> takeTurn());

    long model = Files.size(Sessions.base().file().path()) / 1024;
    assertThat(nativeKib() - before).as("growth in KiB").isLessThan(5 * model);
  }

  private void takeTurn() {
    try (WarmBase warm = warm(known)) {
      train(warm, ADAMW);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Resident memory without Java's heap, as far as that is touched. */
  private static long nativeKib() throws IOException {
    System.gc();
    long heap = Runtime.getRuntime().totalMemory() / 1024;
    String line =
        Files.readAllLines(STATUS).stream()
            .filter(each -> each.startsWith("RssAnon:"))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(line.replaceAll("\\D", "")) - heap;
  }
}
