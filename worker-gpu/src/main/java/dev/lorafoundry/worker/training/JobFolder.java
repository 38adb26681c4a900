package dev.lorafoundry.worker.training;

import static org.apache.commons.codec.digest.MessageDigestAlgorithms.SHA_256;

import dev.lorafoundry.contracts.Lease;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.TrainingJob;
import dev.lorafoundry.diffusion.training.TrainingSession;
import dev.lorafoundry.messaging.codec.MessageCodec;
import dev.lorafoundry.messaging.codec.UnreadableMessage;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.NoSuchObject;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where one attempt's files lie in the object store: {@code jobs/<job>/e<epoch>/}. Nothing there is
 * ever changed, and no other attempt writes there.
 */
final class JobFolder {
  private static final Logger log = LoggerFactory.getLogger(JobFolder.class);
  private static final String LOSS = ".loss.json";

  private final ObjectStore store;
  private final ObjectKey key;
  private final TrainingMeters meters;
  private final MessageCodec codec = new MessageCodec();

  JobFolder(ObjectStore store, TrainingJob job, LeaseEpoch epoch, TrainingMeters meters) {
    this.store = store;
    this.key = ObjectKey.of("jobs", job.id().toString(), "e" + epoch.value());
    this.meters = meters;
  }

  /** A file that was stored. */
  record Stored(ObjectKey key, String sha256, long bytes) {}

  /** Stores a file under a name for people. */
  Stored put(Path file, String name) throws IOException {
    Stored stored =
        new Stored(
            key.child(FileNames.inKey(name)),
            new DigestUtils(SHA_256).digestAsHex(file),
            Files.size(file));
    store.put(stored.key(), Content.of(file, Content.BINARY));
    meters.uploaded(stored.bytes());
    return stored;
  }

  /** Stores what the training needs to go on from here. */
  Lease.ResumePoint putState(TrainingSession session, EpochLoss loss, Path scratch)
      throws IOException {
    String name = FileNames.state(session.step());
    Path file = scratch.resolve(name);
    session.saveState(file);
    store.put(key.child(name + LOSS), Content.of(codec.write(loss), Content.JSON));
    Stored stored = put(file, name);
    Files.delete(file);
    return new Lease.ResumePoint(stored.key().value(), stored.sha256(), session.step());
  }

  /** Brings a session to where an earlier attempt left off; says how its epoch went until then. */
  EpochLoss restore(TrainingSession session, Lease.ResumePoint point, Path scratch)
      throws IOException {
    ObjectKey state = ObjectKey.of(point.stateKey());
    Path file = scratch.resolve(state.name());
    store.download(state, file, point.stateSha256());
    // why: once the session is restored, nothing may say any more that it is not
    Optional<EpochLoss> loss = lossAt(state);
    session.restore(file);
    Files.delete(file);
    return loss.orElseGet(() -> EpochLoss.lastOf(session));
  }

  /** An epoch's mean is no reason to train anew what the state holds: empty where it is lost. */
  private Optional<EpochLoss> lossAt(ObjectKey state) {
    ObjectKey loss = ObjectKey.of(state.value() + LOSS);
    try {
      return Optional.of(codec.read(store.read(loss), EpochLoss.class));
    } catch (UnreadableMessage | NoSuchObject e) {
      log.warn(
          "The mean loss of the epoch under way is lost, the last step's stands for it: {}",
          e.getMessage());
      return Optional.empty();
    }
  }
}
