package dev.lorafoundry.api.dataset;

import static dev.lorafoundry.api.dataset.PictureExample.aPicture;
import static dev.lorafoundry.api.dataset.PictureExample.processed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lorafoundry.contracts.Framing;
import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.contracts.PreparationEvent.Processed;
import dev.lorafoundry.contracts.VersionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link Pictures} does. */
public abstract class PicturesContract {
  protected abstract Pictures pictures();

  /** Concepts that the pictures may belong to. */
  protected abstract Concepts concepts();

  /** A version that exists. */
  protected abstract VersionId version();

  @Test
  void findsAPictureAsItWasAdded() {
    Picture picture = added(aPicture(version(), 0).captioned("a cat 🐈"));

    assertThat(pictures().find(picture.id())).contains(picture);
    assertThat(pictures().withContent(picture.version(), picture.original().sha256()))
        .contains(picture);
    assertThat(pictures().withContent(version(), picture.original().sha256())).isEmpty();
    assertThat(pictures().find(PictureId.random())).isEmpty();
  }

  @Test
  void listsByIndex() {
    VersionId version = version();
    Picture second = added(aPicture(version, 1));
    Picture first = added(aPicture(version, 0));
    added(aPicture(version(), 0));

    assertThat(pictures().all(version)).containsExactly(first, second);
    assertThat(pictures().list(version, 1, 5)).containsExactly(second);
    assertThat(pictures().count(version)).isEqualTo(2);
  }

  @Test
  void copiesPicturesWithAllThatBelongsToThemAndTheirObjectsStay() {
    VersionId from = version();
    VersionId to = version();
    Concept dog = concept(from);
    Concept copied = concept(to);
    Picture one = added(aPicture(from, 3).captioned("a cat").prepared());
    Picture other = added(aPicture(from, 5).in(dog.id()).refused("It is no picture."));
    Picture masked = one.with(new Mask("datasets/m", "sha-m")).with(one.outcome());
    pictures().mask(one.id(), new Mask("datasets/m", "sha-m"));
    pictures().outcome(one.id(), one.outcome());
    pictures().outcome(other.id(), other.outcome());

    pictures()
        .copy(from, to, Map.of(ConceptId.first(from), ConceptId.first(to), dog.id(), copied.id()));

    assertThat(pictures().all(to))
        .extracting(Picture::original, Picture::caption, Picture::outcome, Picture::concept)
        .containsExactly(
            tuple(masked.original(), one.caption(), one.outcome(), ConceptId.first(to)),
            tuple(other.original(), other.caption(), other.outcome(), copied.id()));
    assertThat(pictures().nextIndex(to)).isEqualTo(6);
    assertThat(pictures().all(from)).hasSize(2);

    List<String> keys = new ArrayList<>(masked.keysBeside());
    keys.add(one.original().key());
    pictures().removeAll(List.of(one.id()));
    pictures().discard(keys);
    assertThat(pictures().discarded(10)).isEmpty();

    pictures().removeAll(List.of(pictures().all(to).get(0).id()));
    pictures().discard(keys);
    assertThat(pictures().discarded(10)).hasSize(3).containsExactlyInAnyOrderElementsOf(keys);
  }

  @Test
  void keepsForOneVersionWhatAnotherKeeps() {
    VersionId first = version();
    pictures().keep(first, List.of("x", "y"));

    assertThat(pictures().keepToo(version(), List.of("x", "y", "x"))).isTrue();
    assertThat(pictures().keepToo(version(), List.of("x", "z"))).isFalse();
  }

  @Test
  void listsStretchesThatStayWhenOthersAreDeleted() {
    VersionId version = version();
    Picture first = added(aPicture(version, 0));
    Picture second = added(aPicture(version, 1));
    Picture far = added(aPicture(version, 9));

    assertThat(pictures().stretches(version, null, 3))
        .containsExactly(new Pictures.Stretch(0, 2), new Pictures.Stretch(3, 1));
    assertThat(pictures().stretch(version, null, 3, 0)).containsExactly(first, second);
    pictures().removeAll(List.of(first.id()));
    assertThat(pictures().stretch(version, null, 3, 0)).containsExactly(second);
    assertThat(pictures().stretch(version, null, 3, 3)).containsExactly(far);
    assertThat(pictures().stretch(version, null, 3, Integer.MAX_VALUE)).isEmpty();
    assertThat(pictures().stretch(version, ConceptId.first(version), 3, 0)).containsExactly(second);
    assertThat(pictures().stretches(version, ConceptId.random(), 3)).isEmpty();
    assertThat(pictures().stretches(version, ConceptId.first(version), 3)).hasSize(2);
  }

