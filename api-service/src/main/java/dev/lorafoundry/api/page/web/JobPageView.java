package dev.lorafoundry.api.page.web;

import java.util.List;

/** One job with everything that is known of it. */
record JobPageView(
    String id,
    String version,
    String name,
    List<Crumb> crumbs,
    JobProgressView progress,
    List<CheckpointView> checkpoints,
    List<SettingView> settings) {
  JobPageView {
    crumbs = List.copyOf(crumbs);
    checkpoints = List.copyOf(checkpoints);
    settings = List.copyOf(settings);
  }

  record SettingView(String label, String value) {}
}
