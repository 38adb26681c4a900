package dev.lorafoundry.preview.rendering;

import dev.lorafoundry.contracts.BaseModelId;
import dev.lorafoundry.contracts.BaseModelReference;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.DispatchId;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.contracts.PreviewId;
import dev.lorafoundry.contracts.PreviewJob;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import dev.lorafoundry.workerprocess.TinyModel;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;

/** Preview jobs on the tiny model. */
public final class PreviewJobs {
  private static final byte[] CHECKPOINT = TinyModel.checkpoint();
  private static final byte[] LORA = TinyModel.lora();

  private PreviewJobs() {}

  /** Puts everything that a job needs into the store. */
  public static void supply(ObjectStore store) {
    put(store, "models/tiny.safetensors", CHECKPOINT);
    put(store, "models/tiny.tokenizer.json", TinyModel.tokenizer());
    put(store, "jobs/lora.safetensors", LORA);
  }

  /** A job whose settings are small unless they are given. */
  public static PreviewJob with(Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>();
    all.put("prompt", "ab cd");
    all.put("negativePrompt", "ef");
    all.put("width", 64);
    all.put("height", 64);
    all.put("steps", 2);
    all.put("seeds", 7);
    all.put("loraWeights", 1);
    all.putAll(settings);
    return new PreviewJob(
        PreviewId.random(),
        new DispatchId(1),
        JobId.random(),
        CheckpointId.random(),
        "shape-v1-000002",
        "jobs/lora.safetensors",
        DigestUtils.sha256Hex(LORA),
        model("models/tiny.tokenizer.json"),
        2,
        SettingsCatalogue.PREVIEW.read(all));
  }

  /** A small job on the tiny model of a family, both of which are put into the store. */
  static PreviewJob on(Family family, ObjectStore store) {
    byte[] checkpoint = TinyModel.checkpoint(family);
    byte[] lora = TinyModel.lora(family);
    String key = "models/" + family + ".safetensors";
    put(store, key, checkpoint);
    put(store, "jobs/" + family + ".safetensors", lora);
    PreviewJob usual = with(Map.of());
    return new PreviewJob(
        usual.id(),
        usual.dispatch(),
        usual.job(),
        usual.checkpoint(),
        usual.checkpointName(),
        "jobs/" + family + ".safetensors",
        DigestUtils.sha256Hex(lora),
        new BaseModelReference(
            BaseModelId.random(),
            family + " tiny",
            family,
            TinyModel.prediction(family),
            DigestUtils.sha256Hex(checkpoint),
            checkpoint.length,
            key,
            "models/tiny.tokenizer.json"),
        1,
        usual.settings());
  }

  static BaseModelReference model(String tokenizerKey) {
    return new BaseModelReference(
        BaseModelId.random(),
        "tiny, v1",
        Family.SD1,
        PredictionType.EPSILON,
        DigestUtils.sha256Hex(CHECKPOINT),
        CHECKPOINT.length,
        "models/tiny.safetensors",
        tokenizerKey);
  }

  private static void put(ObjectStore store, String key, byte[] bytes) {
    store.put(ObjectKey.of(key), Content.of(bytes, Content.BINARY));
  }
}
