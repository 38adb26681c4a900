package dev.lorafoundry.api.dataset;

import dev.lorafoundry.api.project.Version;
import dev.lorafoundry.api.project.VersionNotFound;
import dev.lorafoundry.api.project.Versions;
import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.SnapshotReference;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/** Freezes datasets: a manifest in the object store, under the hash of what it shows. */
final class TakeSnapshots implements Snapshots {
  private final Pictures pictures;
  private final Concepts concepts;
  private final PreparationPlans plans;
  private final Preparations preparations;
  private final Versions versions;
  private final ObjectStore store;
  private final TransactionOperations transactions;
  private final JsonMapper json = new JsonMapper();

  TakeSnapshots(
      Pictures pictures,
      Concepts concepts,
      PreparationPlans plans,
      Preparations preparations,
      Versions versions,
      ObjectStore store,
      TransactionOperations transactions) {
    this.pictures = pictures;
    this.concepts = concepts;
    this.plans = plans;
    this.preparations = preparations;
    this.versions = versions;
    this.store = store;
    this.transactions = transactions;
  }

  @Override
  public DatasetSummary summary(VersionId id) {
    return summary(dataset(version(id)));
  }

  private DatasetSummary summary(DatasetContent dataset) {
    return Summary.of(dataset, preparations.underWay(dataset.version().id()).isPresent());
  }

  @Override
  public Optional<String> key(VersionId id) {
    DatasetSnapshot manifest = dataset(version(id)).manifest();
    return manifest.pictures().isEmpty() ? Optional.empty() : Optional.of(keyOf(manifest).value());
  }

  /** A dataset at one moment. */
  private record Frozen(DatasetSnapshot manifest, DatasetSummary content) {}

  @Override
  public Snapshot take(VersionId id) {
    Version version = version(id);
    Frozen frozen = Objects.requireNonNull(transactions.execute(status -> freeze(version)));
    return new Snapshot(stored(id, frozen.manifest()), frozen.content());
  }

  private Version version(VersionId id) {
    return versions.find(id).orElseThrow(() -> new VersionNotFound(id));
  }

  private Frozen freeze(Version version) {
    pictures.lock(version.id());
    DatasetContent dataset = dataset(version);
    DatasetSnapshot manifest = dataset.manifest();
    if (manifest.pictures().isEmpty()) {
      throw new DatasetNotReady(version.id());
    }
    pictures.keep(
        version.id(), manifest.pictures().stream().map(DatasetSnapshot.Picture::key).toList());
    return new Frozen(manifest, summary(dataset));
  }

  private DatasetContent dataset(Version version) {
    return new DatasetContent(
        version,
        plans.of(version.id()).settings(),
        concepts.all(version.id()),
        pictures.all(version.id()));
  }

  private SnapshotReference stored(VersionId version, DatasetSnapshot snapshot) {
    byte[] manifest = json.writeValueAsBytes(snapshot);
    ObjectKey key = keyOf(snapshot);
    if (!store.putIfAbsent(key, Content.of(manifest, Content.JSON))) {
      byte[] first = store.read(key);
      if (isKept(version, first)) {
        manifest = first;
      } else {
        store.put(key, Content.of(manifest, Content.JSON));
      }
    }
    return new SnapshotReference(DigestUtils.sha256Hex(manifest), key.value());
  }

  /**
   * The first one's manifest names the same pictures by the keys of an older preparation, or of a
   * version that this one was copied from: these are needed here too, unless they went with that.
   */
  private boolean isKept(VersionId version, byte[] manifest) {
    List<String> keys =
        json.readValue(manifest, DatasetSnapshot.class).pictures().stream()
            .map(DatasetSnapshot.Picture::key)
            .toList();
    return Objects.requireNonNull(transactions.execute(status -> pictures.keepToo(version, keys)));
  }

  private ObjectKey keyOf(DatasetSnapshot snapshot) {
    String content = DigestUtils.sha256Hex(json.writeValueAsBytes(content(snapshot)));
    return ObjectKey.of("snapshots", content + ".json");
  }

  /** What a dataset shows, wherever its pictures lie and however they became what they are. */
  private static Object content(DatasetSnapshot snapshot) {
    List<DatasetSnapshot.Concept> concepts =
        snapshot.concepts().stream().map(TakeSnapshots::withoutKeys).toList();
    DatasetSnapshot.Concept first = concepts.isEmpty() ? null : concepts.get(0);
    boolean single = concepts.size() == 1 && snapshot.buckets() == null;
    return first != null && single && !first.regularisation()
        ? new OneConcept(first.repeats(), first.classTokens(), first.pictures())
        : new DatasetSnapshot(concepts, snapshot.buckets());
  }

  /** why: a dataset has the hash that it had when there was but one concept. */
  private record OneConcept(
      int repeats, String classTokens, List<DatasetSnapshot.Picture> pictures) {}

  private static DatasetSnapshot.Concept withoutKeys(DatasetSnapshot.Concept concept) {
    return new DatasetSnapshot.Concept(
        concept.name(),
        concept.repeats(),
        concept.classTokens(),
        concept.regularisation(),
        concept.pictures().stream().map(TakeSnapshots::withoutKey).toList());
  }

  private static DatasetSnapshot.Picture withoutKey(DatasetSnapshot.Picture picture) {
    return new DatasetSnapshot.Picture(
        picture.name(),
        "",
        picture.sha256(),
        picture.width(),
        picture.height(),
        picture.caption(),
        picture.framing());
  }
}
