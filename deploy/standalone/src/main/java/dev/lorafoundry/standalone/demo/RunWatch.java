package dev.lorafoundry.standalone.demo;

import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.standalone.client.Checkpoint;
import dev.lorafoundry.standalone.client.FoundryClient;
import dev.lorafoundry.standalone.client.Job;
import dev.lorafoundry.standalone.client.Preview;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks the API how far a run is. */
final class RunWatch {
  private final FoundryClient api;
  private final RunId run;

  RunWatch(FoundryClient api, RunId run) {
    this.api = api;
    this.run = run;
  }

  RunProgress look() {
    List<JobProgress> jobs = api.run(run).jobs().stream().map(this::progress).toList();
    return new RunProgress(jobs, DemoPlan.previews());
  }

  private JobProgress progress(Job job) {
    Map<Checkpoint, List<Preview>> previews = new LinkedHashMap<>();
    api.checkpoints(job.id()).stream()
        .sorted(Comparator.comparing(Checkpoint::step))
        .forEach(checkpoint -> previews.put(checkpoint, api.previews(checkpoint.id())));
    return new JobProgress(job, previews);
  }
}
