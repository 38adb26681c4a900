package dev.lorafoundry.api.job;

import dev.lorafoundry.contracts.EventHeader;
import dev.lorafoundry.contracts.JobId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Log lines in memory. */
final class InMemoryJobLogs implements JobLogs {
  private final Map<JobId, List<Line>> kept = new HashMap<>();

  @Override
  public void append(JobId job, EventHeader from, List<String> lines) {
    List<Line> all = kept.computeIfAbsent(job, id -> new ArrayList<>());
    lines.forEach(text -> all.add(new Line(from.epoch(), from.at(), text.replace('\0', ' '))));
    if (all.size() > KEPT) {
      all.subList(0, all.size() - KEPT).clear();
    }
  }

  @Override
  public List<Line> of(JobId job) {
    return List.copyOf(kept.getOrDefault(job, List.of()));
  }
}
