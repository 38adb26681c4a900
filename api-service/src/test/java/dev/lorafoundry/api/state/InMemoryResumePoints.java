package dev.lorafoundry.api.state;

import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.contracts.JobId;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Resume points in memory. */
final class InMemoryResumePoints implements ResumePoints {
  private final Map<JobId, Point> points = new LinkedHashMap<>();
  private final Map<JobId, SpentStates> marks = new HashMap<>();

  private record Point(WorkState state, Instant since, int epoch, @Nullable Long step) {
    boolean due(Instant doneBefore, Instant lostBefore) {
      return switch (state) {
        case DONE -> since.isBefore(doneBefore);
        case FAILED, CANCELLED -> since.isBefore(lostBefore);
        default -> step != null;
      };
    }

    long below() {
      return state.ended() || step == null ? SpentStates.ALL : step;
    }
  }

  /** The job stands so from now on. */
  void put(JobId job, WorkState state, Instant since, int epoch, @Nullable Long resumeStep) {
    points.put(job, new Point(state, since, epoch, resumeStep));
  }

  @Nullable Long resumeStep(JobId job) {
    Point point = points.get(job);
    return point == null ? null : point.step();
  }

  @Override
  public List<SpentStates> spent(Instant doneBefore, Instant lostBefore, int limit) {
    return points.entrySet().stream()
        .filter(each -> each.getValue().epoch() > 0)
        .filter(each -> each.getValue().due(doneBefore, lostBefore))
        .map(
            each ->
                new SpentStates(each.getKey(), each.getValue().epoch(), each.getValue().below()))
        .filter(this::isNew)
        .limit(limit)
        .toList();
  }

  private boolean isNew(SpentStates spent) {
    SpentStates mark = marks.get(spent.job());
    return mark == null || mark.epoch() < spent.epoch() || mark.below() < spent.below();
  }

  @Override
  public boolean giveUp(JobId job, int epoch) {
    Point point = points.get(job);
    if (point == null || point.epoch() != epoch || !point.state().ended()) {
      return false;
    }
    put(job, point.state(), point.since(), epoch, null);
    return true;
  }

  @Override
  public void deleted(SpentStates states) {
    marks.put(states.job(), states);
  }
}
