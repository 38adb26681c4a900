package dev.lorafoundry.api.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.VersionId;
import org.junit.jupiter.api.Test;

/** What every {@link Concepts} does. */
public abstract class ConceptsContract {
  protected abstract Concepts concepts();

  /** A version that exists. */
  protected abstract VersionId version();

  @Test
  void everyVersionHasAFirstConcept() {
    VersionId version = version();
    Concept first = Concept.first(version);

    assertThat(concepts().all(version)).containsExactly(first);
    assertThat(concepts().find(first.id())).contains(first);
    assertThat(concepts().find(ConceptId.random())).isEmpty();
  }

  @Test
  void listsConceptsAsTheyWereMadeBehindTheFirst() {
    VersionId version = version();
    Concept second = added(version, new Concept.Terms("dog", 10, "sks dog", false));
    Concept third = added(version, new Concept.Terms("a dog", -1, "", true));
    Concept first =
        new Concept(ConceptId.first(version), version, new Concept.Terms("z", null, "cat", false));

    concepts().change(first);

    assertThat(concepts().all(version)).containsExactly(first, second, third);
    assertThat(concepts().find(second.id())).contains(second);
    assertThat(concepts().find(first.id())).contains(first);
  }

  @Test
  void changesTermsAndForgetsWhatIsRemoved() {
    VersionId version = version();
    Concept dog = added(version, new Concept.Terms("dog", 10, "sks dog", false));
    Concept changed = new Concept(dog.id(), version, new Concept.Terms("Dog", null, "", true));

    concepts().change(changed);
    assertThat(concepts().all(version)).containsExactly(Concept.first(version), changed);

    concepts().remove(dog.id());
    assertThat(concepts().all(version)).containsExactly(Concept.first(version));
    assertThat(concepts().find(dog.id())).isEmpty();
  }

  private Concept added(VersionId version, Concept.Terms terms) {
    Concept concept = new Concept(ConceptId.random(), version, terms);
    concepts().add(concept);
    return concept;
  }
}
