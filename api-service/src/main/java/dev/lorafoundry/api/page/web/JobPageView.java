package dev.lorafoundry.api.page.web;

import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One job with everything that is known of it.
 *
 * @param failure why it failed; absent: it has not
 * @param seen position of the newest event before this was read
 */
record JobPageView(
    String id,
    String version,
    String run,
    long seen,
    String name,
    List<Crumb> crumbs,
    JobView job,
    @Nullable FailureView failure,
    List<CheckpointView> checkpoints,
    List<SettingView> settings) {
  JobPageView {
    crumbs = List.copyOf(crumbs);
    checkpoints = List.copyOf(checkpoints);
    settings = List.copyOf(settings);
  }

  record SettingView(Phrase label, String value) {
    static List<SettingView> of(TrainingSettings settings) {
      return SettingsCatalogue.TRAINING.valuesOf(settings).entrySet().stream()
          .map(
              each ->
                  new SettingView(
                      SettingsFields.TRAINING.label(each.getKey()),
                      SettingsFields.text(each.getValue())))
          .toList();
    }
  }
}
