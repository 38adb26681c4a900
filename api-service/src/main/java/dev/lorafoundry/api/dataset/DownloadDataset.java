package dev.lorafoundry.api.dataset;

import dev.lorafoundry.api.project.SafeNames;
import dev.lorafoundry.api.project.Version;
import dev.lorafoundry.api.project.VersionNotFound;
import dev.lorafoundry.api.project.Versions;
import dev.lorafoundry.contracts.PreparationEvent.Processed;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.objectstore.ObjectStore;
import java.util.List;

/**
 * Lays datasets out in folders, as sd-scripts wants them: {@code 10_sks cat/1.png} with its caption
 * in {@code 10_sks cat/1.txt}, pictures for regularisation in {@code reg/}, and masks beside the
 * pictures in {@code masks/}.
 */
public final class DownloadDataset {
  private static final String REGULARISATION = "reg/";

  private final Pictures pictures;
  private final Concepts concepts;
  private final PreparationPlans plans;
  private final Versions versions;
  private final ObjectStore store;
  private final DatasetZip.Masks masks;

  DownloadDataset(
      Pictures pictures,
      Concepts concepts,
      PreparationPlans plans,
      Versions versions,
      ObjectStore store,
      DatasetZip.Masks masks) {
    this.pictures = pictures;
    this.concepts = concepts;
    this.plans = plans;
    this.versions = versions;
    this.store = store;
    this.masks = masks;
  }

  /** Which pictures are wanted. */
  public enum Choice {
    /** Those that a training would show. */
    PROCESSED {
      @Override
      void add(Picture picture, PictureForm form, DatasetFolder folder) {
        if (picture.outcome().hasForm(form)) {
          for (Processed made : picture.outcome().pictures()) {
            folder.add(made, picture.caption());
          }
        }
      }
    },
    /** All as they were uploaded. */
    ORIGINALS {
      @Override
      void add(Picture picture, PictureForm form, DatasetFolder folder) {
        folder.add(picture.original(), picture.caption());
      }
    };

    abstract void add(Picture picture, PictureForm form, DatasetFolder folder);
  }

  /**
   * A version's dataset.
   *
   * @throws VersionNotFound if there is no such version
   * @throws DatasetNotReady if it has no such pictures
   */
  public DatasetZip of(VersionId id, Choice choice) {
    Version version = versions.find(id).orElseThrow(() -> new VersionNotFound(id));
    DatasetContent content =
        new DatasetContent(version, plans.of(id).settings(), concepts.all(id), pictures.all(id));
    DatasetFolder folder = new DatasetFolder();
    for (Concept concept : content.concepts()) {
      folder.enter(path(content, concept));
      content.picturesOf(concept).forEach(each -> choice.add(each, content.form(), folder));
    }
    List<DatasetZip.Entry> entries = folder.entries();
    if (entries.isEmpty()) {
      throw choice == Choice.PROCESSED ? new DatasetNotReady(id) : DatasetNotReady.empty(id);
    }
    return new DatasetZip(version.projectName() + " " + version.name(), entries, store, masks);
  }

  private static String path(DatasetContent content, Concept concept) {
    Concept.Terms terms = concept.terms();
    return (terms.regularisation() ? REGULARISATION : "")
        + content.repeats(concept)
        + "_"
        + SafeNames.part(content.words(terms));
  }
}
