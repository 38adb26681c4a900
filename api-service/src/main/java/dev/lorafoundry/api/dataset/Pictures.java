package dev.lorafoundry.api.dataset;

import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.contracts.VersionId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All pictures of all datasets. */
public interface Pictures {
  /**
   * Keeps others from changing this version's dataset until the transaction ends.
   *
   * @throws dev.lorafoundry.api.project.VersionNotFound if there is no such version
   */
  void lock(VersionId version);

  /** The index that the next picture of the version gets. */
  int nextIndex(VersionId version);

  void add(Picture picture);

  Optional<Picture> find(PictureId id);

  /** Those of these pictures that there are, in any order. */
  List<Picture> findAll(Collection<PictureId> ids);

  /** The picture of the version that has this very content. */
  Optional<Picture> withContent(VersionId version, String sha256);

  /** All pictures of a version, by index. */
  List<Picture> all(VersionId version);

  /** A part of them. */
  List<Picture> list(VersionId version, long offset, int count);

  int count(VersionId version);

  /** How many pictures each of its concepts has; those that have none are left out. */
  Map<ConceptId, Integer> countsByConcept(VersionId version);

  /**
   * Gives a version that has no pictures those of another one, with all that belongs to them; their
   * objects they share.
   *
   * @param concepts what each concept of the pictures is in the other version
   */
  void copy(VersionId from, VersionId to, Map<ConceptId, ConceptId> concepts);

  /** A part of a dataset whose pictures stay in it when others are deleted. */
  record Stretch(int number, int count) {}

  /**
   * The parts of a version that have pictures: part n has those with indexes from n · length on.
   *
   * @param concept whose pictures count alone; absent: those of all
   */
  List<Stretch> stretches(VersionId version, @Nullable ConceptId concept, int length);

  /** The pictures of one of these parts. */
  List<Picture> stretch(VersionId version, @Nullable ConceptId concept, int length, int number);

  void removeAll(Collection<PictureId> ids);

  /**
   * Changes a caption.
   *
   * @return whether the edition before {@code caption} was the present one; nothing changed if not
   */
  boolean caption(PictureId id, Caption caption);

  /**
   * The same for several at once.
   *
   * @return those whose present edition was the one before; the others are as they were
   */
  Set<PictureId> captions(Map<PictureId, Caption> captions);

  void outcome(PictureId id, Outcome outcome);

  /**
   * Gives a picture a mask, instead of the one that it had, or takes that away; what was prepared
   * of it goes.
   *
   * @param mask absent: none
   */
  void mask(PictureId id, @Nullable Mask mask);

  /** Puts a picture into another concept of its version. */
  void move(PictureId id, Concept concept);

  /**
   * An object that is about to be stored: unless it is claimed, it is discarded after so long. Not
   * to be called in the transaction that claims it.
   */
  void reserve(String key, Duration time);

  /**
   * A reserved object is needed.
   *
   * @return whether it was still reserved; it may be deleted if not
   */
  boolean claim(String key);

  /**
   * Objects that are needed here no more. A snapshot or another picture may need them still: who
   * lets go of them then discards them anew.
   */
  void discard(Collection<String> keys);

  /** Objects that a snapshot of the version needs from now on. */
  void keep(VersionId version, Collection<String> keys);

  /**
   * The same for objects that snapshots of other versions need already.
   *
   * @return whether all of them are kept; they may be deleted if not
   */
  boolean keepToo(VersionId version, Collection<String> keys);

  /**
   * Some discarded objects that neither a picture nor a snapshot needs; the same ones until they
   * are forgotten.
   */
  List<String> discarded(int most);

  /** These objects are no more. */
  void forget(Collection<String> keys);
}
