package dev.lorafoundry.api.dataset;

import dev.lorafoundry.api.project.DatedVersion;
import dev.lorafoundry.api.project.Note;
import dev.lorafoundry.api.project.Notes;
import dev.lorafoundry.api.project.Project;
import dev.lorafoundry.api.project.ProjectNotFound;
import dev.lorafoundry.api.project.Projects;
import dev.lorafoundry.api.project.Version;
import dev.lorafoundry.api.project.VersionNotFound;
import dev.lorafoundry.contracts.VersionId;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Copies a version within its project: pictures with captions, masks and what was prepared of them,
 * concepts, preparation settings and the note. Objects are not copied: both versions' pictures name
 * the same ones, which never change. Results stay where they were made; the copy is trained with
 * the settings of its original until it has its own.
 */
public final class CopyVersion {
  private final Projects projects;
  private final Notes notes;
  private final Pictures pictures;
  private final Concepts concepts;
  private final PreparationPlans plans;
  private final TransactionOperations transactions;
  private final InstantSource clock;

  CopyVersion(
      Projects projects,
      Notes notes,
      Pictures pictures,
      Concepts concepts,
      PreparationPlans plans,
      TransactionOperations transactions,
      InstantSource clock) {
    this.projects = projects;
    this.notes = notes;
    this.pictures = pictures;
    this.concepts = concepts;
    this.plans = plans;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * @param name of the copy
   * @throws VersionNotFound if there is no such version
   * @throws dev.lorafoundry.api.project.NameRefused if nothing can be named so
   * @throws dev.lorafoundry.api.project.NameTaken if another version of the project is
   */
  public DatedVersion copy(VersionId original, @Nullable String name) {
    return transactions.execute(
        status -> {
          DatedVersion copy =
              projectOf(original).newVersion(name, clock.instant()).asCopyOf(original);
          projects.add(copy);
          pictures.lock(original); // why: what is copied of it fits together
          copyDataset(original, copy.version().id());
          return copy;
        });
  }

  private Project projectOf(VersionId id) {
    Version version = projects.version(id).orElseThrow(() -> new VersionNotFound(id)).version();
    return projects
        .find(version.project())
        .orElseThrow(() -> new ProjectNotFound(version.project()));
  }

  private void copyDataset(VersionId from, VersionId to) {
    pictures.copy(from, to, copyConcepts(from, to));
    SettingsEdition settings = plans.of(from);
    if (settings.edition() > 0
        && !plans.change(to, SettingsEdition.DEFAULTS.changedTo(settings.settings()))) {
      throw new IllegalStateException("version " + to + " is new, but has settings");
    }
    Note note = notes.of(from);
    if (!note.text().isEmpty() && !notes.change(to, Note.NONE.changedTo(note.text()))) {
      throw new IllegalStateException("version " + to + " is new, but has a note");
    }
  }

  /** The copy of each concept. */
  private Map<ConceptId, ConceptId> copyConcepts(VersionId from, VersionId to) {
    Map<ConceptId, ConceptId> copies = new LinkedHashMap<>();
    for (Concept concept : concepts.all(from)) {
      ConceptId id = concept.isFirst() ? ConceptId.first(to) : ConceptId.random();
      Concept copy = new Concept(id, to, concept.terms());
      if (!copy.isFirst()) {
        concepts.add(copy);
      } else if (!copy.equals(Concept.first(to))) {
        concepts.change(copy);
      }
      copies.put(concept.id(), id);
    }
    return copies;
  }
}
