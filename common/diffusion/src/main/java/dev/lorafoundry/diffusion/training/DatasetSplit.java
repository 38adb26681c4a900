package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.DatasetSnapshot;
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
 * one gives away the other.
 *
 * @param training what is trained on
 * @param validation what is held out, or without that the same pictures
 */
record DatasetSplit(DatasetSnapshot training, DatasetSnapshot validation) {
  /** {@code <number of the original>-<number among its pictures>-<name>}. */
  private static final Pattern NAME = Pattern.compile("(\\d+)-\\d+-.*", Pattern.DOTALL);

  static DatasetSplit of(DatasetSnapshot whole, ValidationSettings settings) {
    Set<String> heldOut = heldOut(whole, settings);
    return heldOut.isEmpty()
        ? new DatasetSplit(whole, whole)
        : new DatasetSplit(
            with(whole, picture -> !heldOut.contains(original(picture))),
            with(whole, picture -> heldOut.contains(original(picture))));
  }

  /** How many originals a dataset's pictures were made of. */
  static int originals(DatasetSnapshot dataset) {
    return Math.toIntExact(
        dataset.pictures().stream().map(DatasetSplit::original).distinct().count());
  }

  /** Pictures that are not trained on. */
  int heldOut() {
    return training.equals(validation) ? 0 : validation.pictures().size();
  }

  private static Set<String> heldOut(DatasetSnapshot whole, ValidationSettings settings) {
    Set<String> originals = new LinkedHashSet<>();
    whole.pictures().forEach(picture -> originals.add(original(picture)));
    List<String> order = new ArrayList<>(originals);
    Draws.of(settings.validationSeed(), 0, Purpose.HELD_OUT).shuffle(order);
    return new HashSet<>(order.subList(0, settings.heldOut(order.size())));
  }

  private static DatasetSnapshot with(DatasetSnapshot whole, Predicate<Picture> wanted) {
    return new DatasetSnapshot(
        whole.repeats(), whole.classTokens(), whole.pictures().stream().filter(wanted).toList());
  }

  private static String original(Picture picture) {
    Matcher name = NAME.matcher(picture.name());
    return name.matches() ? name.group(1) : picture.name();
  }
}
