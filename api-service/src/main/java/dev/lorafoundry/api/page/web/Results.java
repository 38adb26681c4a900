package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.page.web.JobListView.RunView;
import dev.lorafoundry.api.page.web.ResultsView.CheckpointGroup;
import dev.lorafoundry.api.preview.Preview;
import dev.lorafoundry.api.preview.Previews;
import dev.lorafoundry.api.preview.Strip;
import dev.lorafoundry.api.preview.Strips;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.api.run.RunBook;
import dev.lorafoundry.api.run.RunWithJobs;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.PreviewEvent.Picture;
import dev.lorafoundry.contracts.PreviewId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.settings.NetworkSettings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What came of a version's runs, as the page shows it. */
final class Results {
  private static final int RUNS_OF_A_PAGE = 5;
  private static final int FRAMES_OF_A_JOB = 8;
  private static final int FRAMES_OF_A_PAGE = 800;

  /** What is made of others is a LoRA without DoRA, as these are. */
  private static final NetworkSettings OF_MADE = NetworkSettings.DEFAULTS;

  private final RunBook runs;
  private final Checkpoints checkpoints;
  private final Previews previews;
  private final Strips strips;
  private final Whose whose;
  private final Cancelling cancelling;
  private final InstantSource clock;

  Results(
      RunBook runs,
      Checkpoints checkpoints,
      Previews previews,
      Strips strips,
      Whose whose,
      Cancelling cancelling,
      InstantSource clock) {
    this.runs = runs;
    this.checkpoints = checkpoints;
    this.previews = previews;
    this.strips = strips;
    this.whose = whose;
    this.cancelling = cancelling;
    this.clock = clock;
  }

  JobListView jobs(VersionId version, int page) {
    Instant now = clock.instant();
    long pages = (runs.count(version) + RUNS_OF_A_PAGE - 1) / RUNS_OF_A_PAGE;
    List<RunWithJobs> found = runs(version, page);
    Map<JobId, StripView> shown = strips(found);
    Whose.Round owners = whose.round(found.stream().map(run -> run.run().owner()));
    return new JobListView(
        version.toString(),
        found.stream()
            .map(run -> RunView.of(run, shown, whose, owners.words(run.run().owner()), now))
            .toList(),
        page,
        (int) pages);
  }

  /** The more jobs there are, the less of each. */
  private Map<JobId, StripView> strips(List<RunWithJobs> of) {
    int jobs = of.stream().mapToInt(run -> run.jobs().size()).sum();
    int most = Math.max(1, Math.min(FRAMES_OF_A_JOB, FRAMES_OF_A_PAGE / Math.max(1, jobs)));
    return strips.of(of.stream().map(run -> run.run().id()).toList(), most).stream()
        .collect(Collectors.toMap(Strip::job, StripView::of));
  }

  /**
   * Checkpoints of the jobs on a page of runs; jobs without any are left out. Before the newest
   * stands what was made of others.
   *
   * @param of the job whose checkpoints are wanted, on whichever page its run is by now; absent:
   *     those of all
   * @param most how many are wanted at most
   */
  CheckpointList checkpoints(VersionId version, int page, @Nullable JobId of, int most) {
    Stream<CheckpointGroup> made = page == 0 && of == null ? made(version) : Stream.empty();
    Stream<RunWithJobs> wanted =
        of == null ? runs(version, page).stream() : runs.ofJob(version, of).stream();
    Stream<CheckpointGroup> saved = wanted.flatMap(run -> groups(run, of));
    return CheckpointList.of(Stream.concat(made, saved).toList(), most)
        .with(cancelling::ofPreviews);
  }

  private Stream<CheckpointGroup> made(VersionId version) {
    List<Checkpoint> made = checkpoints.madeIn(version);
    return made.isEmpty()
        ? Stream.empty()
        : Stream.of(new CheckpointGroup(Phrase.of("checkpoints.made"), views(made, OF_MADE)));
  }

  /** With the pictures of their previews one by one. */
  List<CheckpointView> checkpoints(Job job) {
    List<Checkpoint> saved = checkpoints.ofJob(job.id());
    Map<CheckpointId, List<Preview>> shown = previews.ofCheckpoints(ids(saved));
    Map<String, Preview> known =
        saved.stream()
            .flatMap(each -> shown.getOrDefault(each.id(), List.of()).stream())
            .collect(Collectors.toMap(each -> each.id().toString(), Function.identity()));
    Map<PreviewId, List<Picture>> pictures =
        previews.pictures(known.values().stream().map(Preview::id).toList());
    return cancelling.ofPreviews(
        group(job, saved, shown).checkpoints().stream()
            .map(
                view ->
                    view.withPreviews(
                        preview -> {
                          Preview of = Objects.requireNonNull(known.get(preview.id()));
                          return preview.with(of, pictures.getOrDefault(of.id(), List.of()));
                        }))
            .toList());
  }

  private List<CheckpointView> views(List<Checkpoint> of, NetworkSettings network) {
    Map<CheckpointId, List<Preview>> shown = previews.ofCheckpoints(ids(of));
    return of.stream()
        .map(each -> CheckpointView.of(each, network, shown.getOrDefault(each.id(), List.of())))
        .toList();
  }

  private static List<CheckpointId> ids(List<Checkpoint> of) {
    return of.stream().map(Checkpoint::id).toList();
  }

  /** Of each job in the order of the grid, with two queries however many there are. */
  private Stream<CheckpointGroup> groups(RunWithJobs run, @Nullable JobId of) {
    RunId id = run.run().id();
    Map<CheckpointId, List<Preview>> shown = shown(id);
    Map<JobId, List<Checkpoint>> ofJobs =
        checkpoints.ofRun(id).stream().collect(Collectors.groupingBy(Checkpoint::job));
    return run.jobs().stream()
        .filter(job -> ofJobs.containsKey(job.id()))
        .filter(job -> of == null || of.equals(job.id()))
        .map(job -> group(job, ofJobs.getOrDefault(job.id(), List.of()), shown));
  }

  private Map<CheckpointId, List<Preview>> shown(RunId run) {
    return previews.ofRun(run).stream()
        .collect(Collectors.groupingBy(preview -> preview.ticket().checkpoint()));
  }

  private CheckpointGroup group(
      Job job, List<Checkpoint> saved, Map<CheckpointId, List<Preview>> shown) {
    boolean isPromotable = isGivenUp(job) && whose.mayControl(job.ticket().owner());
    return new CheckpointGroup(
        Phrase.verbatim(job.ticket().name()),
        saved.stream()
            .map(
                each ->
                    CheckpointView.of(each, network(job), shown.getOrDefault(each.id(), List.of())))
            .map(view -> isPromotable ? view.asPromotable() : view)
            .toList());
  }

  private static boolean isGivenUp(Job job) {
    WorkState state = job.standing().state();
    return state == WorkState.FAILED || state == WorkState.CANCELLED;
  }

  private static NetworkSettings network(Job job) {
    return job.ticket().settings().network();
  }

  private List<RunWithJobs> runs(VersionId version, int page) {
    return runs.ofVersion(version, (long) page * RUNS_OF_A_PAGE, RUNS_OF_A_PAGE);
  }
}
