package dev.lorafoundry.api.loratask;

import static java.util.Objects.requireNonNull;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.job.JobNotFound;
import dev.lorafoundry.api.job.JobTicket;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.loratask.LoraTaskForm.SourceForm;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.settings.Dora;
import dev.lorafoundry.contracts.settings.LoraTaskKind;
import dev.lorafoundry.contracts.settings.LoraTaskSettings;
import dev.lorafoundry.contracts.settings.MergeMethod;
import dev.lorafoundry.contracts.settings.NetworkType;
import dev.lorafoundry.contracts.settings.RankMethod;
import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds the LoRAs that a task names, and says what can't be made of them. */
final class Sources {
  private static final String NAME = "sources";
  private static final int MOST = LoraTaskForm.MOST_SOURCES;
  private static final double LARGEST_WEIGHT = 10;

  private final Checkpoints checkpoints;
  private final Jobs jobs;

  Sources(Checkpoints checkpoints, Jobs jobs) {
    this.checkpoints = checkpoints;
    this.jobs = jobs;
  }

  /**
   * A LoRA to use.
   *
   * @param job that saved it, or the first that it was made of
   */
  record Source(Checkpoint checkpoint, JobTicket job, double weight) {}

  /** Those that there are; in a transaction, nobody drops them until it ends. */
  List<Source> of(LoraTaskForm form, List<SettingProblem> problems) {
    List<@Nullable SourceForm> given = form.sources() == null ? List.of() : form.sources();
    Map<CheckpointId, Checkpoint> known = new HashMap<>();
    if (given.size() <= MOST) {
      checkpoints.inUse(ids(given)).forEach(each -> known.put(each.id(), each));
    }
    List<Source> found = new ArrayList<>();
    for (SourceForm source : given.subList(0, Math.min(MOST, given.size()))) {
      if (source == null || source.checkpointId() == null) {
        problems.add(
            problem("(none)", "A source has no checkpointId: give the id of a checkpoint."));
        continue;
      }
      Checkpoint checkpoint = known.get(new CheckpointId(source.checkpointId()));
      check(source, checkpoint, problems);
      if (checkpoint != null) {
        found.add(new Source(checkpoint, job(checkpoint), source.weightOrDefault()));
      }
    }
    return found;
  }

  private static List<CheckpointId> ids(List<@Nullable SourceForm> given) {
    return given.stream()
        .filter(Objects::nonNull)
        .map(SourceForm::checkpointId)
        .filter(Objects::nonNull)
        .map(id -> new CheckpointId(requireNonNull(id)))
        .distinct()
        .toList();
  }

  private JobTicket job(Checkpoint checkpoint) {
    return jobs.find(checkpoint.job())
        .orElseThrow(() -> new JobNotFound(checkpoint.job()))
        .ticket();
  }

  private static void check(
      SourceForm source, @Nullable Checkpoint checkpoint, List<SettingProblem> problems) {
    String id = String.valueOf(source.checkpointId());
    if (checkpoint == null) {
      problems.add(
          problem(id, "There is no checkpoint %s: use the id of one that is there.".formatted(id)));
    } else if (checkpoint.dropped()) {
      problems.add(
          problem(
              id,
              "The file of checkpoint %s was dropped, because its run keeps others: use one that is there."
                  .formatted(id)));
    }
    double weight = source.weightOrDefault();
    if (!(Math.abs(weight) <= LARGEST_WEIGHT) || weight == 0) {
      String given = SettingProblem.shown(String.valueOf(source.weight()));
      problems.add(
          problem(
              given,
              "Weight %s of checkpoint %s is not allowed: use -10 to 10, but not 0."
                  .formatted(given, id)));
    }
  }

  /** What settings do not allow of what was found. */
  void check(
      LoraTaskSettings settings,
      List<Source> found,
      LoraTaskForm form,
      List<SettingProblem> problems) {
    checkCount(settings.kind(), form.sources() == null ? 0 : form.sources().size(), problems);
    checkDora(found, problems);
    if (settings.kind() == LoraTaskKind.MERGE) {
      checkFamilies(found, problems);
      checkKinds(settings.mergeMethodOrDefault(), found, problems);
    } else if (found.size() == 1) {
      checkResize(settings, found.get(0), problems);
    }
  }

  private static void checkCount(LoraTaskKind kind, int count, List<SettingProblem> problems) {
    boolean resize = kind == LoraTaskKind.RESIZE;
    if (resize ? count != 1 : count < 2 || count > MOST) {
      problems.add(
          problem(
              count + " sources",
              resize
                  ? "%d sources are given to resize: name one.".formatted(count)
                  : "%d sources are given to merge: name 2 to %d.".formatted(count, MOST)));
    }
  }

  /** What a DoRA changes depends on the base model's weights: nothing is made of it alone. */
  private static void checkDora(List<Source> found, List<SettingProblem> problems) {
    for (Source source : found) {
      if (!source.checkpoint().made() && source.job().settings().network().dora() != Dora.OFF) {
        problems.add(
            problem(
                source.checkpoint().id().toString(),
                "Checkpoint %s is a DoRA, which can be neither resized nor merged: choose a LoRA that was trained with dora off."
                    .formatted(source.checkpoint().id())));
      }
    }
  }

  private static void checkFamilies(List<Source> found, List<SettingProblem> problems) {
    for (Source source : found) {
      Family first = found.get(0).job().baseModel().family();
      Family own = source.job().baseModel().family();
      if (own != first) {
        problems.add(
            problem(
                source.checkpoint().id().toString(),
                "Checkpoint %s was trained on a base model of family %s, but the first source on one of family %s: merge those of one family."
                    .formatted(source.checkpoint().id(), own, first)));
      }
    }
  }

  private static void checkKinds(
      MergeMethod method, List<Source> found, List<SettingProblem> problems) {
    if (method == MergeMethod.SVD) {
      return;
    }
    for (Source source : found) {
      NetworkType own = source.job().settings().network().network();
      if (!source.checkpoint().made() && own != NetworkType.LORA) {
        problems.add(
            problem(
                source.checkpoint().id().toString(),
                "Checkpoint %s is a %s, which can't be merged by %s: choose mergeMethod svd."
                    .formatted(source.checkpoint().id(), own.label(), method.label())));
      }
    }
  }

  private static void checkResize(
      LoraTaskSettings settings, Source source, List<SettingProblem> problems) {
    if (source.weight() != 1 && !Double.isNaN(source.weight())) {
      problems.add(
          problem(
              String.valueOf(source.weight()),
              "Weight %s has no use where one LoRA is resized: leave it out."
                  .formatted(source.weight())));
    }
    TrainingSettings own = source.job().settings();
    int wanted = settings.rankOrDefault();
    int rank = own.network().rank();
    if (settings.rankMethod() == RankMethod.FIXED
        && hasRankOfItsSettings(source)
        && wanted > rank) {
      problems.add(
          new SettingProblem(
              "rank",
              String.valueOf(wanted),
              "rank %d is larger than that of checkpoint %s, and resizing adds nothing that was not trained: choose at most %d."
                  .formatted(wanted, source.checkpoint().id(), rank)));
    }
  }

  /** Of the others the file alone tells, so that the worker says it. */
  private static boolean hasRankOfItsSettings(Source source) {
    TrainingSettings own = source.job().settings();
    return !source.checkpoint().made()
        && own.network().network() == NetworkType.LORA
        && !own.start().ranksFromStart()
        && own.blocks().blockRanks() == null;
  }

  private static SettingProblem problem(String given, String message) {
    return new SettingProblem(NAME, given, message);
  }
}
