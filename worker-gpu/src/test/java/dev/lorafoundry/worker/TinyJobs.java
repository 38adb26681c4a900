package dev.lorafoundry.worker;

import dev.lorafoundry.contracts.BaseModelId;
import dev.lorafoundry.contracts.BaseModelReference;
import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.DispatchId;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.Framing;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.SnapshotReference;
import dev.lorafoundry.contracts.TrainingJob;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.diffusion.picture.Opacity;
import dev.lorafoundry.diffusion.picture.PngFile;
import dev.lorafoundry.messaging.codec.MessageCodec;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import dev.lorafoundry.workerprocess.TinyModel;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;

/** Training jobs on a tiny model, with all that they need in a store. */
public final class TinyJobs {
  private final ObjectStore store;
  private final BaseModelReference model;
  private final SnapshotReference snapshot;

  private TinyJobs(ObjectStore store, Family family) {
    this.store = store;
    this.model = storeModel(family);
    this.snapshot = storeSnapshot(Framing.whole(64, 64));
  }

  /** Stores model, vocabulary and three pictures, of which one has a mask. */
  public static TinyJobs in(ObjectStore store) {
    return in(store, Family.SD1);
  }

  /** The same with the tiny model of a family. */
  public static TinyJobs in(ObjectStore store, Family family) {
    return new TinyJobs(store, family);
  }

  /** A job of rank 4 with batches of two (2 steps an epoch), but for what is given. */
  public TrainingJob with(Map<String, ?> given) {
    return job(given, snapshot);
  }

  private TrainingJob job(Map<String, ?> given, SnapshotReference pictures) {
    Map<String, Object> settings =
        new HashMap<>(
            Map.of(
                "rank",
                4,
                "alpha",
                2,
                "learningRate",
                1e-3,
                "batchSize",
                2,
                "epochs",
                3,
                "saveEveryEpochs",
                1));
    settings.putAll(given);
    return new TrainingJob(
        JobId.random(),
        new DispatchId(1),
        RunId.random(),
        "stârz",
        "v5",
        "tiny-bs-2-ep-3",
        "stârz-v5",
        model,
        pictures,
        SettingsCatalogue.TRAINING.read(settings),
        Instant.EPOCH);
  }

  /** The same on pictures that keep 16 columns beyond their size, of which any part is shown. */
  public TrainingJob withRandomCrop(Map<String, ?> given) {
    Map<String, Object> settings = new HashMap<>(given);
    settings.put("randomCrop", true);
    return job(settings, storeSnapshot(new Framing(80, 64, 8, 0, new Framing.Overflow(16, 0))));
  }

  public ObjectKey model() {
    return ObjectKey.of(model.key());
  }

  public ObjectKey snapshot() {
    return ObjectKey.of(snapshot.key());
  }

  private BaseModelReference storeModel(Family family) {
    byte[] checkpoint = TinyModel.checkpoint(family);
    String sha256 = DigestUtils.sha256Hex(checkpoint);
    String key = "models/" + sha256 + ".safetensors";
    String tokenizerKey = "models/" + sha256 + ".tokenizer.json";
    store.put(ObjectKey.of(key), Content.of(checkpoint, Content.BINARY));
    store.put(ObjectKey.of(tokenizerKey), Content.of(TinyModel.tokenizer(), Content.JSON));
    return new BaseModelReference(
        BaseModelId.random(),
        "tiny",
        family,
        TinyModel.prediction(family),
        sha256,
        checkpoint.length,
        key,
        tokenizerKey);
  }

  private SnapshotReference storeSnapshot(Framing framing) {
    DatasetSnapshot pictures =
        new DatasetSnapshot(
            1,
            "disc",
            List.of(
                picture(0, "a red disc", framing),
                picture(1, "disc, blue", framing),
                picture(2, "", framing)));
    byte[] manifest = new MessageCodec().write(pictures);
    String sha256 = DigestUtils.sha256Hex(manifest);
    String key = "snapshots/" + sha256 + ".json";
    store.put(ObjectKey.of(key), Content.of(manifest, Content.JSON));
    return new SnapshotReference(sha256, key);
  }

  private DatasetSnapshot.Picture picture(int number, String caption, Framing framing) {
    BufferedImage disc = disc(number, framing.originalWidth());
    byte[] png = PngFile.of(number == 2 ? Opacity.given(disc, disc) : disc); // why: that is blue
    String key =
        "datasets/d/processed/p/e%d/0000%d-0-disc.png".formatted(framing.left() + 1, number);
    store.put(ObjectKey.of(key), Content.of(png, Content.PNG));
    return new DatasetSnapshot.Picture(
        "0000" + number + "-0-disc.png", key, DigestUtils.sha256Hex(png), 64, 64, caption, framing);
  }

  private static BufferedImage disc(int number, int width) {
    BufferedImage image = new BufferedImage(width, 64, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.getHSBColor(number / 3f, 1, 1));
    graphics.fillOval(8, 8, 48, 48);
    graphics.dispose();
    return image;
  }
}
