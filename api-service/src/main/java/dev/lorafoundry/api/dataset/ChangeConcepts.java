package dev.lorafoundry.api.dataset;

import dev.lorafoundry.api.live.LiveEvents;
import dev.lorafoundry.api.live.LiveTopic;
import dev.lorafoundry.api.project.NameTaken;
import dev.lorafoundry.api.project.Names;
import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.contracts.VersionId;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.transaction.support.TransactionOperations;

/** Makes concepts, changes and removes them, and moves pictures between them. */
public final class ChangeConcepts {
  private final Concepts concepts;
  private final Pictures pictures;
  private final LiveEvents live;
  private final TransactionOperations transactions;
  private final int most;

  ChangeConcepts(
      Concepts concepts,
      Pictures pictures,
      LiveEvents live,
      TransactionOperations transactions,
      DatasetSettings limits) {
    this.concepts = concepts;
    this.pictures = pictures;
    this.live = live;
    this.transactions = transactions;
    this.most = limits.maxConcepts();
  }

  /**
   * Makes a concept.
   *
   * @throws NameTaken if the version has one of that name
   * @throws ConceptInUse if the version has too many
   * @throws dev.lorafoundry.api.project.VersionNotFound if there is no such version
   */
  public Concept add(VersionId version, Concept.Terms terms) {
    return Objects.requireNonNull(
        transactions.execute(
            status -> {
              pictures.lock(version);
              tell(version);
              return added(concepts, version, terms, most);
            }));
  }

  /** As {@link #add}, for whoever has the lock. */
  static Concept added(Concepts concepts, VersionId version, Concept.Terms terms, int most) {
    List<Concept> present = concepts.all(version);
    requireFree(present, terms.name(), Optional.empty());
    if (present.size() >= most) {
      throw ConceptInUse.tooMany(most);
    }
    Concept concept = new Concept(ConceptId.random(), version, terms);
    concepts.add(concept);
    return concept;
  }

  /**
   * Gives a concept other terms.
   *
   * @throws NameTaken if another one of the version has that name
   * @throws ConceptNotFound if there is none
   */
  public Concept change(ConceptId id, Concept.Terms terms) {
    return Objects.requireNonNull(transactions.execute(status -> changed(locked(id), terms)));
  }

  /**
   * Gives a concept other terms, as it was seen.
   *
   * @return empty if it was no longer as seen; nothing changed then
   * @throws NameTaken if another one of the version has that name
   * @throws ConceptNotFound if it is no longer there
   */
  public Optional<Concept> change(Concept seen, Concept.Terms terms) {
    return Objects.requireNonNull(
        transactions.execute(
            status -> {
              Concept present = locked(seen.id());
              return present.equals(seen) ? Optional.of(changed(present, terms)) : Optional.empty();
            }));
  }

  private Concept changed(Concept present, Concept.Terms terms) {
    requireFree(concepts.all(present.version()), terms.name(), Optional.of(present.id()));
    Concept changed = new Concept(present.id(), present.version(), terms);
    concepts.change(changed);
    tell(present.version());
    return changed;
  }

  /**
   * Removes a concept without pictures.
   *
   * @throws ConceptInUse if it has pictures, or is the first one
   * @throws ConceptNotFound if there is none
   */
  public void remove(ConceptId id) {
    transactions.executeWithoutResult(
        status -> {
          Concept concept = locked(id);
          if (concept.isFirst()) {
            throw ConceptInUse.first(concept);
          }
          long count =
              pictures.all(concept.version()).stream()
                  .filter(picture -> picture.concept().equals(id))
                  .count();
          if (count > 0) {
            throw ConceptInUse.withPictures(concept, count);
          }
          concepts.remove(id);
          tell(concept.version());
        });
  }

  /**
   * Moves pictures of the same version into a concept.
   *
   * @throws ConceptNotFound if there is none
   * @throws PictureNotFound if one of the pictures is not in its version, and then nothing moves
   */
  public void move(ConceptId id, Collection<PictureId> chosen) {
    Set<PictureId> moved = new LinkedHashSet<>(chosen);
    transactions.executeWithoutResult(
        status -> {
          Concept concept = locked(id);
          Set<PictureId> known = new LinkedHashSet<>();
          pictures.all(concept.version()).forEach(picture -> known.add(picture.id()));
          for (PictureId each : moved) {
            if (!known.contains(each)) {
              throw PictureNotFound.original(each);
            }
          }
          moved.forEach(each -> pictures.move(each, concept));
          tell(concept.version());
        });
  }

  private void tell(VersionId version) {
    live.changed(LiveTopic.DATASET, version.value(), version, null);
  }

  private Concept locked(ConceptId id) {
    pictures.lock(find(id).version());
    // why: read again, since somebody may have changed it until the lock was had
    return find(id);
  }

  private Concept find(ConceptId id) {
    return concepts.find(id).orElseThrow(() -> new ConceptNotFound(id));
  }

  private static void requireFree(List<Concept> present, String name, Optional<ConceptId> but) {
    boolean taken =
        present.stream()
            .filter(concept -> !but.equals(Optional.of(concept.id())))
            .anyMatch(concept -> Names.key(concept.name()).equals(Names.key(name)));
    if (taken) {
      throw NameTaken.byConcept(name);
    }
  }
}
