package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;

/** What makes a training the same one: a state is only good for the training that it is from. */
final class Identity {
  private Identity() {}

  /** Hashes by what they stand for. */
  static Map<String, String> of(
      TrainingBase base, TrainingSettings settings, DatasetSnapshot snapshot) {
    Map<String, Object> values = new TreeMap<>(SettingsCatalogue.TRAINING.valuesOf(settings));
    Map<String, String> identity = new LinkedHashMap<>();
    identity.put("base model", base.sha256());
    identity.put("settings", DigestUtils.sha256Hex(values.toString() + base.prediction()));
    identity.put("dataset", DigestUtils.sha256Hex(snapshot.toString()));
    return identity;
  }
}
