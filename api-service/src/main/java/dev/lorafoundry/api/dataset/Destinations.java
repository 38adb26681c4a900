package dev.lorafoundry.api.dataset;

import dev.lorafoundry.api.project.Names;
import dev.lorafoundry.contracts.VersionId;
import java.util.Optional;

/**
 * Into which concepts the files of one upload go: those of folders that name a concept into it, the
 * others into the chosen one.
 *
 * @param chosen the first one of the version unless somebody chose another
 * @param most concepts that a version may have
 */
record Destinations(Concepts concepts, VersionId version, ConceptId chosen, int most) {
  /**
   * The concept of a file; needs the lock. A folder's concept is made if there is none of its name.
   *
   * @throws FileRefused if there can't be that concept
   */
  Concept of(Optional<ConceptFolder> folder) {
    return folder.map(this::made).orElseGet(this::present);
  }

  /** As {@link #of}, but none is made. */
  Optional<Concept> known(Optional<ConceptFolder> folder) {
    return folder.isPresent() ? named(folder.get()) : concepts.find(chosen);
  }

  private Concept made(ConceptFolder folder) {
    return named(folder).orElseGet(() -> added(folder.terms()));
  }

  private Optional<Concept> named(ConceptFolder folder) {
    String name = Names.key(folder.terms().name());
    return concepts.all(version).stream()
        .filter(concept -> Names.key(concept.name()).equals(name))
        .findFirst();
  }

  private Concept added(Concept.Terms terms) {
    try {
      return ChangeConcepts.added(concepts, version, terms, most);
    } catch (ConceptInUse e) {
      throw new FileRefused(String.valueOf(e.getMessage()));
    }
  }

  private Concept present() {
    return concepts
        .find(chosen)
        .orElseThrow(
            () ->
                new FileRefused(
                    "Its concept was deleted while it was uploaded: choose another one."));
  }
}