  @Test
  void findsAndRemovesSeveralAtOnce() {
    VersionId version = version();
    Picture first = added(aPicture(version, 0));
    Picture second = added(aPicture(version, 1));
    Picture kept = added(aPicture(version, 2));
    List<PictureId> ids = List.of(second.id(), first.id(), PictureId.random());

    assertThat(pictures().findAll(ids)).containsExactlyInAnyOrder(first, second);
    pictures().removeAll(ids);
    pictures().removeAll(List.of());

    assertThat(pictures().findAll(ids)).isEmpty();
    assertThat(pictures().all(version)).containsExactly(kept);
  }

  @Test
  void countsThePicturesOfEachConcept() {
    VersionId version = version();
    Concept dog = concept(version);
    assertThat(pictures().countsByConcept(version)).isEmpty();

    added(aPicture(version, 0));
    added(aPicture(version, 1).in(dog.id()));
    added(aPicture(version, 2).in(dog.id()));
    added(aPicture(version(), 0));

    assertThat(pictures().countsByConcept(version))
        .isEqualTo(Map.of(ConceptId.first(version), 1, dog.id(), 2));
  }

  @Test
  void givesEachIndexOnce() {
    VersionId version = version();
    assertThat(pictures().nextIndex(version)).isZero();

    Picture picture = added(aPicture(version, 0));
    pictures().removeAll(List.of(picture.id()));

    assertThat(pictures().nextIndex(version)).isEqualTo(1);
    assertThat(pictures().find(picture.id())).isEmpty();
    assertThat(pictures().all(version)).isEmpty();
  }

  @Test
  void movesPicturesFromConceptToConcept() {
    VersionId version = version();
    Concept dog =
        new Concept(ConceptId.random(), version, new Concept.Terms("dog", 1, "dog", false));
    concepts().add(dog);
    Picture picture = added(aPicture(version, 0).in(dog.id()));
    assertThat(pictures().find(picture.id())).contains(picture);

    pictures().move(picture.id(), Concept.first(version));
    assertThat(pictures().find(picture.id()).orElseThrow().concept())
        .isEqualTo(ConceptId.first(version));

    pictures().move(picture.id(), dog);
    assertThat(pictures().find(picture.id()).orElseThrow().concept()).isEqualTo(dog.id());
  }

  @Test
  void changesACaptionOnlyAsItWasSeen() {
    Picture picture = added(aPicture(version(), 0));
    Caption mine = picture.caption().changedTo("mine");

    assertThat(pictures().caption(picture.id(), mine)).isTrue();
    assertThat(pictures().caption(picture.id(), picture.caption().changedTo("theirs"))).isFalse();
    assertThat(pictures().find(picture.id()).orElseThrow().caption()).isEqualTo(mine);
  }

  @Test
  void changesManyCaptionsOnlyAsTheyWereSeen() {
    VersionId version = version();
    Picture first = added(aPicture(version, 0));
    Picture second = added(aPicture(version, 1));
    Picture other = added(aPicture(version, 2));
    pictures().caption(second.id(), second.caption().changedTo("theirs"));

    assertThat(
            pictures()
                .captions(
                    Map.of(
                        first.id(), first.caption().changedTo("mine, \"quoted\" 🐈"),
                        second.id(), second.caption().changedTo("mine"),
                        PictureId.random(), second.caption().changedTo("nobody's"))))
        .containsExactly(first.id());
    assertThat(pictures().captions(Map.of())).isEmpty();

    assertThat(pictures().all(version))
        .extracting(Picture::caption)
        .containsExactly(
            first.caption().changedTo("mine, \"quoted\" 🐈"),
            second.caption().changedTo("theirs"),
            other.caption());
  }

