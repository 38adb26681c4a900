package dev.lorafoundry.api.run;

import dev.lorafoundry.contracts.settings.InvalidSettings;
import dev.lorafoundry.contracts.settings.SettingProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Asynchronous successive halving (Li et al., A System for Massively Parallel Hyperparameter
 * Tuning, 2020): the jobs of a run are compared at rungs, after so many epochs each, and of those
 * that come to a rung the best {@code 1/eta} go on. No job waits for another.
 *
 * @param eta by how much each rung has fewer jobs and more epochs
 * @param minEpochs epochs of the first rung
 */
public record Halving(int eta, int minEpochs) {
  public Halving {
    List<SettingProblem> problems = new ArrayList<>();
    require(eta >= 2 && eta <= 100, "eta", eta, "2 to 100", problems);
    require(minEpochs >= 1 && minEpochs <= 10_000, "minEpochs", minEpochs, "1 to 10000", problems);
    if (!problems.isEmpty()) {
      throw new InvalidSettings(problems);
    }
  }

  /**
   * Epochs of the highest rung that a job has come to; empty before the first.
   *
   * @param epochs done
   */
  public OptionalInt rung(int epochs) {
    if (epochs < minEpochs) {
      return OptionalInt.empty();
    }
    long rung = minEpochs;
    while (rung * eta <= epochs) {
      rung *= eta;
    }
    return OptionalInt.of((int) rung);
  }

  /**
   * After which epochs a job is compared with others: those of its first checkpoint at each rung
   * that it comes to before its end.
   *
   * @param epochs of the whole job
   * @param saveEveryEpochs how often it has a checkpoint
   */
  List<Integer> judgedAfter(int epochs, int saveEveryEpochs) {
    List<Integer> judged = new ArrayList<>();
    for (long rung = minEpochs; rung < epochs; rung *= eta) {
      long saved = (rung + saveEveryEpochs - 1) / saveEveryEpochs * saveEveryEpochs;
      if (saved < epochs && !judged.contains((int) saved)) {
        judged.add((int) saved);
      }
    }
    return judged;
  }

  /**
   * How many of the jobs that have come to a rung go on: all while they are fewer than eta.
   *
   * @param jobs that have come to it so far
   */
  public int goingOn(int jobs) {
    return jobs < eta ? jobs : jobs / eta;
  }

  private static void require(
      boolean holds, String name, int given, String allowed, List<SettingProblem> problems) {
    if (!holds) {
      problems.add(
          new SettingProblem(
              "halving",
              Integer.toString(given),
              "halving %s %d is not allowed: use a whole number from %s."
                  .formatted(name, given, allowed)));
    }
  }
}
