package dev.lorafoundry.api.dataset;

import static dev.lorafoundry.api.dataset.PictureExample.aPicture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.api.project.NameRefused;
import dev.lorafoundry.api.project.NameTaken;
import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.contracts.VersionId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.util.unit.DataSize;

final class ChangeConceptsTest {
  private static final DatasetSettings LIMITS =
      new DatasetSettings(
          4, DataSize.ofMegabytes(20), DataSize.ofMegabytes(4), 1_000_000, 5, 50, 3);

  private final VersionId version = VersionId.random();
  private final InMemoryPictures pictures = new InMemoryPictures();
  private final InMemoryConcepts concepts = new InMemoryConcepts(version::equals);
  private final ChangeConcepts changes =
      new ChangeConcepts(
          concepts,
          pictures,
          (topic, subject, in, run) -> {},
          TransactionOperations.withoutTransaction(),
          LIMITS);

  @Test
  void makesRenamesAndRemovesConcepts() {
    Concept dog = changes.add(version, terms("dog", 10));
    Concept renamed = changes.change(dog.id(), terms("Dog", -1));

    assertThat(concepts.all(version)).containsExactly(Concept.first(version), renamed);

    changes.remove(dog.id());
    assertThat(concepts.all(version)).containsExactly(Concept.first(version));
    assertThatThrownBy(() -> changes.remove(dog.id())).isInstanceOf(ConceptNotFound.class);
  }

  @Test
  void changesAConceptOnlyAsItWasSeen() {
    Concept seen = changes.add(version, terms("dog", 10));
    Concept first = changes.change(seen, terms("dog", 11)).orElseThrow();

    assertThat(changes.change(seen, terms("cat", 12))).isEmpty();
    assertThat(concepts.find(seen.id())).contains(first);
    assertThat(changes.change(first, seen.terms())).contains(seen);
  }

  @Test
  void refusesNamesThatAreTakenOrCanNotBe() {
    Concept dog = changes.add(version, terms("dog", 10));

    assertThatThrownBy(() -> changes.add(version, terms("DOG", 1)))
        .isInstanceOf(NameTaken.class)
        .hasMessageContaining("has a concept named 'DOG'");
    assertThatThrownBy(() -> changes.change(dog.id(), terms("default", 1)))
        .isInstanceOf(NameTaken.class);
    assertThatThrownBy(() -> terms("../dog", 1)).isInstanceOf(NameRefused.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -2, 10_001})
  void refusesRepeatsThatShowNothingOrTooMuch(int repeats) {
    assertThatThrownBy(() -> terms("dog", repeats))
        .isInstanceOf(ConceptRefused.class)
        .hasMessageContaining("repeats %d is not allowed: use 1 to 10,000".formatted(repeats));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\tdog", "a\ndog"})
  void refusesClassTokensOfSeveralLines(String words) {
    assertThatThrownBy(() -> new Concept.Terms("dog", 1, words, false))
        .isInstanceOf(ConceptRefused.class)
        .hasMessageContaining("control characters");
    assertThatThrownBy(() -> new Concept.Terms("dog", 1, "a".repeat(201), false))
        .hasMessageContaining("more than 200");
  }

  @Test
  void refusesMoreThanAllowed() {
    changes.add(version, terms("a", 1));
    changes.add(version, terms("b", 1));

    assertThatThrownBy(() -> changes.add(version, terms("c", 1)))
        .isInstanceOf(ConceptInUse.class)
        .hasMessageContaining("3 concepts, which is the most allowed");
  }

  @Test
  void keepsTheFirstConceptAndThoseWithPictures() {
    Concept dog = changes.add(version, terms("dog", 1));
    pictures.add(aPicture(version, 0).in(dog.id()).picture());

    assertThatThrownBy(() -> changes.remove(dog.id()))
        .isInstanceOf(ConceptInUse.class)
        .hasMessageContaining("'dog' has 1 pictures", "move them");
    assertThatThrownBy(() -> changes.remove(ConceptId.first(version)))
        .isInstanceOf(ConceptInUse.class)
        .hasMessageContaining("rename it");
  }

  @Test
  void movesPicturesOfTheSameVersion() {
    Concept dog = changes.add(version, terms("dog", 1));
    Picture mine = aPicture(version, 0).picture();
    Picture other = aPicture(VersionId.random(), 0).picture();
    pictures.add(mine);
    pictures.add(other);

    assertThatThrownBy(() -> changes.move(dog.id(), List.of(mine.id(), other.id())))
        .isInstanceOf(PictureNotFound.class);
    assertThat(conceptOf(mine.id())).isEqualTo(ConceptId.first(version));

    changes.move(dog.id(), List.of(mine.id(), mine.id()));
    assertThat(conceptOf(mine.id())).isEqualTo(dog.id());
  }

  private ConceptId conceptOf(PictureId picture) {
    return pictures.find(picture).orElseThrow().concept();
  }

  private static Concept.Terms terms(String name, @Nullable Integer repeats) {
    return new Concept.Terms(name, repeats, name, false);
  }
}
