package dev.lorafoundry.standalone.demo;

import dev.lorafoundry.standalone.client.BaseModel;
import dev.lorafoundry.standalone.client.FoundryClient;
import dev.lorafoundry.standalone.client.Preparation;
import dev.lorafoundry.standalone.client.Project;
import dev.lorafoundry.standalone.client.Run;
import dev.lorafoundry.standalone.client.State;
import dev.lorafoundry.standalone.client.UploadReport;
import dev.lorafoundry.standalone.client.Version;
import dev.lorafoundry.standalone.client.Worker;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The main job on sample data: from a new version to a table of results. */
public final class Demo {
  private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(10);
  private static final Set<String> KINDS = Set.of("training", "preview", "preparation");

  private final FoundryClient api;
  private final String baseModelName;
  private final PrintStream out;
  private final Display display;
  private final Patience patience;

  Demo(
      FoundryClient api,
      String baseModelName,
      PrintStream out,
      Display display,
      Patience patience) {
    this.api = api;
    this.baseModelName = baseModelName;
    this.out = out;
    this.display = display;
    this.patience = patience;
  }

  /**
   * What to train on.
   *
   * @param files pictures and captions
   * @param prompt of the previews
   */
  public record Sample(List<Path> files, String prompt, String negativePrompt) {
    public Sample {
      files = List.copyOf(files);
    }
  }

  /**
   * A demo that shows itself on a terminal, or line by line where there is none.
   *
   * @param obstacle says why all waiting is in vain, if it is
   */
  public static Demo on(
      FoundryClient api,
      String baseModelName,
      PrintStream out,
      Supplier<Optional<String>> obstacle) {
    Patience patience =
        new Patience(Pace.EVERY_SECOND, InstantSource.system(), LONGEST_STANDSTILL, obstacle);
    return new Demo(api, baseModelName, out, Displays.suitedTo(out), patience);
  }

  /** Removes the result of an earlier demo, which must not pass for one of this. */
  public static void forgetResult(Path folder) {
    ResultFolder.forget(folder);
  }

  /**
   * Plays it.
   *
   * @param folder for the results, {@code demo-result.json} among them
   * @param page the page's address
   * @return whether every job and preview ended as it should
   * @throws DemoFailed if it can't go on
   */
  public boolean play(Sample sample, Path folder, String page) throws InterruptedException {
    Instant start = patience.now();
    forgetResult(folder);
    awaitWorkers();
    Project project =
        api.project(DemoPlan.PROJECT).orElseGet(() -> api.createProject(DemoPlan.PROJECT));
    Version version = api.createVersion(project.id(), freeName(project));
    out.println("Project " + project.name() + ", version " + version.name());
    upload(version, sample.files());
    prepare(version);
    Run run = submit(version, sample);
    RunProgress end = await(run);
    DemoResult result =
        new ResultFolder(api, folder, () -> Duration.between(start, patience.now()))
            .collect(project.name(), version.name(), run, end, page);
    out.println();
    out.print(result.table());
    out.println("Checkpoints and preview grids: " + ResultFolder.of(folder, version.name()));
    out.println(String.format(Locale.ROOT, "The demo took %.1f s", result.seconds()));
    result.complaints().forEach(out::println);
    return result.ok();
  }

  private void awaitWorkers() throws InterruptedException {
    Patience waiting = patience.anew();
    Set<String> taken = takenKinds();
    while (!taken.containsAll(KINDS)) {
      waiting.await("A worker for every kind of work", taken);
      taken = takenKinds();
    }
    out.println("Workers are there");
  }

  private Set<String> takenKinds() {
    return api.workers().stream()
        .filter(Worker::live)
        .flatMap(worker -> worker.kinds().stream())
        .collect(Collectors.toSet());
  }

  private static String freeName(Project project) {
    Set<String> taken = project.versions().stream().map(Version::name).collect(Collectors.toSet());
    return IntStream.iterate(1, number -> number + 1)
        .mapToObj(number -> "v" + number)
        .filter(name -> !taken.contains(name))
        .findFirst()
        .orElseThrow();
  }

  private void upload(Version version, List<Path> sample) {
    UploadReport report = api.upload(version.id(), sample);
    out.println(report.accepted().size() + " pictures uploaded, with captions");
    if (!report.refused().isEmpty()) {
      throw new DemoFailed("Sample pictures were refused: " + report.refused());
    }
  }

  private void prepare(Version version) throws InterruptedException {
    Preparation preparation = api.prepare(version.id(), DemoPlan.preparation());
    Patience waiting = patience.anew();
    while (!preparation.state().ended()) {
      waiting.await("The prepared dataset", preparation);
      preparation = api.preparation(preparation.id());
    }
    if (preparation.state() != State.DONE) {
      throw new DemoFailed(
          "The preparation of the dataset is %s: %s"
              .formatted(preparation.state(), preparation.reason()));
    }
    out.println(preparation.done() + " pictures prepared");
  }

  private Run submit(Version version, Sample sample) {
    BaseModel baseModel =
        api.baseModel(baseModelName)
            .orElseThrow(() -> new DemoFailed("Base model " + baseModelName + " is not there"));
    Run run =
        api.submit(
            version.id(), DemoPlan.order(baseModel.id(), sample.prompt(), sample.negativePrompt()));
    out.println(
        "Grid of %d jobs, %d steps, on base model %s"
            .formatted(run.jobs().size(), run.totalSteps(), baseModel.name()));
    return run;
  }

  private RunProgress await(Run run) throws InterruptedException {
    RunWatch watch = new RunWatch(api, run.id());
    RunProgress progress = watch.look();
    display.show(progress);
    Patience waiting = patience.anew();
    while (!progress.ended()) {
      waiting.await("The end of the run", progress);
      progress = watch.look();
      display.show(progress);
    }
    return progress;
  }
}
