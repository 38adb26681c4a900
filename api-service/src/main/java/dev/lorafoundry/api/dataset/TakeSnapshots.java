package dev.lorafoundry.api.dataset;

import dev.lorafoundry.api.project.Version;
import dev.lorafoundry.api.project.VersionNotFound;
import dev.lorafoundry.api.project.Versions;
import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.SnapshotReference;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.settings.PreparationSettings;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/** Freezes datasets: a manifest in the object store, under its own hash. */
final class TakeSnapshots implements Snapshots {
  private final Pictures pictures;
  private final PreparationPlans plans;
  private final Preparations preparations;
  private final Versions versions;
  private final ObjectStore store;
  private final TransactionOperations transactions;
  private final JsonMapper json = new JsonMapper();

  TakeSnapshots(
      Pictures pictures,
      PreparationPlans plans,
      Preparations preparations,
      Versions versions,
      ObjectStore store,
      TransactionOperations transactions) {
    this.pictures = pictures;
    this.plans = plans;
    this.preparations = preparations;
    this.versions = versions;
    this.store = store;
    this.transactions = transactions;
  }

  @Override
  public DatasetSummary summary(VersionId version) {
    return Summary.of(
        pictures.all(version),
        plans.of(version).settings(),
        preparations.underWay(version).isPresent());
  }

  @Override
  public SnapshotReference take(VersionId id) {
    Version version = versions.find(id).orElseThrow(() -> new VersionNotFound(id));
    return stored(Objects.requireNonNull(transactions.execute(status -> freeze(version))));
  }

  private DatasetSnapshot freeze(Version version) {
    pictures.lock(version.id());
    PreparationSettings settings = plans.of(version.id()).settings();
    List<Picture> all = pictures.all(version.id());
    List<DatasetSnapshot.Picture> prepared =
        all.stream()
            .filter(picture -> picture.outcome().hasForm(PictureForm.of(settings)))
            .flatMap(picture -> frozen(picture, version.projectName()))
            .toList();
    if (prepared.isEmpty()) {
      throw new DatasetNotReady(version.id());
    }
    pictures.keep(prepared.stream().map(DatasetSnapshot.Picture::key).toList());
    return new DatasetSnapshot(settings.repeatsFor(all.size()), version.projectName(), prepared);
  }

  /** A picture without a caption of its own is captioned by the project's name. */
  private static Stream<DatasetSnapshot.Picture> frozen(Picture picture, String classTokens) {
    String own = picture.caption().text();
    String caption = own.isBlank() ? classTokens : own;
    return picture.outcome().pictures().stream()
        .map(
            each ->
                new DatasetSnapshot.Picture(
                    each.name(), each.key(), each.sha256(), each.width(), each.height(), caption));
  }

  private SnapshotReference stored(DatasetSnapshot snapshot) {
    byte[] manifest = json.writeValueAsBytes(snapshot);
    String sha256 = HexFormat.of().formatHex(sha256().digest(manifest));
    ObjectKey key = ObjectKey.of("snapshots", sha256 + ".json");
    store.putIfAbsent(key, Content.of(manifest, Content.JSON));
    return new SnapshotReference(sha256, key.value());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
