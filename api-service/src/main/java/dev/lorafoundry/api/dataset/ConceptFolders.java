package dev.lorafoundry.api.dataset;

import dev.lorafoundry.api.project.Names;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The folders of one zip file, or of what was sent with paths, that become concepts. Folders of one
 * name that lie in different ones become different concepts, and what lies in a folder {@code reg}
 * is for regularisation, as people lay out {@code train_data_dir} and {@code reg_data_dir} for
 * sd-scripts.
 */
final class ConceptFolders {
  private static final String REGULARISATION = "reg";
  private static final String BETWEEN = " › ";

  /** Full names of the folders with pictures, by their short ones. */
  private final Map<String, Set<String>> fullNames = new HashMap<>();

  /**
   * A folder.
   *
   * @param parents names of the folders around it, the outermost first
   */
  private record Place(List<String> parents, String name) {
    static Optional<Place> of(String entry) {
      List<String> parts = Arrays.asList(entry.replace('\\', '/').split("/", -1));
      int folder = parts.size() - 2;
      return folder < 0
          ? Optional.empty()
          : Optional.of(new Place(List.copyOf(parts.subList(0, folder)), parts.get(folder)));
    }

    boolean regularisation() {
      return !parents.isEmpty() && parents.get(parents.size() - 1).equalsIgnoreCase(REGULARISATION);
    }

    String shortName() {
      return regularisation() ? REGULARISATION + BETWEEN + name : name;
    }

    String fullName() {
      return parents.isEmpty() ? name : String.join(BETWEEN, parents) + BETWEEN + name;
    }
  }

  /**
   * @param entries names of all files of the zip; of masks nothing is made
   */
  ConceptFolders(Collection<String> entries) {
    entries.stream()
        .filter(entry -> !CaptionFile.is(entry) && MaskFolder.picture(entry).isEmpty())
        .flatMap(entry -> Place.of(entry).stream())
        .forEach(
            place ->
                fullNames
                    .computeIfAbsent(Names.key(place.shortName()), key -> new HashSet<>())
                    .add(Names.key(place.fullName())));
  }

  /**
   * The folder in which a file lies; empty if its name says nothing of a concept.
   *
   * @throws FileRefused if it can't be a concept
   */
  Optional<ConceptFolder> of(String entry) {
    return Place.of(entry)
        .flatMap(place -> ConceptFolder.of(place.name(), concept(place), place.regularisation()));
  }

  private String concept(Place place) {
    boolean alone = fullNames.getOrDefault(Names.key(place.shortName()), Set.of()).size() <= 1;
    return alone ? place.shortName() : place.fullName();
  }
}
