package dev.lorafoundry.api.preview;

import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.PreviewEvent.Picture;
import dev.lorafoundry.contracts.PreviewId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All previews of all checkpoints, with their pictures. */
public interface Previews {
  void add(Preview preview);

  Optional<Preview> find(PreviewId id);

  /** Those of these previews that there are. */
  Map<PreviewId, Preview> all(Collection<PreviewId> ids);

  /** Stores how a preview stands and how far it is; whoever calls this has locked its work. */
  void save(Preview preview);

  /** Previews of a checkpoint, newest first. */
  List<Preview> ofCheckpoint(CheckpointId checkpoint);

  /** Previews of these checkpoints, each's newest first; one without any is left out. */
  Map<CheckpointId, List<Preview>> ofCheckpoints(Collection<CheckpointId> checkpoints);

  /** Some of a checkpoint's previews, newest first. */
  List<Preview> ofCheckpoint(CheckpointId checkpoint, long offset, int limit);

  long countOfCheckpoint(CheckpointId checkpoint);

  /** Previews of a job's checkpoints that have not ended, oldest first. */
  List<PreviewId> openOfJob(JobId job);

  /** Previews of all checkpoints of a run, newest first. */
  List<Preview> ofRun(RunId run);

  /** Looks of all pictures of a version's checkpoints; what came last stands last. */
  List<Look> looks(VersionId version);

  /** Checkpoints of a version that have a picture of one of these looks. */
  Set<CheckpointId> checkpointsWith(VersionId version, Collection<Look> looks);

  /** Keeps a picture; it replaces that of an earlier attempt at the same place. */
  void keep(PreviewId id, LeaseEpoch attempt, Picture picture);

  /** Pictures by row, column and place in the cell. */
  List<Picture> pictures(PreviewId id);

  /** Pictures of these previews by preview, each in that order; one without any is left out. */
  Map<PreviewId, List<Picture>> pictures(Collection<PreviewId> ids);

  Optional<Picture> picture(PreviewId id, Place place);

  /** Where a picture is in the grid, all from 0. */
  record Place(int row, int column, int batchIndex) {
    static Place of(Picture picture) {
      return new Place(picture.row(), picture.column(), picture.batchIndex());
    }
  }
}
