package dev.lorafoundry.api.page.web;

import java.util.List;

/** What a version's runs came to. */
record ResultsView(
    VersionFrame version, JobListView jobs, LorasView loras, CheckpointList checkpoints, int page) {

  /** The checkpoints of one job. */
  record CheckpointGroup(Phrase name, List<CheckpointView> checkpoints) {
    CheckpointGroup {
      checkpoints = List.copyOf(checkpoints);
    }
  }
}
