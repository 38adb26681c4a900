package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.DatasetSnapshot.Concept;
import dev.lorafoundry.contracts.DatasetSnapshot.Picture;
import dev.lorafoundry.contracts.settings.ValidationSettings;
import dev.lorafoundry.diffusion.noise.Draws;
import dev.lorafoundry.diffusion.noise.Purpose;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which pictures of a dataset are trained on, and of which ones the validation loss is. Of each
 * concept its share is held out, as sd-scripts does of each subset; the seed alone chooses which
 * pictures. All pictures of one original go the same way: a mirrored one gives away the other.
 * Regularisation pictures are neither held out nor judged.
 *
 * @param training what is trained on: at least one picture of each concept
 * @param validation what is held out, or without that the same pictures but for regularisation
 */
record DatasetSplit(DatasetSnapshot training, DatasetSnapshot validation) {
  /** {@code <number of the original>-<number among its pictures>-<name>}. */
  private static final Pattern NAME = Pattern.compile("(\\d+)-\\d+-.*", Pattern.DOTALL);

  static DatasetSplit of(DatasetSnapshot whole, ValidationSettings settings) {
    List<ConceptSplit> concepts =
        whole.concepts().stream().map(concept -> ConceptSplit.of(concept, settings)).toList();
    List<Concept> heldOut =
        concepts.stream()
            .map(ConceptSplit::heldOut)
            .filter(concept -> !concept.pictures().isEmpty())
            .toList();
    return heldOut.isEmpty()
        ? new DatasetSplit(whole, judged(whole))
        : new DatasetSplit(
            whole.with(concepts.stream().map(ConceptSplit::training).toList()),
            whole.with(heldOut));
  }

  private static DatasetSnapshot judged(DatasetSnapshot whole) {
    return whole.with(
        whole.concepts().stream().filter(concept -> !concept.regularisation()).toList());
  }

  /**
   * How many originals there are of the concept that has the most, of those that some can be held
   * out of; 0 without such a concept.
   */
  static int mostOriginals(DatasetSnapshot dataset) {
    return judged(dataset).concepts().stream()
        .mapToInt(concept -> originals(concept).size())
        .max()
        .orElse(0);
  }

  /** Pictures that are not trained on. */
  int heldOut() {
    return judged(training).equals(validation) ? 0 : validation.pictures().size();
  }

  /** One concept, with the pictures that go either way. */
  private record ConceptSplit(Concept training, Concept heldOut) {
    static ConceptSplit of(Concept whole, ValidationSettings settings) {
      Set<String> chosen = whole.regularisation() ? Set.of() : chosen(whole, settings);
      return new ConceptSplit(
          with(whole, picture -> !chosen.contains(original(picture))),
          with(whole, picture -> chosen.contains(original(picture))));
    }

    /** why: drawn for each concept by itself, so that no concept changes what others hold out. */
    private static Set<String> chosen(Concept concept, ValidationSettings settings) {
      List<String> order = new ArrayList<>(originals(concept));
      Draws.of(settings.validationSeed(), 0, Purpose.HELD_OUT).shuffle(order);
      return new HashSet<>(order.subList(0, settings.heldOut(order.size())));
    }

    private static Concept with(Concept whole, Predicate<Picture> wanted) {
      return new Concept(
          whole.name(),
          whole.repeats(),
          whole.classTokens(),
          whole.regularisation(),
          whole.pictures().stream().filter(wanted).toList());
    }
  }

  private static Set<String> originals(Concept concept) {
    Set<String> originals = new LinkedHashSet<>();
    concept.pictures().forEach(picture -> originals.add(original(picture)));
    return originals;
  }

  private static String original(Picture picture) {
    Matcher name = NAME.matcher(picture.name());
    return name.matches() ? name.group(1) : picture.name();
  }
}
