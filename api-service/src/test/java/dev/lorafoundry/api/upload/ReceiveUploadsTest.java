package dev.lorafoundry.api.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.api.dataset.ConceptId;
import dev.lorafoundry.api.dataset.ConceptNotFound;
import dev.lorafoundry.api.dataset.DatasetSettings;
import dev.lorafoundry.api.dataset.InMemoryConcepts;
import dev.lorafoundry.api.dataset.InMemoryPictures;
import dev.lorafoundry.api.model.ModelSettings;
import dev.lorafoundry.api.model.UploadRefused;
import dev.lorafoundry.api.project.Version;
import dev.lorafoundry.api.project.VersionNotFound;
import dev.lorafoundry.api.project.Versions;
import dev.lorafoundry.api.upload.Upload.Dataset;
import dev.lorafoundry.api.upload.Upload.File;
import dev.lorafoundry.api.upload.Upload.Models;
import dev.lorafoundry.api.upload.Upload.Part;
import dev.lorafoundry.api.upload.Upload.Target;
import dev.lorafoundry.contracts.ProjectId;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.objectstore.InMemoryObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.util.unit.DataSize;

final class ReceiveUploadsTest {
  private static final VersionId VERSION = VersionId.random();
  private static final Target TARGET = new Dataset(VERSION, ConceptId.first(VERSION));
  private static final long MB = 1 << 20;

  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final InMemoryUploads uploads = new InMemoryUploads();
  private boolean deleted;
  private final Versions versions =
      id ->
          id.equals(VERSION) && !deleted
              ? Optional.of(new Version(VERSION, "v1", ProjectId.random(), "cats"))
              : Optional.empty();
  private final InMemoryPictures pictures = new InMemoryPictures();
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private final ReceiveUploads receiving =
      new ReceiveUploads(
          uploads,
          versions,
          new InMemoryConcepts(VERSION::equals),
          pictures,
          store,
          TransactionOperations.withoutTransaction(),
          new ReceiveUploads.Limits(
              new UploadSettings(
                  DataSize.ofMegabytes(4), 3, DataSize.ofMegabytes(25), Duration.ofHours(1)),
              new DatasetSettings(
                  4, DataSize.ofMegabytes(20), DataSize.ofMegabytes(6), 1_000_000, 5, 50, 3),
              new ModelSettings(null, DataSize.ofMegabytes(10))),
          () -> now);

  @Test
  void takesModelsApartFromDatasets() throws IOException {
    Upload model = receiving.begin("ann", new Models(), file("base.safetensors", 4));
    Upload picture = receiving.begin("ann", TARGET, file("a.png", 4));
    deleted = true;

    assertThat(receiving.append(model, 0, 4, bytes("cats")).received()).isEqualTo(4);
    assertThat(receiving.openModels("ann")).extracting(Upload::id).containsExactly(model.id());
    assertThat(receiving.openModels("bob")).isEmpty();
    assertThatThrownBy(
            () -> receiving.begin("ann", new Models(), file("b.safetensors", 10 * MB + 1)))
        .isInstanceOf(UploadRefused.class)
        .hasMessageContaining("at most 10,485,760");
    deleted = false;
    assertThat(receiving.open("ann", VERSION)).extracting(Upload::id).containsExactly(picture.id());
  }

  @Test
  void joinsPartsInTheirOrder() throws IOException {
    Upload upload = receiving.begin("ann", TARGET, file("a.zip", 6));

    receiving.append(upload, 0, 4, bytes("cats"));
    Upload whole = receiving.append(receiving.find(upload.id(), "ann"), 4, 2, bytes("!?"));

    assertThat(whole.received()).isEqualTo(6);
    assertThat(whole.state(now)).isEqualTo(Upload.State.RECEIVED);
    try (InputStream in = new PartStream(store, uploads.parts(upload.id()))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("cats!?");
    }
  }

  @Test
  void countsNoPartThatBrokeOffOrCameTwice() throws IOException {
    Upload upload = receiving.begin("ann", TARGET, file("a.zip", 6));

    assertThatThrownBy(() -> receiving.append(upload, 0, 4, bytes("ca")))
        .isInstanceOf(UploadUnclear.class)
        .hasMessageContaining("has 2 bytes, not the 4");
    assertThat(receiving.find(upload.id(), "ann").received()).isZero();
    receiving.append(upload, 0, 4, bytes("cats"));
    // as it was seen before the other part came
    assertThatThrownBy(() -> receiving.append(upload, 0, 4, bytes("cats")))
        .isInstanceOf(UploadOutOfStep.class)
        .hasMessageContaining("4 bytes are here");
    assertThat(pictures.discarded(10)).hasSize(1);
  }

