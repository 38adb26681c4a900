package dev.lorafoundry.contracts;

import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a message says of its settings by name. Whoever is older than its sender reads it beside the
 * {@link WorkOrder}, from which everything is missing that the reader does not know.
 *
 * @param changedSettings those that are not as by default; none in messages of older versions
 */
public record ChangedSettings(@Nullable List<String> changedSettings) {
  public ChangedSettings {
    changedSettings = changedSettings == null ? List.of() : List.copyOf(changedSettings);
  }

  @Override
  public List<String> changedSettings() {
    return Objects.requireNonNull(changedSettings);
  }

  /** Those that this program does not know: without them the order is another one. */
  public List<String> unknownIn(WorkOrder order) {
    return SettingsCatalogue.unknown(order.settings(), changedSettings());
  }
}
