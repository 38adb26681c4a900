package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OutputFilesTest {
  private static final long LARGE = 1 << 20;

  @TempDir private Path folder;

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  private OutputFiles files(long largestBytes) {
    return new OutputFiles(folder, largestBytes, () -> now);
  }

  @Test
  void findsToTheBitWhatAnEarlierProcessStored() throws IOException {
    float[] numbers = {1.5f, -0f, Float.MIN_VALUE, Float.NaN, Float.NEGATIVE_INFINITY};
    OutputFiles first = files(LARGE);
    first.put("a", numbers);
    first.put("none");

    OutputFiles second = files(LARGE);

    assertThat(second.find("a")).hasValue(numbers);
    assertThat(second.find("none")).hasValue(new float[0]);
    assertThat(second.find("b")).isEmpty();
    assertThat(second.found()).isEqualTo(2);
    assertThat(second.bytes()).isEqualTo(size()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 9, 13, 16, 40, 55})
  void throwsAFileAwayThatWasCutOff(int length) throws IOException {
    OutputFiles files = files(LARGE);
    files.put("a", new float[10]);
    Path file = only();
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));

    assertThat(files.find("a")).isEmpty();

    assertThat(file).doesNotExist();
    assertThat(files.damaged()).isEqualTo(1);
    assertThat(files.found()).isZero();
  }

  @Test
  void throwsAFileAwayOfWhichAnyByteIsDamaged() throws IOException {
    OutputFiles files = files(LARGE);
    files.put("a", 1, 2);
    byte[] whole = Files.readAllBytes(only());

    for (int i = 0; i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= 1;
      files.put("a", 1, 2);
      Files.write(only(), damaged);
      assertThat(files.find("a")).as("byte %d", i).isEmpty();
    }

    assertThat(files.damaged()).isEqualTo(whole.length);
  }

  @Test
  void believesNoFileOfAnotherKey() throws IOException {
    OutputFiles files = files(LARGE);
    files.put("a", 1);
    Path a = only();
    files.put("b", 2);
    Path b = paths().stream().filter(path -> !path.equals(a)).findFirst().orElseThrow();
    Files.move(b, a, StandardCopyOption.REPLACE_EXISTING);

    assertThat(files.find("a")).isEmpty();
    assertThat(files.damaged()).isEqualTo(1);
  }

  @Test
  void removesWhatWasUnusedForLongest() throws IOException {
    files(LARGE).put("a", new float[100]);
    long one = size();
    OutputFiles files = files(3 * one);
    putLater(files, "b", 100);
    putLater(files, "c", 100);
    now = now.plusSeconds(1);
    assertThat(files.find("a")).isPresent();

    putLater(files, "d", 100);

    assertThat(size()).isEqualTo(3 * one).isEqualTo(files.bytes());
    assertThat(files.removed()).isEqualTo(1);
    assertThat(files.find("b")).isEmpty();
    assertThat(List.of("a", "c", "d")).allSatisfy(key -> assertThat(files.find(key)).isPresent());
  }

  @Test
  void neverHoldsMoreThanItMay() throws IOException {
    OutputFiles files = files(10_000);

    for (int i = 0; i < 300; i++) {
      putLater(files, "key " + i, i % 60);
      assertThat(size()).isLessThanOrEqualTo(10_000);
    }

    assertThat(files.find("key 299")).isPresent();
    assertThat(size()).as("most of the room is used").isGreaterThan(8_000);
  }

  @Test
  void keepsNothingThatIsLargerThanAll() throws IOException {
    OutputFiles files = files(1000);
    files.put("a", 1);

    files.put("large", new float[251]);

    assertThat(files.find("large")).isEmpty();
    assertThat(files.find("a")).isPresent();
  }

  @Test
  void makesRoomAtTheStartWhereLessIsAllowedThanBefore() throws IOException {
    OutputFiles before = files(LARGE);
    IntStream.range(0, 20).forEach(i -> putLater(before, "key " + i, 100));

    files(2000);

    assertThat(size()).isBetween(1L, 2000L);
  }

  @Test
  void removesOnlyUnfinishedFilesThatNobodyWritesAnyMore() throws IOException {
    Path old = Files.writeString(folder.resolve("old.part"), "half");
    Path fresh = Files.writeString(folder.resolve("fresh.part"), "half");
    Path other = Files.writeString(folder.resolve("notes.txt"), "not of the cache");
    Files.setLastModifiedTime(old, FileTime.from(now.minus(Duration.ofHours(2))));
    Files.setLastModifiedTime(fresh, FileTime.from(now.minus(Duration.ofMinutes(2))));

    files(1);

    assertThat(old).doesNotExist();
    assertThat(fresh).exists();
    assertThat(other).exists();
  }

  @Test
  void countsWhatTheDiskDoesNotTakeAndGoesOn() throws IOException {
    OutputFiles files = files(LARGE);
    Files.delete(folder);
    Files.writeString(folder, "no folder");

    files.put("a", 1);

    assertThat(files.find("a")).isEmpty();
    assertThat(files.failures()).isEqualTo(2);
    Files.delete(folder);
  }

  @Test
  void servesSeveralWorkersAtOnce() throws Exception {
    int workers = 4;
    long limit = 20_000;
    ExecutorService threads = Executors.newFixedThreadPool(workers);
    try {
      List<Future<OutputFiles>> all =
          IntStream.range(0, workers).mapToObj(i -> threads.submit(() -> work(limit, i))).toList();
      for (Future<OutputFiles> each : all) {
        OutputFiles files = each.get();
        assertThat(files.failures()).isZero();
        assertThat(files.damaged()).isZero();
      }
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } finally {
      threads.shutdownNow();
    }
    assertThat(size()).isLessThan(limit + workers * limit / 8);
    assertThat(paths()).allMatch(path -> path.toString().endsWith(".output"));
  }

  /** Asks for 40 keys in turn, as a process of its own would. */
  private OutputFiles work(long limit, int worker) {
    OutputFiles files = new OutputFiles(folder, limit, Instant::now);
    for (int i = 0; i < 400; i++) {
      int key = (i * (worker + 3)) % 40;
      float[] expected = new float[200];
      Arrays.fill(expected, key);
      files
          .find("key " + key)
          .ifPresentOrElse(
              found -> assertThat(found).isEqualTo(expected),
              () -> files.put("key " + key, expected));
    }
    return files;
  }

  @Test
  void refusesAnEmptyCache() {
    assertThatIllegalArgumentException().isThrownBy(() -> files(0)).withMessageContaining("0");
  }

  private void putLater(OutputFiles files, String key, int floats) {
    now = now.plusSeconds(1);
    files.put(key, new float[floats]);
  }

  private Path only() throws IOException {
    assertThat(paths()).hasSize(1);
    return paths().get(0);
  }

  private List<Path> paths() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    }
  }

  private long size() throws IOException {
    long size = 0;
    for (Path path : paths()) {
      size += Files.size(path);
    }
    return size;
  }
}
