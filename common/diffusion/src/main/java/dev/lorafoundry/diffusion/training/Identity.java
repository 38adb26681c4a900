package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What makes a training the same one: a state is only good for the training that it is from. */
final class Identity {
  private Identity() {}

  /** Hashes by what they stand for. */
  static Map<String, String> of(
      TrainingBase base, TrainingSettings settings, DatasetSnapshot snapshot) {
    Map<String, Object> values = new TreeMap<>(SettingsCatalogue.TRAINING.valuesOf(settings));
    Map<String, String> identity = new LinkedHashMap<>();
    identity.put("base model", base.sha256());
    identity.put("settings", hash(values.toString() + base.prediction()));
    identity.put("dataset", hash(snapshot.toString()));
    return identity;
  }

  private static String hash(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
