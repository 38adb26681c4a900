package dev.lorafoundry.api.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.dataset.ConceptId;
import dev.lorafoundry.api.dataset.UploadReport.RefusedFile;
import dev.lorafoundry.api.upload.Upload.Dataset;
import dev.lorafoundry.api.upload.Upload.File;
import dev.lorafoundry.api.upload.Upload.Models;
import dev.lorafoundry.api.upload.Upload.Part;
import dev.lorafoundry.api.upload.Upload.Report;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.testkit.Unique;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Uploads} does. */
public abstract class UploadsContract {
  private static final int MOST = 3;
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final String owner = Unique.name("owner");
  private Upload upload = begun("cats.zip");

  protected abstract Uploads uploads();

  /** A version that exists. */
  protected abstract VersionId version();

  @BeforeEach
  void begin() {
    upload = begun("cats.zip");
    uploads().add(upload);
  }

  @Test
  void keepsWhatHasBegun() {
    Upload other = begun("birds.zip");
    uploads().lock(owner);
    uploads().add(other);

    assertThat(uploads().find(upload.id())).contains(upload);
    assertThat(uploads().find(UploadId.random())).isEmpty();
    assertThat(uploads().open(owner)).containsExactly(other, upload);
    assertThat(uploads().open(Unique.name("stranger"))).isEmpty();
  }

  @Test
  void takesTheNextPartOnly() {
    assertThat(uploads().append(upload.id(), new Part(1, 4, "b"), MOST)).isFalse();
    assertThat(uploads().append(upload.id(), new Part(0, 4, "a"), MOST)).isTrue();
    assertThat(uploads().append(upload.id(), new Part(0, 4, "again"), MOST)).isFalse();
    assertThat(uploads().append(upload.id(), new Part(4, 7, "too much"), MOST)).isFalse();
    assertThat(uploads().append(upload.id(), new Part(4, 6, "b"), MOST)).isTrue();

    assertThat(uploads().parts(upload.id())).extracting(Part::key).containsExactly("a", "b");
    assertThat(received()).isEqualTo(10);
  }

  @Test
  void takesNoMorePartsThanThereMayBe() {
    for (int start = 0; start < MOST; start++) {
      assertThat(uploads().append(upload.id(), new Part(start, 1, "p" + start), MOST)).isTrue();
    }

    assertThat(uploads().append(upload.id(), new Part(MOST, 1, "one more"), MOST)).isFalse();
    assertThat(uploads().parts(upload.id())).hasSize(MOST);
    assertThat(received()).isEqualTo(MOST);
  }

  @Test
  void isAddedByOneAtATime() {
    assertThat(uploads().take(upload.id(), NOW, NOW.plusSeconds(60))).isFalse();
    uploads().append(upload.id(), new Part(0, 10, "a"), MOST);

    assertThat(uploads().take(upload.id(), NOW, NOW.plusSeconds(60))).isTrue();
    assertThat(uploads().take(upload.id(), NOW.plusSeconds(59), NOW.plusSeconds(99))).isFalse();
    assertThat(uploads().take(upload.id(), NOW.plusSeconds(61), NOW.plusSeconds(99))).isTrue();
    uploads().giveBack(upload.id(), NOW.plusSeconds(60));
    assertThat(uploads().take(upload.id(), NOW, NOW.plusSeconds(60))).as("it was lost").isFalse();
    uploads().giveBack(upload.id(), NOW.plusSeconds(99));
    assertThat(uploads().take(upload.id(), NOW, NOW.plusSeconds(60))).isTrue();
  }

  @Test
  void remembersWhatCameOfIt() {
    Report report = new Report(3, List.of(new RefusedFile("<b>.png", "The file is empty.")));
    uploads().append(upload.id(), new Part(0, 10, "a"), MOST);

    assertThat(uploads().close(upload.id(), report)).isTrue();
    assertThat(uploads().close(upload.id(), new Report(0, List.of()))).isFalse();

    assertThat(uploads().find(upload.id()).orElseThrow().report()).isEqualTo(report);
    assertThat(uploads().parts(upload.id())).isEmpty();
    assertThat(uploads().open(owner)).isEmpty();
    assertThat(uploads().take(upload.id(), NOW, NOW.plusSeconds(60))).isFalse();
  }

  @Test
  void forgetsWhatIsRemovedOrTooOld() {
    Upload removed = begun("dogs.zip");
    uploads().add(removed);
    uploads().append(removed.id(), new Part(0, 4, "a"), MOST);

    assertThat(uploads().remove(removed.id(), NOW)).isTrue();
    assertThat(uploads().remove(removed.id(), NOW)).isFalse();
    uploads().purge(upload.expiresAt());

    assertThat(uploads().find(removed.id())).isEmpty();
    assertThat(uploads().find(upload.id())).isPresent();
    uploads().purge(upload.expiresAt().plusSeconds(1));
    assertThat(uploads().find(upload.id())).isEmpty();
  }

  @Test
  void staysWhileItIsAdded() {
    uploads().append(upload.id(), new Part(0, 10, "a"), MOST);
    uploads().take(upload.id(), NOW, NOW.plusSeconds(60));

    assertThat(uploads().remove(upload.id(), NOW.plusSeconds(59))).isFalse();
    assertThat(uploads().parts(upload.id())).hasSize(1);
    assertThat(uploads().remove(upload.id(), NOW.plusSeconds(61))).isTrue();
    assertThat(uploads().find(upload.id())).isEmpty();
  }

  @Test
  void isNotForgottenWhileItIsAdded() {
    Instant end = upload.expiresAt();
    uploads().append(upload.id(), new Part(0, 10, "a"), MOST);
    uploads().take(upload.id(), end, end.plusSeconds(60));

    uploads().purge(end.plusSeconds(59));
    assertThat(uploads().find(upload.id())).isPresent();
    uploads().purge(end.plusSeconds(61));
    assertThat(uploads().find(upload.id())).isEmpty();
  }

  @Test
  void keepsWhatIsToBecomeAModel() {
    Upload model =
        Upload.begun(
            owner, new Models(), new File("base.safetensors", "17", 10), NOW.plusSeconds(3600));

    uploads().add(model);

    assertThat(uploads().find(model.id())).contains(model);
  }

  private long received() {
    return uploads().find(upload.id()).orElseThrow().received();
  }

  private Upload begun(String name) {
    VersionId version = version();
    return Upload.begun(
        owner,
        new Dataset(version, ConceptId.first(version)),
        new File(name, "1700000000000", 10),
        NOW.plusSeconds(3600));
  }
}