  @Test
  void isThereForWhoBeganItOnlyAndForAWhile() {
    Upload upload = receiving.begin("ann", TARGET, file("a.zip", 6));

    assertThat(receiving.open("ann", VERSION)).containsExactly(upload);
    assertThatThrownBy(() -> receiving.open("ann", VersionId.random()))
        .isInstanceOf(VersionNotFound.class);
    assertThatThrownBy(() -> receiving.find(upload.id(), "bob")).isInstanceOf(UploadNotFound.class);
    now = now.plus(Duration.ofHours(1));
    assertThatThrownBy(() -> receiving.find(upload.id(), "ann")).isInstanceOf(UploadNotFound.class);
    assertThat(receiving.open("ann", VERSION)).isEmpty();
  }

  @Test
  void keepsToTheLimits() {
    assertThatThrownBy(() -> receiving.begin("ann", TARGET, file("a.png", 6 * MB + 1)))
        .isInstanceOf(UploadTooLarge.class)
        .hasMessageContaining("make the picture smaller");
    assertThatThrownBy(() -> receiving.begin("ann", TARGET, file("a.ZIP", 20 * MB + 1)))
        .hasMessageContaining("in several zip files");
    receiving.begin("ann", TARGET, file("a.ZIP", 20 * MB));
    assertThatThrownBy(() -> receiving.begin("ann", TARGET, file("b.png", 6 * MB)))
        .isInstanceOf(TooManyUploads.class)
        .hasMessageContaining("1 uploads of 20,971,520 bytes");
    receiving.begin("ann", TARGET, file("b.png", 1));
    receiving.begin("ann", TARGET, file("c.png", 1));
    assertThatThrownBy(() -> receiving.begin("ann", TARGET, file("d.png", 1)))
        .isInstanceOf(TooManyUploads.class)
        .hasMessageContaining("at most 3");
    assertThat(receiving.begin("bob", TARGET, file("d.png", 1)).received()).isZero();
  }

  @Test
  void goesIntoDatasetsThatThereAre() {
    VersionId other = VersionId.random();

    assertThatThrownBy(
            () -> receiving.begin("ann", new Dataset(other, ConceptId.first(other)), file("a", 1)))
        .isInstanceOf(VersionNotFound.class);
    assertThatThrownBy(
            () -> receiving.begin("ann", new Dataset(VERSION, ConceptId.random()), file("a", 1)))
        .isInstanceOf(ConceptNotFound.class);
  }

  @Test
  void takesNoPartsForAVersionThatIsGone() {
    Upload upload = receiving.begin("ann", TARGET, file("a.zip", 6));
    deleted = true;

    assertThatThrownBy(() -> receiving.append(upload, 0, 4, bytes("cats")))
        .isInstanceOf(VersionNotFound.class);
    assertThat(store.list("uploads/")).isEmpty();
  }

  @Test
  void takesNoMorePartsThanAllowed() throws IOException {
    Upload upload = receiving.begin("ann", TARGET, file("a.zip", 5_000));
    for (int start = 0; start < ReceiveUploads.MOST_PARTS - 1; start++) {
      uploads.append(upload.id(), new Part(start, 1, "p" + start), ReceiveUploads.MOST_PARTS);
    }

    Upload full = receiving.append(receiving.find(upload.id(), "ann"), 3_999, 1, bytes("x"));

    assertThatThrownBy(() -> receiving.append(full, 4_000, 1, bytes("x")))
        .isInstanceOf(UploadTooLarge.class)
        .hasMessageContaining("in 4,000 parts")
        .hasMessageContaining("in larger parts");
    assertThat(receiving.find(upload.id(), "ann").received()).isEqualTo(4_000);
    assertThat(pictures.discarded(10)).hasSize(1);
  }

  @Test
  void cancelsNothingThatIsBeingAdded() throws IOException {
    Upload upload = receiving.begin("ann", TARGET, file("a.zip", 4));
    receiving.append(upload, 0, 4, bytes("cats"));
    uploads.take(upload.id(), now, now.plusSeconds(60));

    assertThatThrownBy(() -> receiving.cancel(upload))
        .isInstanceOf(UploadOutOfStep.class)
        .hasMessage("The upload is being added: it can't be cancelled any more.");
    assertThat(uploads.parts(upload.id())).hasSize(1);
    assertThat(pictures.discarded(10)).isEmpty();

    uploads.giveBack(upload.id(), now.plusSeconds(60));
    receiving.cancel(upload);
    assertThat(pictures.discarded(10)).hasSize(1);
    assertThatThrownBy(() -> receiving.cancel(upload)).isInstanceOf(UploadNotFound.class);
  }

  private static File file(String name, long bytes) {
    return new File(name, "17", bytes);
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
