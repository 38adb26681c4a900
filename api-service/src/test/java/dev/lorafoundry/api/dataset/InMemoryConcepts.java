package dev.lorafoundry.api.dataset;

import dev.lorafoundry.contracts.VersionId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Concepts in memory. */
public final class InMemoryConcepts implements Concepts {
  private final Map<ConceptId, Concept> concepts = new LinkedHashMap<>();
  private final Predicate<VersionId> versions;

  /**
   * @param versions whether there is one
   */
  public InMemoryConcepts(Predicate<VersionId> versions) {
    this.versions = versions;
  }

  @Override
  public List<Concept> all(VersionId version) {
    List<Concept> all = new ArrayList<>();
    all.add(
        Optional.ofNullable(concepts.get(ConceptId.first(version)))
            .orElseGet(() -> Concept.first(version)));
    concepts.values().stream()
        .filter(concept -> concept.version().equals(version) && !concept.isFirst())
        .forEach(all::add);
    return all;
  }

  @Override
  public Optional<Concept> find(ConceptId id) {
    VersionId version = new VersionId(id.value());
    return Optional.ofNullable(concepts.get(id))
        .or(() -> Optional.of(version).filter(versions).map(Concept::first));
  }

  @Override
  public void add(Concept concept) {
    concepts.put(concept.id(), concept);
  }

  @Override
  public void change(Concept concept) {
    concepts.put(concept.id(), concept);
  }

  @Override
  public void remove(ConceptId id) {
    concepts.remove(id);
  }
}
