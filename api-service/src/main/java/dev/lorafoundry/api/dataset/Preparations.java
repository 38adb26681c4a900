package dev.lorafoundry.api.dataset;

import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.contracts.PreparationId;
import dev.lorafoundry.contracts.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All preparations of all datasets. */
public interface Preparations {
  /**
   * Adds a new preparation of these pictures.
   *
   * @return whether it was added: while another one of the same version has not ended, it is not
   */
  boolean add(Preparation preparation, List<Picture> pictures);

  Optional<Preparation> find(PreparationId id);

  /** A part of the list of a version's preparations, newest first. */
  List<Preparation> list(VersionId version, long offset, int count);

  long count(VersionId version);

  /** The preparation of the version that has not ended. */
  Optional<Preparation> underWay(VersionId version);

  /** A picture became training pictures; saying it again changes nothing. */
  void prepared(PreparationId id, PictureId picture);

  /** A picture can't be used; saying it again changes nothing. */
  void refused(PreparationId id, PictureId picture, String reason);

  void stands(PreparationId id, WorkState state, String reason, @Nullable Instant endedAt);
}
