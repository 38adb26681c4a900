package dev.lorafoundry.api.run;

import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobNotFound;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.setting.WrittenArguments;
import dev.lorafoundry.contracts.BaseModelId;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.settings.SettingDefinition;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Requests that ask once more for what a run, or one of its jobs, was asked for. Arguments of
 * sd-scripts are not kept: what they said stands in the settings.
 */
public final class RunAgain {
  private final Runs runs;
  private final Jobs jobs;

  RunAgain(Runs runs, Jobs jobs) {
    this.runs = runs;
    this.jobs = jobs;
  }

  /**
   * A request for the whole grid.
   *
   * @throws RunNotFound if there is no such run
   */
  public RunRequest run(RunId id) {
    Run run = found(id);
    Map<String, @Nullable Object> known = new LinkedHashMap<>();
    for (SettingDefinition definition : SettingsCatalogue.TRAINING.definitions()) {
      String name = definition.name();
      if (run.settings().containsKey(name)) {
        known.put(name, run.settings().get(name));
      }
    }
    return request(
        run,
        run.baseModel(),
        known,
        run.zip(),
        run.keep() == null ? null : KeepForm.of(run.keep()),
        run.halving() == null ? null : HalvingForm.of(run.halving()));
  }

  /**
   * A request for one job, with what differs from the defaults.
   *
   * @throws JobNotFound if there is no such job
   */
  public RunRequest job(JobId id) {
    Job job = jobs.find(id).orElseThrow(() -> new JobNotFound(id));
    Run run = found(job.ticket().run());
    return request(
        run,
        job.ticket().baseModel().id(),
        others(SettingsCatalogue.TRAINING, job.ticket().settings()),
        List.of(),
        run.keep() == null ? null : KeepForm.of(run.keep()),
        null);
  }

  private Run found(RunId id) {
    return runs.find(id).orElseThrow(() -> new RunNotFound(id));
  }

  private static RunRequest request(
      Run run,
      BaseModelId model,
      Map<String, @Nullable Object> settings,
      List<List<String>> zip,
      @Nullable KeepForm keep,
      @Nullable HalvingForm halving) {
    return new RunRequest(
        run.version(),
        model.toString(),
        settings,
        others(SettingsCatalogue.PREVIEW, run.preview()),
        run.previewAfterTraining(),
        run.priority().label(),
        null,
        WrittenArguments.NONE,
        zip,
        false,
        keep,
        halving);
  }

  /** What is not as by default; an empty text where there is a default and no value. */
  private static <T extends Record> Map<String, @Nullable Object> others(
      SettingsCatalogue<T> catalogue, T settings) {
    Map<String, Object> defaults = catalogue.defaults();
    Map<String, Object> values = catalogue.valuesOf(settings);
    Map<String, @Nullable Object> others = new LinkedHashMap<>(values);
    others.entrySet().removeIf(each -> each.getValue().equals(defaults.get(each.getKey())));
    defaults.keySet().stream()
        .filter(name -> !values.containsKey(name))
        .forEach(name -> others.put(name, ""));
    return others;
  }
}