  @Test
  void keepsTheNewestOutcome() {
    Picture picture = added(aPicture(version(), 0));
    Outcome prepared =
        new Outcome.Prepared(
            PictureExample.FORM,
            List.of(processed(picture, 0, 64, 64), processed(picture, 1, 64, 96)));

    pictures().outcome(picture.id(), prepared);
    assertThat(pictures().find(picture.id()).orElseThrow().outcome()).isEqualTo(prepared);

    Outcome other =
        new Outcome.Prepared(new PictureForm("other"), List.of(processed(picture, 0, 32, 32)));
    pictures().outcome(picture.id(), other);
    assertThat(pictures().all(picture.version()).get(0).outcome()).isEqualTo(other);

    Outcome unframed =
        new Outcome.Prepared(
            PictureExample.FORM,
            List.of(new Processed(0, "p.png", "datasets/p", "sha", 64, 64, 9, null)));
    pictures().outcome(picture.id(), unframed);
    assertThat(pictures().find(picture.id()).orElseThrow().outcome()).isEqualTo(unframed);

    Outcome masked =
        new Outcome.Prepared(
            PictureExample.FORM,
            List.of(
                new Processed(
                    0, "p.png", "datasets/p", "sha", 64, 64, 9, Framing.whole(64, 64), true)));
    pictures().outcome(picture.id(), masked);
    assertThat(pictures().find(picture.id()).orElseThrow().outcome()).isEqualTo(masked);

    Framing whole = new Framing(640, 480, 10, 0, new Framing.Overflow(21, 0));
    Outcome kept =
        new Outcome.Prepared(
            PictureExample.FORM,
            List.of(new Processed(0, "p.png", "datasets/p", "sha", 64, 64, 9, whole)));
    pictures().outcome(picture.id(), kept);
    assertThat(pictures().find(picture.id()).orElseThrow().outcome()).isEqualTo(kept);

    pictures().outcome(picture.id(), new Outcome.Refused("It is no picture."));
    assertThat(pictures().find(picture.id()).orElseThrow().outcome())
        .isEqualTo(new Outcome.Refused("It is no picture."));
  }

  @Test
  void aPictureWithAnotherMaskIsUnprepared() {
    Picture picture = added(aPicture(version(), 0));
    pictures()
        .outcome(
            picture.id(),
            new Outcome.Prepared(PictureExample.FORM, List.of(processed(picture, 0, 64, 64))));

    pictures().mask(picture.id(), new Mask("datasets/m1", "sha1"));
    pictures().mask(picture.id(), new Mask("datasets/m2", "sha2"));

    assertThat(pictures().find(picture.id()))
        .contains(picture.with(new Mask("datasets/m2", "sha2")));
    pictures().mask(picture.id(), null);
    assertThat(pictures().find(picture.id())).contains(picture);
  }

  @Test
  void passesByTheOutcomeOfAPictureThatIsGone() {
    Picture picture = aPicture(version(), 0).prepared().picture();

    pictures().outcome(picture.id(), picture.outcome());

    assertThat(pictures().find(picture.id())).isEmpty();
  }

  @Test
  void discardsObjectsThatNoSnapshotNeeds() {
    pictures().keep(version(), List.of("b"));
    pictures().discard(List.of("a", "b", "c"));
    pictures().discard(List.of("a"));
    pictures().discard(List.of());

    assertThat(pictures().discarded(10)).containsExactly("a", "c");
    assertThat(pictures().discarded(1)).hasSize(1);

    pictures().forget(List.of("a"));
    assertThat(pictures().discarded(10)).containsExactly("c");
  }

  @Test
  void discardsReservedObjectsThatNobodyClaimsInTime() {
    pictures().reserve("claimed", Duration.ofDays(1));
    pictures().reserve("open", Duration.ofDays(1));
    pictures().reserve("late", Duration.ZERO);
    pictures().reserve("refused", Duration.ofDays(1));
    pictures().discard(List.of("refused"));

    assertThat(pictures().claim("claimed")).isTrue();
    assertThat(pictures().claim("claimed")).isFalse();
    assertThat(pictures().claim("late")).isFalse();
    assertThat(pictures().discarded(1000))
        .contains("late", "refused")
        .doesNotContain("claimed", "open");
    pictures().forget(List.of("late", "refused"));
  }

  private Picture added(PictureExample example) {
    Picture picture = example.picture();
    pictures().add(picture);
    return picture;
  }

  private Concept concept(VersionId version) {
    Concept dog =
        new Concept(ConceptId.random(), version, new Concept.Terms("dog", null, "sks dog", false));
    concepts().add(dog);
    return dog;
  }
}
