package dev.lorafoundry.api.job;

import dev.lorafoundry.api.queue.Waiting;
import dev.lorafoundry.api.queue.WaitingLine;
import dev.lorafoundry.api.queue.WorkQueue;
import dev.lorafoundry.api.queue.WorkQueue.UnderWay;
import dev.lorafoundry.contracts.BaseModelId;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.PriorityQueue;

/**
 * When waiting trainings will begin, about: each worker goes on at the speed that it has, and then
 * takes the next one of the line, which goes as fast as others of its kind did. Where something of
 * that is not known, nothing is said of what comes after.
 */
public final class Forecast {
  private static final int MOST = 200;

  private final WaitingLine line;
  private final WorkQueue queue;
  private final Jobs jobs;
  private final Speeds speeds;

  Forecast(WaitingLine line, WorkQueue queue, Jobs jobs, Speeds speeds) {
    this.line = line;
    this.queue = queue;
    this.jobs = jobs;
    this.speeds = speeds;
  }

  /** How long each waiting training will wait, in the order of the line. */
  public Map<JobId, Duration> look() {
    return look(line.look().next());
  }

  /**
   * The same of a line that somebody has looked at.
   *
   * @param waiting what comes next of it
   */
  public Map<JobId, Duration> look(List<Waiting> waiting) {
    Known known = new Known();
    PriorityQueue<Double> free = workers(known);
    Map<JobId, Duration> begins = new LinkedHashMap<>();
    for (Job job : trainings(waiting.stream().map(Waiting::work).toList(), MOST)) {
      Double begin = free.poll();
      if (begin == null || begin.isInfinite()) {
        break;
      }
      begins.put(job.id(), Duration.ofSeconds(Math.round(begin)));
      free.add(begin + known.seconds(job));
    }
    return begins;
  }

  /** In how many seconds each worker is free; infinite: nobody knows. */
  private PriorityQueue<Double> workers(Known known) {
    PriorityQueue<Double> free = new PriorityQueue<>();
    List<WorkId> busy = queue.underWay(Integer.MAX_VALUE).stream().map(UnderWay::id).toList();
    trainings(busy, Integer.MAX_VALUE).stream().map(known::seconds).forEach(free::add);
    int workers = line.workers(WorkKind.TRAINING);
    while (free.size() < workers) {
      free.add(0.0);
    }
    return free;
  }

  /** The first jobs among this work, in its order. */
  private List<Job> trainings(List<WorkId> work, int most) {
    List<JobId> ids =
        work.stream()
            .filter(id -> id.kind() == WorkKind.TRAINING)
            .limit(most)
            .map(id -> new JobId(id.value()))
            .toList();
    Map<JobId, Job> found = jobs.all(ids);
    return ids.stream().flatMap(id -> Optional.ofNullable(found.get(id)).stream()).toList();
  }

  /** What is known of speeds, asked for once each. */
  private final class Known {
    private final Map<Like, OptionalDouble> speeds = new HashMap<>();

    private record Like(BaseModelId model, int batchSize) {}

    /** What a training still takes; infinite: nobody knows. */
    double seconds(Job job) {
      JobProgress progress = job.progress();
      Double own = progress.stepsPerSecond();
      double speed = own != null && own > 0 ? own : usual(job).orElse(0);
      long left = Math.max(0, progress.totalSteps() - progress.step());
      return speed > 0 ? left / speed : Double.POSITIVE_INFINITY;
    }

    private OptionalDouble usual(Job job) {
      return speeds.computeIfAbsent(
          new Like(job.ticket().baseModel().id(), job.ticket().settings().loop().batchSize()),
          like -> Forecast.this.speeds.stepsPerSecond(like.model(), like.batchSize()));
    }
  }
}
