package dev.lorafoundry.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CachedObjectsTest {
  private static final ObjectKey A = ObjectKey.of("models", "a");
  private static final ObjectKey B = ObjectKey.of("models", "b");
  private static final ObjectKey C = ObjectKey.of("models", "c");

  @TempDir private Path folder;

  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void fetchesOnceAndKeeps() throws IOException {
    put(A, "first");
    CachedObjects cache = cache(100);

    Path file = cache.fetch(A, DigestUtils.sha256Hex("first"));
    store.delete(A);

    assertThat(Files.readString(file)).isEqualTo("first");
    assertThat(cache.fetch(A, DigestUtils.sha256Hex("first"))).isEqualTo(file);
    assertThat(cache.bytes()).isEqualTo(5);
  }

  @Test
  void keepsFilesOfAnEarlierProcess() {
    put(A, "first");
    Path file = cache(100).fetch(A);
    store.delete(A);

    assertThat(cache(100).fetch(A)).isEqualTo(file).hasContent("first");
  }

  @Test
  void removesWhatWasUnusedForLongest() {
    put(A, "aaaa");
    put(B, "bbbb");
    put(C, "cccc");
    CachedObjects cache = cache(8);
    Path a = fetchLater(cache, A);
    Path b = fetchLater(cache, B);
    fetchLater(cache, A);

    Path c = fetchLater(cache, C);

    assertThat(List.of(a, c)).allMatch(Files::exists);
    assertThat(b).doesNotExist();
  }

  @Test
  void keepsTheFileInUseEvenIfItIsTooLarge() {
    put(A, "aaaa");
    put(B, "a very long one");
    CachedObjects cache = cache(8);
    Path a = fetchLater(cache, A);

    Path b = fetchLater(cache, B);

    assertThat(a).doesNotExist();
    assertThat(b).exists();
  }

  @Test
  void opensAFileBeforeAnotherTakesItsPlace() throws Exception {
    put(A, "aaaa");
    put(B, "bbbb");
    CachedObjects cache = cache(4);
    Thread other = new Thread(() -> fetchLater(cache, B));

    String read =
        cache.open(
            A,
            file -> {
              other.start();
              waitUntilItCanDoNoMore(other);
              return Files.readString(file);
            });

    assertThat(read).isEqualTo("aaaa");
    other.join();
    assertThat(files()).singleElement().satisfies(file -> assertThat(file).hasContent("bbbb"));
  }

  private static void waitUntilItCanDoNoMore(Thread other) {
    while (other.getState() != Thread.State.BLOCKED
        && other.getState() != Thread.State.TERMINATED) {
      Thread.onSpinWait();
    }
  }

  @Test
  void refusesDamagedObjectAndKeepsNothing() throws IOException {
    put(A, "other");

    assertThatExceptionOfType(DamagedObject.class)
        .isThrownBy(() -> cache(100).fetch(A, DigestUtils.sha256Hex("first")))
        .withMessageContaining("models/a");
    assertThat(files()).isEmpty();
  }

  @Test
  void fetchesAFileAgainThatWasDamagedSince() throws IOException {
    put(A, "first");
    Path file = cache(100).fetch(A, DigestUtils.sha256Hex("first"));
    Files.writeString(file, "other");

    assertThat(cache(100).fetch(A, DigestUtils.sha256Hex("first"))).hasContent("first");
  }

  @Test
  void keepsObjectsWhoseKeysAreLongerThanFileNames() {
    ObjectKey long1 = ObjectKey.of("a".repeat(190), "b".repeat(190), "1");
    ObjectKey long2 = ObjectKey.of("a".repeat(190), "b".repeat(190), "2");
    put(long1, "first");
    put(long2, "second");
    CachedObjects cache = cache(100);

    assertThat(cache.fetch(long1)).hasContent("first");
    assertThat(cache.fetch(long2)).hasContent("second");
  }

  @Test
  void missingObjectLeavesNothing() throws IOException {
    assertThatExceptionOfType(NoSuchObject.class).isThrownBy(() -> cache(100).fetch(A));
    assertThat(files()).isEmpty();
  }

  @Test
  void removesUnfinishedFilesAtTheStart() throws IOException {
    Files.writeString(folder.resolve("123.part"), "half");

    cache(100);

    assertThat(files()).isEmpty();
  }

  @Test
  void refusesEmptyCache() {
    assertThatIllegalArgumentException().isThrownBy(() -> cache(0)).withMessageContaining("0");
  }

  private CachedObjects cache(long bytes) {
    return new CachedObjects(store, folder, bytes, () -> now);
  }

  private Path fetchLater(CachedObjects cache, ObjectKey key) {
    now = now.plusSeconds(10);
    return cache.fetch(key);
  }

  private void put(ObjectKey key, String content) {
    store.put(key, Content.of(content, Content.BINARY));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
