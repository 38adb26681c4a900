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
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/** Freezes datasets: a manifest in the object store, under the hash of what it shows. */
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
    return summary(version, pictures.all(version), plans.of(version).settings());
  }

  private DatasetSummary summary(
      VersionId version, List<Picture> all, PreparationSettings settings) {
    return Summary.of(all, settings, preparations.underWay(version).isPresent());
  }

  @Override
  public Optional<String> key(VersionId id) {
    DatasetSnapshot manifest = manifest(version(id), pictures.all(id), plans.of(id).settings());
    return manifest.pictures().isEmpty() ? Optional.empty() : Optional.of(keyOf(manifest).value());
  }

  /** A dataset at one moment. */
  private record Frozen(DatasetSnapshot manifest, DatasetSummary content) {}

  @Override
  public Snapshot take(VersionId id) {
    Version version = version(id);
    Frozen frozen = Objects.requireNonNull(transactions.execute(status -> freeze(version)));
    return new Snapshot(stored(frozen.manifest()), frozen.content());
  }

  private Version version(VersionId id) {
    return versions.find(id).orElseThrow(() -> new VersionNotFound(id));
  }

  private Frozen freeze(Version version) {
    pictures.lock(version.id());
    PreparationSettings settings = plans.of(version.id()).settings();
    List<Picture> all = pictures.all(version.id());
    DatasetSnapshot manifest = manifest(version, all, settings);
    if (manifest.pictures().isEmpty()) {
      throw new DatasetNotReady(version.id());
    }
    pictures.keep(manifest.pictures().stream().map(DatasetSnapshot.Picture::key).toList());
    return new Frozen(manifest, summary(version.id(), all, settings));
  }

  private static DatasetSnapshot manifest(
      Version version, List<Picture> all, PreparationSettings settings) {
    List<DatasetSnapshot.Picture> prepared =
        all.stream()
            .filter(picture -> picture.outcome().hasForm(PictureForm.of(settings)))
            .flatMap(picture -> frozen(picture, version.projectName()))
            .toList();
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
                    each.name(),
                    each.key(),
                    each.sha256(),
                    each.width(),
                    each.height(),
                    caption,
                    each.framing()));
  }

  private SnapshotReference stored(DatasetSnapshot snapshot) {
    byte[] manifest = json.writeValueAsBytes(snapshot);
    ObjectKey key = keyOf(snapshot);
    if (!store.putIfAbsent(key, Content.of(manifest, Content.JSON))) {
      // why: the first one's manifest names the same pictures by the keys of an older preparation
      manifest = store.read(key);
    }
    return new SnapshotReference(DigestUtils.sha256Hex(manifest), key.value());
  }

  private ObjectKey keyOf(DatasetSnapshot snapshot) {
    String content = DigestUtils.sha256Hex(json.writeValueAsBytes(withoutKeys(snapshot)));
    return ObjectKey.of("snapshots", content + ".json");
  }

  /** What a dataset shows, wherever its pictures lie. */
  private static DatasetSnapshot withoutKeys(DatasetSnapshot snapshot) {
    DatasetSnapshot.Concept only = snapshot.concepts().get(0);
    return new DatasetSnapshot(
        only.repeats(),
        only.classTokens(),
        snapshot.pictures().stream()
            .map(
                each ->
                    new DatasetSnapshot.Picture(
                        each.name(),
                        "",
                        each.sha256(),
                        each.width(),
                        each.height(),
                        each.caption(),
                        each.framing()))
            .toList());
  }
}
