package dev.lorafoundry.contracts.settings;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All settings of one training job, in groups. */
public record TrainingSettings(
    OptimiserSettings optimiser,
    AdaptiveSettings adaptive,
    ScheduleSettings schedule,
    NetworkSettings network,
    BlockSettings blocks,
    StartSettings start,
    LossSettings loss,
    NoiseSettings noise,
    TextSettings text,
    CaptionSettings captions,
    PictureSettings pictures,
    LoopSettings loop,
    PrecisionSettings precision,
    ValidationSettings validation,
    OutputSettings output,
    MetadataSettings metadata) {
  public static final TrainingSettings DEFAULTS =
      new TrainingSettings(
          OptimiserSettings.DEFAULTS,
          AdaptiveSettings.DEFAULTS,
          ScheduleSettings.DEFAULTS,
          NetworkSettings.DEFAULTS,
          BlockSettings.DEFAULTS,
          StartSettings.DEFAULTS,
          LossSettings.DEFAULTS,
          NoiseSettings.DEFAULTS,
          TextSettings.DEFAULTS,
          CaptionSettings.DEFAULTS,
          PictureSettings.DEFAULTS,
          LoopSettings.DEFAULTS,
          PrecisionSettings.DEFAULTS,
          ValidationSettings.DEFAULTS,
          OutputSettings.DEFAULTS,
          MetadataSettings.DEFAULTS);

  /** The same training, of which nothing is said: two that train alike are equal then. */
  public TrainingSettings withoutMetadata() {
    return new TrainingSettings(
        optimiser,
        adaptive,
        schedule,
        network,
        blocks,
        start,
        loss,
        noise,
        text,
        captions,
        pictures,
        loop,
        precision,
        validation,
        output,
        MetadataSettings.DEFAULTS);
  }

  /**
   * Reads what may have been written by an older version: settings that it did not have get their
   * defaults, settings that are gone are passed over.
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static TrainingSettings of(Map<String, Map<String, @Nullable Object>> groups) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    groups.values().forEach(values::putAll);
    values.keySet().retainAll(SettingsCatalogue.TRAINING.names());
    return SettingsCatalogue.TRAINING.read(values);
  }
}
