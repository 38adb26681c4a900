package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.CheckpointFilter;
import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.checkpoint.Marks;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.page.web.CompareTable.Left;
import dev.lorafoundry.api.page.web.CompareTable.Offered;
import dev.lorafoundry.api.page.web.CompareTable.Pages;
import dev.lorafoundry.api.preview.Look;
import dev.lorafoundry.api.preview.Preview;
import dev.lorafoundry.api.preview.Previews;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.PreviewEvent.Picture;
import dev.lorafoundry.contracts.PreviewId;
import dev.lorafoundry.contracts.VersionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Gathers a version's pictures into one table, with a few queries however many there are. */
final class CompareBoard {
  /**
   * What one page of a table shows at most.
   *
   * @param offered the newest looks, whose values can be chosen
   */
  record Limits(int previews, long pictures, int rows, int columns, int offered) {
    static final Limits USUAL = new Limits(2000, 4000, 400, 150, 2000);
  }

  private final Previews previews;
  private final Checkpoints checkpoints;
  private final Marks marks;
  private final Jobs jobs;
  private final Limits limits;

  CompareBoard(Previews previews, Checkpoints checkpoints, Marks marks, Jobs jobs, Limits limits) {
    this.previews = previews;
    this.checkpoints = checkpoints;
    this.marks = marks;
    this.jobs = jobs;
    this.limits = limits;
  }

  /** A page of the checkpoints that are wanted; of one behind the last the last. */
  CompareTable look(VersionId version, CompareChoice choice) {
    JobDifferences differences = new JobDifferences(jobsOf(version));
    List<Look> looks = previews.looks(version);
    CheckpointFilter filter =
        new CheckpointFilter(
            choice.where().isEmpty() ? null : differences.admitted(choice),
            among(version, choice, looks));
    Pages pages = pages(version, filter, choice.page());
    List<Checkpoint> found =
        checkpoints.ofVersion(version, filter, choice.order(), pages.first(), limits.rows());
    Seen seen = seen(found, looks, choice);
    CompareRows rows =
        new CompareRows(differences.names(), seen.columns(), seen.shots(), marks.of(ids(found)));
    return new CompareTable(
        choice,
        new Offered(
            differences.choices(choice),
            PictureChoices.of(new Looks(newest(looks, limits.offered())), choice)),
        rows.common(),
        rows.columns(),
        rows.rows(found),
        rows.tallest(),
        pages,
        seen.left());
  }

  private Pages pages(VersionId version, CheckpointFilter filter, int page) {
    return Pages.of(
        checkpoints.countOfVersion(version, filter),
        checkpoints.countOfVersion(version, CheckpointFilter.ANY),
        limits.rows(),
        page);
  }

  private static List<CheckpointId> ids(List<Checkpoint> of) {
    return of.stream().map(Checkpoint::id).toList();
  }

  /** Pictures of some checkpoints, and in which columns they stand. */
  private record Seen(Shots shots, Looks columns, Left left) {}

  private Seen seen(List<Checkpoint> found, List<Look> looks, CompareChoice choice) {
    List<Preview> all = of(found);
    List<Preview> shown = withinLimits(all);
    Shots shots = shots(shown, choice);
    List<Look> there = looks.stream().filter(shots::has).toList();
    Looks columns = new Looks(newest(there, limits.columns()));
    return new Seen(
        shots, columns, new Left(there.size() - columns.count(), shown.size() < all.size()));
  }

  /** Those that have what is wanted besides their jobs; absent: nothing else is. */
  private @Nullable Set<CheckpointId> among(
      VersionId version, CompareChoice choice, List<Look> looks) {
    if (!choice.ofPictures()) {
      return choice.starred() ? marks.starred(version) : null;
    }
    Set<CheckpointId> among =
        new HashSet<>(
            previews.checkpointsWith(version, looks.stream().filter(choice::shows).toList()));
    if (choice.starred()) {
      among.retainAll(marks.starred(version));
    }
    return among;
  }

  private static <T> List<T> newest(List<T> all, int most) {
    return all.subList(Math.max(0, all.size() - most), all.size());
  }

  /** The newest of each, then the next of each, so that each has one where there are too many. */
  private List<Preview> of(List<Checkpoint> rows) {
    Collection<List<Preview>> ofEach = previews.ofCheckpoints(ids(rows)).values();
    int most = ofEach.stream().mapToInt(List::size).max().orElse(0);
    return IntStream.range(0, most)
        .boxed()
        .flatMap(at -> ofEach.stream().filter(each -> at < each.size()).map(each -> each.get(at)))
        .toList();
  }

  /** As many of the newest as have no more pictures than the table may; at least one. */
  private List<Preview> withinLimits(List<Preview> newest) {
    List<Preview> shown = new ArrayList<>();
    long pictures = 0;
    for (Preview preview : newest) {
      pictures += preview.rendering().total();
      if (shown.size() == limits.previews() || (!shown.isEmpty() && pictures > limits.pictures())) {
        break;
      }
      shown.add(preview);
    }
    return shown;
  }

  /** Taken in from the oldest on, so that the newest of equal ones stays. */
  private Shots shots(List<Preview> newestFirst, CompareChoice choice) {
    Map<PreviewId, List<Picture>> pictures =
        previews.pictures(newestFirst.stream().map(Preview::id).toList());
    List<Preview> oldestFirst = new ArrayList<>(newestFirst);
    Collections.reverse(oldestFirst);
    Shots shots = new Shots(choice::shows);
    for (Preview preview : oldestFirst) {
      pictures
          .getOrDefault(preview.id(), List.of())
          .forEach(picture -> shots.add(preview.ticket(), picture));
    }
    return shots;
  }

  /** The newest first, and then those of other versions, of whose files some were made here. */
  private List<Job> jobsOf(VersionId version) {
    return jobs.all(checkpoints.jobsOfVersion(version)).values().stream()
        .sorted(Comparator.comparing(job -> !job.ticket().version().equals(version)))
        .toList();
  }
}
