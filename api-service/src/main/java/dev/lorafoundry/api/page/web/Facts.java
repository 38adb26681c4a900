package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.project.Overview.Counts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What projects and versions amount to, in words. */
final class Facts {
  private Facts() {}

  /** Of a project with so many versions. */
  static List<Phrase> of(int versions, Counts counts) {
    List<Phrase> facts = new ArrayList<>();
    facts.add(Phrase.of("count.versions", versions));
    facts.addAll(of(counts));
    return facts;
  }

  static List<Phrase> of(Counts counts) {
    List<Phrase> facts = new ArrayList<>();
    facts.add(Phrase.of("count.pictures", counts.pictures()));
    addJobs(facts, "start.waiting", counts.waiting());
    addJobs(facts, "start.done", counts.done());
    addJobs(facts, "start.failed", counts.failed());
    return facts;
  }

  private static void addJobs(List<Phrase> facts, String key, long jobs) {
    if (jobs > 0) {
      facts.add(Phrase.of(key, Phrase.of("count.jobs", jobs)));
    }
  }

  /** Absent: no worker has a job of it. */
  static @Nullable Phrase training(Counts counts) {
    return counts.training() == 0
        ? null
        : Phrase.of("start.training", Phrase.of("count.jobs", counts.training()));
  }
}
