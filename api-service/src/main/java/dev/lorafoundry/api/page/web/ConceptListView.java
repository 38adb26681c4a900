package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.dataset.Concept;
import java.util.List;

/**
 * The concepts of a version's dataset.
 *
 * @param chosen id of the one that files are uploaded into; empty: the first one
 */
record ConceptListView(String version, List<ConceptView> concepts, String chosen) {
  ConceptListView {
    concepts = List.copyOf(concepts);
  }

  /** Those for regularisation. */
  public List<ConceptView> regularisation() {
    return concepts.stream().filter(ConceptView::regularisation).toList();
  }

  /** Whether there is a choice. */
  public boolean several() {
    return concepts.size() > 1;
  }

  /**
   * One concept.
   *
   * @param repeats as people write them; empty: those of the preparation
   * @param pictures how many it has
   * @param first whether it is the one that stays
   */
  record ConceptView(
      String id,
      String name,
      String repeats,
      String classTokens,
      boolean regularisation,
      int pictures,
      boolean first) {
    static ConceptView of(Concept concept, int pictures) {
      Concept.Terms terms = concept.terms();
      Integer repeats = terms.repeats();
      return new ConceptView(
          concept.id().toString(),
          terms.name(),
          repeats == null ? "" : repeats.toString(),
          terms.classTokens(),
          terms.regularisation(),
          pictures,
          concept.isFirst());
    }

    /** Its name, with what it is for. */
    public Phrase label() {
      return regularisation
          ? Phrase.of("concepts.for-regularisation", name)
          : Phrase.verbatim(name);
    }

    public Phrase count() {
      return Phrase.of("count.pictures", pictures);
    }
  }
}
