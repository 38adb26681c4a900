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
 * Which pictures of a dataset are trained on, and of which ones the validation loss is. The seed
 * alone chooses those that are held out. All pictures of one original go the same way: a mirrored
 * one gives away the other. Regularisation pictures are neither held out nor judged, as in
 * sd-scripts.
 *
 * @param training what is trained on
 * @param validation what is held out, or without that the same pictures but for regularisation
 */
record DatasetSplit(DatasetSnapshot training, DatasetSnapshot validation) {
  /** {@code <number of the original>-<number among its pictures>-<name>}. */
  private static final Pattern NAME = Pattern.compile("(\\d+)-\\d+-.*", Pattern.DOTALL);

  static DatasetSplit of(DatasetSnapshot whole, ValidationSettings settings) {
    DatasetSnapshot judged = judged(whole);
    Set<String> heldOut = heldOut(judged, settings);
    return heldOut.isEmpty()
        ? new DatasetSplit(whole, judged)
        : new DatasetSplit(
            with(whole, picture -> !heldOut.contains(original(picture))),
            with(judged, picture -> heldOut.contains(original(picture))));
  }

  private static DatasetSnapshot judged(DatasetSnapshot whole) {
    return new DatasetSnapshot(
        whole.concepts().stream().filter(concept -> !concept.regularisation()).toList(),
        whole.buckets());
  }

  /** How many originals the pictures were made of of which some can be held out. */
  static int originals(DatasetSnapshot dataset) {
    return Math.toIntExact(
        judged(dataset).pictures().stream().map(DatasetSplit::original).distinct().count());
  }

  /** Pictures that are not trained on. */
  int heldOut() {
    return judged(training).equals(validation) ? 0 : validation.pictures().size();
  }

  private static Set<String> heldOut(DatasetSnapshot judged, ValidationSettings settings) {
    Set<String> originals = new LinkedHashSet<>();
    judged.pictures().forEach(picture -> originals.add(original(picture)));
    List<String> order = new ArrayList<>(originals);
    Draws.of(settings.validationSeed(), 0, Purpose.HELD_OUT).shuffle(order);
    return new HashSet<>(order.subList(0, settings.heldOut(order.size())));
  }

  private static DatasetSnapshot with(DatasetSnapshot whole, Predicate<Picture> wanted) {
    return new DatasetSnapshot(
        whole.concepts().stream().map(concept -> with(concept, wanted)).toList(), whole.buckets());
  }

  private static Concept with(Concept whole, Predicate<Picture> wanted) {
    return new Concept(
        whole.name(),
        whole.repeats(),
        whole.classTokens(),
        whole.regularisation(),
        whole.pictures().stream().filter(wanted).toList());
  }

  private static String original(Picture picture) {
    Matcher name = NAME.matcher(picture.name());
    return name.matches() ? name.group(1) : picture.name();
  }
}
