package dev.lorafoundry.api.halving;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.contracts.JobId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the jobs of a run that have come to a rung stand there: each with its first checkpoint of an
 * epoch from there on.
 *
 * @param bestFirst one checkpoint of each job
 */
record Rung(List<Checkpoint> bestFirst) {
  Rung {
    bestFirst = List.copyOf(bestFirst);
  }

  /**
   * @param epochs of the rung
   * @param all checkpoints of epochs of the run, those of each job by step
   */
  static Rung of(int epochs, Collection<Checkpoint> all) {
    Map<JobId, Checkpoint> first = new LinkedHashMap<>();
    all.stream()
        .filter(each -> each.epoch() >= epochs)
        .forEach(each -> first.putIfAbsent(each.job(), each));
    return new Rung(first.values().stream().sorted(Checkpoint.BEST_FIRST).toList());
  }

  int size() {
    return bestFirst.size();
  }

  /** Place of a checkpoint, from 1; empty where the job stood here with another one. */
  Optional<Integer> place(Checkpoint checkpoint) {
    int index = bestFirst.indexOf(checkpoint);
    return index < 0 ? Optional.empty() : Optional.of(index + 1);
  }
}
