package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.checkpoint.Marks;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.page.web.CompareTable.Left;
import dev.lorafoundry.api.page.web.CompareTable.Pages;
import dev.lorafoundry.api.preview.Preview;
import dev.lorafoundry.api.preview.Previews;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.PreviewEvent.Picture;
import dev.lorafoundry.contracts.PreviewId;
import dev.lorafoundry.contracts.VersionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Gathers a version's pictures into one table, with a few queries however many there are. */
final class CompareBoard {
  /** What one page of a table shows at most: the newest. */
  record Limits(int previews, long pictures, int rows, int columns) {
    static final Limits USUAL = new Limits(2000, 4000, 400, 150);
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

  /**
   * @param page from 0; one behind the last is the last
   */
  CompareTable look(VersionId version, int page) {
    List<Preview> newest = previews.ofVersion(version, limits.previews() + 1);
    Set<CheckpointId> pictured =
        withinLimits(newest).stream()
            .map(preview -> preview.ticket().checkpoint())
            .collect(Collectors.toSet());
    Pages pages = Pages.of(checkpoints.countOfVersion(version), limits.rows(), page);
    List<Checkpoint> rows = checkpoints.ofVersion(version, pictured, pages.first(), limits.rows());
    List<Preview> found = pages.page() == 0 ? newest : of(rows);
    List<Preview> shown = withinLimits(found);
    Shots shots = shots(shown);
    Looks looks = new Looks(shots.newestLooks(limits.columns()));
    Left left = new Left(shots.looks() - looks.count(), shown.size() < found.size());
    return new CompareRows(
            jobsOf(version, rows),
            looks,
            shots,
            marks.of(rows.stream().map(Checkpoint::id).toList()))
        .table(rows, pages, left);
  }

  /** The newest of each, then the next of each, so that each has one where there are too many. */
  private List<Preview> of(List<Checkpoint> rows) {
    Collection<List<Preview>> ofEach =
        previews.ofCheckpoints(rows.stream().map(Checkpoint::id).toList()).values();
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
  private Shots shots(List<Preview> newestFirst) {
    Map<PreviewId, List<Picture>> pictures =
        previews.pictures(newestFirst.stream().map(Preview::id).toList());
    List<Preview> oldestFirst = new ArrayList<>(newestFirst);
    Collections.reverse(oldestFirst);
    Shots shots = new Shots();
    for (Preview preview : oldestFirst) {
      pictures
          .getOrDefault(preview.id(), List.of())
          .forEach(picture -> shots.add(preview.ticket(), picture));
    }
    return shots;
  }

  /** The newest first, and then those of other versions, of whose files some were made here. */
  private List<Job> jobsOf(VersionId version, List<Checkpoint> rows) {
    Set<JobId> ids = rows.stream().map(Checkpoint::job).collect(Collectors.toSet());
    return jobs.all(ids).values().stream()
        .sorted(Comparator.comparing(job -> !job.ticket().version().equals(version)))
        .toList();
  }
}
