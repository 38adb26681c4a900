package dev.lorafoundry.api.dataset;

import dev.lorafoundry.api.project.Version;
import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.DatasetSnapshot.Buckets;
import dev.lorafoundry.contracts.settings.CropMode;
import dev.lorafoundry.contracts.settings.PreparationSettings;
import dev.lorafoundry.diffusion.picture.AspectBuckets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a version's dataset is made of at one moment, and what would be trained on. */
record DatasetContent(
    Version version, PreparationSettings settings, List<Concept> concepts, List<Picture> pictures) {
  /** The form of training pictures that is asked for. */
  PictureForm form() {
    return PictureForm.of(settings);
  }

  List<Picture> picturesOf(Concept concept) {
    return pictures.stream().filter(picture -> picture.concept().equals(concept.id())).toList();
  }

  /** Concepts without a training picture are left out. */
  DatasetSnapshot manifest() {
    return new DatasetSnapshot(
        concepts.stream()
            .map(this::frozen)
            .filter(concept -> !concept.pictures().isEmpty())
            .toList(),
        buckets(settings),
        settings.crop() == CropMode.NONE ? null : settings.resizeMethod());
  }

  private DatasetSnapshot.Concept frozen(Concept concept) {
    List<Picture> own = picturesOf(concept);
    Concept.Terms terms = concept.terms();
    String words = words(terms);
    return new DatasetSnapshot.Concept(
        terms.name(),
        repeats(concept),
        words,
        terms.regularisation(),
        own.stream()
            .filter(picture -> picture.outcome().hasForm(form()))
            .flatMap(picture -> frozen(picture, words))
            .toList());
  }

  /** How often an epoch shows each of the concept's pictures. */
  int repeats(Concept concept) {
    Integer repeats = concept.terms().repeats();
    return PreparationSettings.repeatsFor(
        repeats == null ? settings.repeats() : repeats, picturesOf(concept).size());
  }

  /** why: the project's name stands for what is new to the model, which regularisation is not */
  String words(Concept.Terms terms) {
    boolean named = terms.classTokens().isEmpty() && !terms.regularisation();
    return named ? version.projectName() : terms.classTokens();
  }

  private static @Nullable Buckets buckets(PreparationSettings settings) {
    return AspectBuckets.of(settings)
        .map(
            each ->
                new Buckets(
                    each.width(), each.height(), each.smallest(), each.largest(), each.noUpscale()))
        .orElse(null);
  }

  /** A picture without a caption of its own is captioned by the class tokens. */
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
}
