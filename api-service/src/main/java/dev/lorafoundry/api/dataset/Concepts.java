package dev.lorafoundry.api.dataset;

import dev.lorafoundry.contracts.VersionId;
import java.util.List;
import java.util.Optional;

/** The concepts of all datasets. */
public interface Concepts {
  /** All concepts of a version, the first one first, then as they were made. */
  List<Concept> all(VersionId version);

  Optional<Concept> find(ConceptId id);

  void add(Concept concept);

  /** Gives a concept other terms. */
  void change(Concept concept);

  /** Removes a concept that has no pictures. */
  void remove(ConceptId id);
}
