package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.Mark;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.page.web.CompareTable.Cell;
import dev.lorafoundry.api.page.web.CompareTable.Choice;
import dev.lorafoundry.api.page.web.CompareTable.Column;
import dev.lorafoundry.api.page.web.CompareTable.Fact;
import dev.lorafoundry.api.page.web.CompareTable.Left;
import dev.lorafoundry.api.page.web.CompareTable.Numbers;
import dev.lorafoundry.api.page.web.CompareTable.Pages;
import dev.lorafoundry.api.page.web.CompareTable.Row;
import dev.lorafoundry.api.page.web.CompareTable.Value;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.JobId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes a table of what was gathered for it. */
final class CompareRows {
  private static final long HUNDRED = 100;

  private final List<Job> known;
  private final Looks looks;
  private final Shots shots;
  private final Map<CheckpointId, Mark> marks;

  /**
   * @param known jobs in the order of the table
   */
  CompareRows(List<Job> known, Looks looks, Shots shots, Map<CheckpointId, Mark> marks) {
    this.known = known;
    this.looks = looks;
    this.shots = shots;
    this.marks = marks;
  }

  /** A table of checkpoints of known jobs. */
  CompareTable table(List<Checkpoint> checkpoints, Pages pages, Left left) {
    Set<JobId> shown = checkpoints.stream().map(Checkpoint::job).collect(Collectors.toSet());
    List<Job> jobs = known.stream().filter(job -> shown.contains(job.id())).toList();
    Map<JobId, Integer> places = new HashMap<>();
    jobs.forEach(job -> places.put(job.id(), places.size()));
    List<Row> rows =
        checkpoints.stream()
            .map(each -> row(each, Objects.requireNonNull(places.get(each.job())), jobs))
            .sorted(
                Comparator.comparing(Row::job)
                    .thenComparing(Row::made)
                    .thenComparing(row -> row.numbers().step()))
            .toList();
    return new CompareTable(
        looks.common().stream().map(part -> fact(part, looks.ordered().get(0))).toList(),
        looks.differing().stream().map(this::hide).toList(),
        JobDifferences.of(jobs),
        looks.ordered().stream().map(this::column).toList(),
        rows,
        looks.ordered().stream().mapToLong(CompareRows::heightOfHundred).max().orElse(HUNDRED),
        pages,
        left);
  }

  private static long heightOfHundred(Look look) {
    return Math.round((double) HUNDRED * look.height() / look.width());
  }

  private Choice hide(Look.Part part) {
    return new Choice(
        part.id(),
        part.label(),
        looks.columnsByValue(part).entrySet().stream()
            .map(each -> new Value(each.getKey(), each.getValue()))
            .toList());
  }

  private Column column(Look look) {
    return new Column(looks.differing().stream().map(part -> fact(part, look)).toList());
  }

  private static Fact fact(Look.Part part, Look look) {
    return new Fact(part.id(), part.label(), part.of(look));
  }

  private Row row(Checkpoint checkpoint, int job, List<Job> jobs) {
    String jobName = jobs.get(job).ticket().name();
    return new Row(
        checkpoint.id().toString(),
        job,
        checkpoint.made(),
        jobName,
        "/jobs/" + checkpoint.job() + "#checkpoint-" + checkpoint.id(),
        place(checkpoint),
        stem(checkpoint.nameWith(jobName)),
        checkpoint.dropped() ? null : "/api/v1/checkpoints/" + checkpoint.id() + "/file",
        new Numbers(checkpoint.step(), checkpoint.averageLoss(), checkpoint.validationLoss()),
        marks.getOrDefault(checkpoint.id(), Mark.NONE),
        looks.ordered().stream().map(look -> cell(checkpoint, look)).toList());
  }

  private static Phrase place(Checkpoint checkpoint) {
    if (checkpoint.made()) {
      return Phrase.verbatim(checkpoint.stem());
    }
    return checkpoint.byStep()
        ? Phrase.of("compare.step", checkpoint.step())
        : Phrase.of("compare.epoch", checkpoint.epoch());
  }

  private static String stem(String file) {
    int dot = file.lastIndexOf('.');
    return dot > 0 ? file.substring(0, dot) : file;
  }

  private Cell cell(Checkpoint checkpoint, Look look) {
    return shots
        .find(checkpoint.id(), look)
        .map(shot -> new Cell(shot.url(), look.width(), look.height()))
        .orElse(Cell.EMPTY);
  }
}
