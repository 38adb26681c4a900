package dev.lorafoundry.api.dataset.web;

import dev.lorafoundry.api.dataset.Concept;
import dev.lorafoundry.api.dataset.ConceptId;
import dev.lorafoundry.api.dataset.ConceptNotFound;
import dev.lorafoundry.api.dataset.Concepts;
import dev.lorafoundry.api.dataset.Picture;
import dev.lorafoundry.api.dataset.PictureForm;
import dev.lorafoundry.api.dataset.PictureNotFound;
import dev.lorafoundry.api.dataset.Pictures;
import dev.lorafoundry.api.dataset.PreparationPlans;
import dev.lorafoundry.api.project.VersionNotFound;
import dev.lorafoundry.api.project.Versions;
import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.contracts.VersionId;
import java.util.UUID;

/** What several controllers look up. */
final class Dataset {
  private final Versions versions;
  private final Pictures pictures;
  private final Concepts concepts;
  private final PreparationPlans plans;

  Dataset(Versions versions, Pictures pictures, Concepts concepts, PreparationPlans plans) {
    this.versions = versions;
    this.pictures = pictures;
    this.concepts = concepts;
    this.plans = plans;
  }

  /**
   * @throws VersionNotFound if there is no such version
   */
  VersionId version(UUID id) {
    VersionId version = new VersionId(id);
    if (versions.find(version).isEmpty()) {
      throw new VersionNotFound(version);
    }
    return version;
  }

  /**
   * @throws PictureNotFound if there is none
   */
  Picture picture(UUID id) {
    PictureId picture = new PictureId(id);
    return pictures.find(picture).orElseThrow(() -> PictureNotFound.original(picture));
  }

  /**
   * @throws ConceptNotFound if there is none
   */
  Concept concept(UUID id) {
    ConceptId concept = new ConceptId(id);
    return concepts.find(concept).orElseThrow(() -> new ConceptNotFound(concept));
  }

  /** The form of training pictures that the version's settings ask for. */
  PictureForm form(VersionId version) {
    return PictureForm.of(plans.of(version).settings());
  }
}
