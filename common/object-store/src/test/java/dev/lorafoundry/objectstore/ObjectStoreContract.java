package dev.lorafoundry.objectstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.commons.codec.digest.MessageDigestAlgorithms.SHA_256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every object store does; each test has an empty one. */
abstract class ObjectStoreContract {
  private static final ObjectKey KEY = ObjectKey.of("jobs", "42", "e1", "a(1)+b@c,d=.safetensors");

  @TempDir Path folder;

  abstract ObjectStore store();

  private static Content text(String text) {
    return Content.of(text, "text/plain");
  }

  @Test
  void givesBackWhatItWasGiven() {
    store().put(KEY, text("hello"));

    assertThat(store().read(KEY)).isEqualTo("hello".getBytes(UTF_8));
    assertThat(store().exists(KEY)).isTrue();
    assertThat(store().find(KEY))
        .hasValueSatisfying(
            found -> {
              assertThat(found.key()).isEqualTo(KEY);
              assertThat(found.bytes()).isEqualTo(5);
              assertThat(found.contentType()).isEqualTo("text/plain");
              assertThat(found.etag()).isNotBlank().doesNotContain("\"");
              assertThat(found.lastModified()).isNotNull();
            });
  }

  @Test
  void keepsEmptyObjects() {
    store().put(KEY, Content.of(new byte[0], Content.BINARY));

    assertThat(store().read(KEY)).isEmpty();
    assertThat(store().find(KEY)).hasValueSatisfying(it -> assertThat(it.bytes()).isZero());
  }

  @Test
  void saysWhatIsMissing() {
    assertThat(store().find(KEY)).isEmpty();
    assertThat(store().exists(KEY)).isFalse();
    assertThatThrownBy(() -> store().read(KEY))
        .isInstanceOf(NoSuchObject.class)
        .hasMessageContaining(KEY.value());
    assertThatThrownBy(() -> store().open(KEY)).isInstanceOf(NoSuchObject.class);
    Path file = folder.resolve("nothing");
    assertThatThrownBy(() -> store().download(KEY, file)).isInstanceOf(NoSuchObject.class);
    assertThat(file).doesNotExist();
  }

  @Test
  void theLastPutCounts() {
    store().put(KEY, text("one"));
    store().put(KEY, text("another"));

    assertThat(store().read(KEY)).isEqualTo("another".getBytes(UTF_8));
  }

  @Test
  void putsOnlyWhereNothingIs() {
    assertThat(store().putIfAbsent(KEY, text("first"))).isTrue();
    assertThat(store().putIfAbsent(KEY, text("second"))).isFalse();

    assertThat(store().read(KEY)).isEqualTo("first".getBytes(UTF_8));
  }

  @Test
  void carriesFilesOfSeveralParts() throws IOException {
    Path file = folder.resolve("large");
    byte[] bytes = new byte[12 << 20];
    new Random(7).nextBytes(bytes);
    Files.write(file, bytes);
    String sha256 = new DigestUtils(SHA_256).digestAsHex(file);

    store().put(KEY, Content.of(file, Content.BINARY));
    Path copy = folder.resolve("deep/er/copy");
    store().download(KEY, copy, sha256);

    assertThat(new DigestUtils(SHA_256).digestAsHex(copy))
        .isEqualTo(sha256)
        .isEqualTo(DigestUtils.sha256Hex(bytes));
    assertThat(DigestUtils.sha256Hex(store().read(KEY, sha256))).isEqualTo(sha256);
  }

  @Test
  void endsADownloadThatIsNotWantedAnyMore() {
    store().put(KEY, Content.of(new byte[3 << 20], Content.BINARY));
    Path file = folder.resolve("copy");
    int[] pieces = {0};

    assertThatThrownBy(
            () ->
                store()
                    .download(
                        KEY,
                        file,
                        () -> {
                          if (++pieces[0] == 3) {
                            throw new IllegalStateException("not wanted");
                          }
                        }))
        .hasMessage("not wanted");

    assertThat(pieces[0]).isEqualTo(3);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void refusesContentOfAnotherDigest() {
    store().put(KEY, text("hello"));
    String other = DigestUtils.sha256Hex("goodbye");
    Path file = folder.resolve("copy");

    assertThatThrownBy(() -> store().read(KEY, other))
        .isInstanceOf(DamagedObject.class)
        .hasMessageContaining(KEY.value())
        .hasMessageContaining(other);
    assertThatThrownBy(() -> store().download(KEY, file, other)).isInstanceOf(DamagedObject.class);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void storesNothingWhenTheSourceBreaks() {
    Content broken =
        new Content(
            () ->
                new InputStream() {
                  @Override
                  public int read() throws IOException {
                    throw new IOException("the disk is gone");
                  }

                  @Override
                  public int read(byte[] into, int offset, int length) throws IOException {
                    throw new IOException("the disk is gone");
                  }
                },
            10,
            Content.BINARY);

    assertThatThrownBy(() -> store().put(KEY, broken))
        .isInstanceOfAny(UncheckedIOException.class, ObjectStoreUnavailable.class)
        .hasStackTraceContaining("the disk is gone");
    assertThat(store().exists(KEY)).isFalse();
  }

  @Test
  void listsByPrefixInOrder() {
    for (String key : List.of("jobs/2/b", "jobs/1/a", "jobs/10/c", "models/x")) {
      store().put(ObjectKey.of(key), text(key));
    }

    assertThat(store().list("jobs/1"))
        .extracting(found -> found.key().value())
        .containsExactly("jobs/1/a", "jobs/10/c");
    assertThat(store().list("jobs/1/")).hasSize(1).first().extracting("bytes").isEqualTo(8L);
    assertThat(store().list("")).hasSize(4);
    assertThat(store().list("nothing/")).isEmpty();
  }

  @Test
  void deletesAndPassesByWhatIsNotThere() {
    store().put(KEY, text("x"));
    ObjectKey other = ObjectKey.of("other");

    store().delete(List.of(KEY, other));
    store().delete(KEY);
    store().delete(List.of());

    assertThat(store().exists(KEY)).isFalse();
  }
}
