package dev.lorafoundry.api.dataset;

import dev.lorafoundry.api.live.LiveEvents;
import dev.lorafoundry.api.live.LiveTopic;
import dev.lorafoundry.api.project.Version;
import dev.lorafoundry.api.project.VersionNotFound;
import dev.lorafoundry.api.project.Versions;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.diffusion.picture.PictureReader;
import dev.lorafoundry.objectstore.ObjectStore;
import java.io.IOException;
import java.util.List;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Takes uploads into a version's dataset: pictures, captions of the same names, zip files, and in
 * these masks of the same names. All files are in the object store before the one transaction that
 * changes the dataset begins. Files that come with paths are treated as those of a zip file.
 */
public final class AddPictures {
  private final Pictures pictures;
  private final Concepts concepts;
  private final Preparations preparations;
  private final Versions versions;
  private final LiveEvents live;
  private final ObjectStore store;
  private final TransactionOperations transactions;
  private final DatasetSettings limits;
  private final PictureReader reader;

  AddPictures(
      Pictures pictures,
      Concepts concepts,
      Preparations preparations,
      Versions versions,
      LiveEvents live,
      ObjectStore store,
      TransactionOperations transactions,
      DatasetSettings limits) {
    this.pictures = pictures;
    this.concepts = concepts;
    this.preparations = preparations;
    this.versions = versions;
    this.live = live;
    this.store = store;
    this.transactions = transactions;
    this.limits = limits;
    this.reader = new PictureReader(limits.pictures());
  }

  /**
   * As the other, into the first concept of the version.
   *
   * @throws VersionNotFound if there is no such version
   */
  public UploadReport add(VersionId id, List<UploadedFile> files) throws IOException {
    return add(id, ConceptId.first(id), files, SentFolders.OF_THE_FILES);
  }

  /**
   * Adds what can be added and reports the rest.
   *
   * @param concept of files that do not lie in the folder of another one
   * @param folders that the files lay in, of which these may be only some
   * @throws VersionNotFound if there is no such version
   * @throws ConceptNotFound if it has no such concept
   */
  public UploadReport add(
      VersionId id, ConceptId concept, List<UploadedFile> files, SentFolders folders)
      throws IOException {
    Version version = versions.find(id).orElseThrow(() -> new VersionNotFound(id));
    if (concepts.find(concept).filter(found -> found.version().equals(id)).isEmpty()) {
      throw new ConceptNotFound(concept);
    }
    Intake intake =
        new Intake(
            new PictureShelf(
                pictures,
                preparations,
                store,
                new PictureShelf.Rules(reader, limits.maxPictures()),
                new Destinations(concepts, version.id(), concept, limits.maxConcepts())),
            limits,
            folders.concepts(files));
    for (UploadedFile file : files) {
      intake.take(file);
    }
    return transactions.execute(
        status -> {
          UploadReport report = intake.finish();
          if (!report.accepted().isEmpty()) {
            live.changed(LiveTopic.DATASET, id.value(), id, null);
          }
          return report;
        });
  }
}
