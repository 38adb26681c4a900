package dev.lorafoundry.api.run;

import dev.lorafoundry.contracts.settings.InvalidSettings;
import dev.lorafoundry.contracts.settings.SettingProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Asynchronous successive halving (Li et al., A System for Massively Parallel Hyperparameter
 * Tuning, 2020): the jobs of a run are compared at rungs, after so many epochs each, and of those
 * that come to a rung the best {@code 1/eta} go on. No job waits for another.
 *
 * @param eta by how much each rung has fewer jobs and more epochs
 * @param minEpochs epochs of the first rung
 */
public record Halving(int eta, int minEpochs) {
  private static final WholeNumber ETA = new WholeNumber("halving", "eta", 2, 100);
  private static final WholeNumber MIN_EPOCHS = new WholeNumber("halving", "minEpochs", 1, 10_000);

  public Halving {
    require(eta, minEpochs);
  }

  /**
   * Of numbers as somebody gave them, in JSON or as texts.
   *
   * @throws InvalidSettings with each that is not allowed
   */
  static Halving of(Object eta, Object minEpochs) {
    require(eta, minEpochs);
    return new Halving(ETA.of(eta), MIN_EPOCHS.of(minEpochs));
  }

  private static void require(Object eta, Object minEpochs) {
    List<SettingProblem> problems =
        Stream.of(ETA.problemWith(eta), MIN_EPOCHS.problemWith(minEpochs))
            .flatMap(Optional::stream)
            .toList();
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
   * @param saveEveryEpochs how often it has a checkpoint after an epoch; 0: never
   */
  List<Integer> judgedAfter(int epochs, int saveEveryEpochs) {
    if (saveEveryEpochs == 0) {
      return List.of();
    }
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
}
