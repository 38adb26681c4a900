package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.dataset.Concepts;
import dev.lorafoundry.api.dataset.PictureForm;
import dev.lorafoundry.api.dataset.Pictures;
import dev.lorafoundry.api.dataset.PreparationPlans;
import dev.lorafoundry.api.dataset.Preparations;
import dev.lorafoundry.api.dataset.Snapshots;
import dev.lorafoundry.api.page.web.ConceptListView.ConceptView;
import dev.lorafoundry.api.page.web.PictureListView.PictureView;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.util.List;

/** A version's dataset as the page shows it. */
final class Datasets {
  private static final int PICTURES_OF_A_PAGE = 48;

  private final Pictures pictures;
  private final Concepts concepts;
  private final Preparations preparations;
  private final PreparationPlans plans;
  private final Snapshots snapshots;

  Datasets(
      Pictures pictures,
      Concepts concepts,
      Preparations preparations,
      PreparationPlans plans,
      Snapshots snapshots) {
    this.pictures = pictures;
    this.concepts = concepts;
    this.preparations = preparations;
    this.plans = plans;
    this.snapshots = snapshots;
  }

  PictureListView pictures(VersionId version, int page) {
    PictureForm wanted = wanted(version);
    long offset = (long) page * PICTURES_OF_A_PAGE;
    List<PictureView> shown =
        pictures.list(version, offset, PICTURES_OF_A_PAGE).stream()
            .map(picture -> PictureView.of(picture, wanted))
            .toList();
    int total = pictures.count(version);
    return new PictureListView(
        version.toString(),
        shown,
        concepts(version).concepts(),
        total,
        page,
        offset + shown.size() < total);
  }

  ConceptListView concepts(VersionId version) {
    return concepts(version, "");
  }

  /**
   * @param chosen id of the concept that files are uploaded into; empty: the first one
   */
  ConceptListView concepts(VersionId version, String chosen) {
    return new ConceptListView(
        version.toString(), concepts.all(version).stream().map(ConceptView::of).toList(), chosen);
  }

  /** All pictures: what came of them is shown wherever one of them is on the page. */
  List<PictureView> outcomes(VersionId version) {
    PictureForm wanted = wanted(version);
    return pictures.all(version).stream().map(picture -> PictureView.of(picture, wanted)).toList();
  }

  SummaryView summary(VersionId version) {
    return SummaryView.of(
        version.toString(),
        snapshots.summary(version),
        preparations.list(version, 0, 1).stream().findFirst().orElse(null));
  }

  List<Field> preparationFields(VersionId version) {
    return List.copyOf(
        SettingsFields.PREPARATION
            .fields(SettingsCatalogue.PREPARATION.valuesOf(plans.of(version).settings()))
            .values());
  }

  private PictureForm wanted(VersionId version) {
    return PictureForm.of(plans.of(version).settings());
  }
}
