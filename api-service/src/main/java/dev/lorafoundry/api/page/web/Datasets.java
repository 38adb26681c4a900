package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.dataset.ConceptId;
import dev.lorafoundry.api.dataset.Concepts;
import dev.lorafoundry.api.dataset.Picture;
import dev.lorafoundry.api.dataset.PictureForm;
import dev.lorafoundry.api.dataset.PictureNotFound;
import dev.lorafoundry.api.dataset.Pictures;
import dev.lorafoundry.api.dataset.Pictures.Stretch;
import dev.lorafoundry.api.dataset.PreparationPlans;
import dev.lorafoundry.api.dataset.Preparations;
import dev.lorafoundry.api.dataset.Snapshots;
import dev.lorafoundry.api.page.web.ConceptListView.ConceptView;
import dev.lorafoundry.api.page.web.PictureListView.PictureView;
import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A version's dataset as the page shows it. */
final class Datasets {
  /** why: fills rows of two, three, four, five or six. */
  private static final int STRETCH = 60;

  private static final int MOST_STRETCHES = 20;

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

  /**
   * The beginning of the gallery, and where the rest of it is.
   *
   * @param concept whose pictures are shown alone; absent: those of all
   */
  PictureListView gallery(VersionId version, @Nullable ConceptId concept) {
    List<Stretch> all = pictures.stretches(version, concept, STRETCH);
    int first = all.isEmpty() ? 0 : all.get(0).number();
    return new PictureListView(
        version.toString(),
        first,
        shown(version, concept, first),
        concepts(version).concepts(),
        all.stream().skip(1).toList());
  }

  /** One stretch of it. */
  PictureListView stretch(VersionId version, @Nullable ConceptId concept, int number) {
    return new PictureListView(
        version.toString(),
        number,
        shown(version, concept, number),
        concepts(version, Map.of()),
        List.of());
  }

  /** Ids of all its pictures, as they stand in the gallery. */
  List<String> order(VersionId version, @Nullable ConceptId concept) {
    return pictures.stretch(version, concept, Integer.MAX_VALUE, 0).stream()
        .map(picture -> picture.id().toString())
        .toList();
  }

  private List<PictureView> shown(VersionId version, @Nullable ConceptId concept, int number) {
    PictureForm wanted = wanted(version);
    return pictures.stretch(version, concept, STRETCH, number).stream()
        .map(picture -> PictureView.of(picture, wanted))
        .toList();
  }

  ConceptListView concepts(VersionId version) {
    return concepts(version, "");
  }

  /**
   * @param chosen id of the concept that files are uploaded into; empty: the first one
   */
  ConceptListView concepts(VersionId version, String chosen) {
    return new ConceptListView(
        version.toString(), concepts(version, pictures.countsByConcept(version)), chosen);
  }

  /**
   * @param counts of pictures, where they are shown
   */
  private List<ConceptView> concepts(VersionId version, Map<ConceptId, Integer> counts) {
    return concepts.all(version).stream()
        .map(concept -> ConceptView.of(concept, counts.getOrDefault(concept.id(), 0)))
        .toList();
  }

  /** Pictures of the stretches that somebody looks at, and what came of them. */
  List<PictureView> outcomes(
      VersionId version, @Nullable ConceptId concept, List<Integer> stretches) {
    return stretches.stream()
        .distinct()
        .limit(MOST_STRETCHES)
        .flatMap(number -> shown(version, concept, number).stream())
        .toList();
  }

  /**
   * @throws PictureNotFound if there is no such picture
   */
  LargeView large(PictureId id) {
    Picture picture = pictures.find(id).orElseThrow(() -> PictureNotFound.original(id));
    return LargeView.of(picture, PictureView.of(picture, wanted(picture.version())));
  }

  /**
   * Pictures to try settings on: the first ones, and the chosen one.
   *
   * @param chosen absent: none
   */
  List<PictureView> offered(VersionId version, @Nullable PictureId chosen) {
    List<PictureView> offered = new ArrayList<>(gallery(version, null).pictures());
    if (chosen != null && offered.stream().noneMatch(each -> each.id().equals(chosen.toString()))) {
      pictures
          .find(chosen)
          .filter(picture -> picture.version().equals(version))
          .map(picture -> PictureView.of(picture, wanted(version)))
          .ifPresent(offered::add);
    }
    return offered;
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
