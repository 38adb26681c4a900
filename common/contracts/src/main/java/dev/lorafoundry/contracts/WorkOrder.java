package dev.lorafoundry.contracts;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.util.List;

/** The message that asks a worker for one piece of work. */
public sealed interface WorkOrder permits TrainingJob, PreviewJob, PreparationJob, LoraTaskJob {
  ClaimableId id();

  @JsonIgnore
  default WorkId work() {
    return WorkId.of(id());
  }

  /** Which release of the work this message belongs to: an older one is refused. */
  DispatchId dispatch();

  /** How the work is to be done: a record with a {@link SettingsCatalogue}. */
  Record settings();

  /**
   * Names of the settings that are not as by default. The message says them for {@link
   * ChangedSettings}; nobody reads them into the order.
   */
  @JsonProperty(value = "changedSettings", access = JsonProperty.Access.READ_ONLY)
  default List<String> changedSettings() {
    return SettingsCatalogue.changed(settings());
  }

  /** What an attempt says that could not do the work. */
  WorkEvent failed(EventHeader header, FailureKind kind, String message);
}
