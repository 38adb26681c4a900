package dev.lorafoundry.api.job;

import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.TrainingEvent.Point;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Points in memory. */
final class InMemoryMetrics implements Metrics {
  private final Map<JobId, NavigableMap<Long, Kept>> kept = new HashMap<>();

  private final Map<JobId, NavigableMap<Integer, Judged>> judged = new HashMap<>();

  private record Judged(LeaseEpoch attempt, Validation validation) {}

  private record Kept(LeaseEpoch attempt, Point point) {}

  @Override
  public void add(JobId job, LeaseEpoch attempt, List<Point> points) {
    for (Point point : points) {
      of(job)
          .merge(
              point.step(),
              new Kept(attempt, point),
              (old, fresh) -> old.attempt().compareTo(attempt) <= 0 ? fresh : old);
    }
  }

  @Override
  public void add(JobId job, LeaseEpoch attempt, Validation validation) {
    judged(job)
        .merge(
            validation.epoch(),
            new Judged(attempt, validation),
            (old, fresh) -> old.attempt().compareTo(attempt) <= 0 ? fresh : old);
  }

  @Override
  public List<Validation> validations(JobId job) {
    return judged(job).values().stream().map(Judged::validation).toList();
  }

  private NavigableMap<Integer, Judged> judged(JobId job) {
    return judged.computeIfAbsent(job, id -> new TreeMap<>());
  }

  @Override
  public void forgetAfter(JobId job, long step) {
    of(job).tailMap(step, false).clear();
    judged(job).values().removeIf(each -> each.validation().step() > step);
  }

  @Override
  public List<Point> after(JobId job, long step, int limit) {
    return of(job).tailMap(step, false).values().stream().limit(limit).map(Kept::point).toList();
  }

  @Override
  public long countAfter(JobId job, long step) {
    return of(job).tailMap(step, false).size();
  }

  @Override
  public List<Point> means(JobId job, long step, long every) {
    Map<Long, List<Point>> stretches = new TreeMap<>();
    after(job, step, Integer.MAX_VALUE)
        .forEach(
            point ->
                stretches
                    .computeIfAbsent((point.step() - step - 1) / every, any -> new ArrayList<>())
                    .add(point));
    return stretches.values().stream().map(InMemoryMetrics::mean).toList();
  }

  private static Point mean(List<Point> points) {
    OptionalDouble text =
        points.stream()
            .map(Point::textEncoderLearningRate)
            .filter(Objects::nonNull)
            .mapToDouble(rate -> rate)
            .average();
    return new Point(
        points.get(points.size() - 1).step(),
        points.stream().mapToDouble(Point::loss).average().orElseThrow(),
        points.stream().mapToDouble(Point::learningRate).average().orElseThrow(),
        text.isPresent() ? text.getAsDouble() : null);
  }

  @Override
  public Map<JobId, List<Point>> thinned(Map<JobId, Long> reached, int most) {
    Map<JobId, List<Point>> thinned = new HashMap<>();
    reached.forEach(
        (job, newest) -> {
          long every = Math.max(1, (newest + most - 1) / most);
          List<Point> points =
              after(job, 0, Integer.MAX_VALUE).stream()
                  .filter(point -> point.step() <= newest && (newest - point.step()) % every == 0)
                  .toList();
          if (!points.isEmpty()) {
            thinned.put(job, points);
          }
        });
    return thinned;
  }

  private NavigableMap<Long, Kept> of(JobId job) {
    return kept.computeIfAbsent(job, id -> new TreeMap<>());
  }
}
