package dev.lorafoundry.api.page.web;

import java.util.List;

/** A version's runs with their jobs, newest first. */
record JobListView(String version, List<RunView> runs, int page, int pages) {
  JobListView {
    runs = List.copyOf(runs);
  }

  record RunView(
      String id,
      String title,
      String state,
      String about,
      int permille,
      boolean canCancel,
      List<JobView> jobs) {
    RunView {
      jobs = List.copyOf(jobs);
    }

    public String stateText() {
      return Words.state(state);
    }
  }
}
