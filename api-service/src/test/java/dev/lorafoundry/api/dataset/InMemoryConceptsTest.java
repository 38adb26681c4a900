package dev.lorafoundry.api.dataset;

import dev.lorafoundry.contracts.VersionId;
import java.util.HashSet;
import java.util.Set;

final class InMemoryConceptsTest extends ConceptsContract {
  private final Set<VersionId> versions = new HashSet<>();
  private final Concepts concepts = new InMemoryConcepts(versions::contains);

  @Override
  protected Concepts concepts() {
    return concepts;
  }

  @Override
  protected VersionId version() {
    VersionId version = VersionId.random();
    versions.add(version);
    return version;
  }
}
