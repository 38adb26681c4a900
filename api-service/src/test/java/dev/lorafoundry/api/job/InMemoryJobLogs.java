package dev.lorafoundry.api.job;

import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.LogLevel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Log lines in memory. */
final class InMemoryJobLogs implements JobLogs {
  private final Map<JobId, List<Line>> kept = new HashMap<>();
  private long newest;

  @Override
  public void append(
      JobId job, LeaseEpoch attempt, Instant at, LogLevel level, List<String> lines) {
    List<Line> all = kept.computeIfAbsent(job, id -> new ArrayList<>());
    lines.forEach(
        text ->
            all.add(new Line(++newest, attempt, at, level, JobLogs.cut(text).replace('\0', ' '))));
    if (all.size() > KEPT) {
      all.subList(0, all.size() - KEPT).clear();
    }
  }

  @Override
  public List<Line> after(JobId job, long number) {
    return kept.getOrDefault(job, List.of()).stream()
        .filter(line -> line.number() > number)
        .toList();
  }

  @Override
  public List<Line> troubles(JobId job, LeaseEpoch attempt, int before, int most) {
    List<Line> said = of(job).stream().filter(line -> line.attempt().equals(attempt)).toList();
    List<Line> near =
        IntStream.range(0, said.size())
            .filter(
                place ->
                    said.subList(place, Math.min(said.size(), place + before + 1)).stream()
                        .anyMatch(line -> line.level() != LogLevel.INFO))
            .mapToObj(said::get)
            .toList();
    return near.subList(Math.max(0, near.size() - most), near.size());
  }
}
