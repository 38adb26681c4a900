package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.Mark;
import dev.lorafoundry.api.page.web.CompareTable.Cell;
import dev.lorafoundry.api.page.web.CompareTable.Column;
import dev.lorafoundry.api.page.web.CompareTable.Fact;
import dev.lorafoundry.api.page.web.CompareTable.Numbers;
import dev.lorafoundry.api.page.web.CompareTable.Row;
import dev.lorafoundry.api.preview.Look;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.JobId;
import java.util.List;
import java.util.Map;

/** Makes rows and columns of what was gathered for a table. */
final class CompareRows {
  private static final long HUNDRED = 100;

  private final Map<JobId, String> jobNames;
  private final Looks looks;
  private final Shots shots;
  private final Map<CheckpointId, Mark> marks;

  CompareRows(
      Map<JobId, String> jobNames, Looks looks, Shots shots, Map<CheckpointId, Mark> marks) {
    this.jobNames = jobNames;
    this.looks = looks;
    this.shots = shots;
    this.marks = marks;
  }

  /** What all pictures share. */
  List<Fact> common() {
    return looks.common().stream().map(part -> fact(part, looks.ordered().get(0))).toList();
  }

  List<Column> columns() {
    List<LookPart> differing = looks.differing();
    return looks.ordered().stream()
        .map(look -> new Column(differing.stream().map(part -> fact(part, look)).toList()))
        .toList();
  }

  private static Fact fact(LookPart part, Look look) {
    return new Fact(part.id(), part.label(), part.of(look));
  }

  /** Height of the tallest picture for a width of 100. */
  long tallest() {
    return looks.ordered().stream().mapToLong(CompareRows::heightOfHundred).max().orElse(HUNDRED);
  }

  private static long heightOfHundred(Look look) {
    return Math.round((double) HUNDRED * look.height() / look.width());
  }

  /** One of each checkpoint, whose job has a name. */
  List<Row> rows(List<Checkpoint> checkpoints) {
    return checkpoints.stream().map(this::row).toList();
  }

  private Row row(Checkpoint checkpoint) {
    String jobName = jobNames.getOrDefault(checkpoint.job(), "");
    return new Row(
        checkpoint.id().toString(),
        jobName,
        "/jobs/" + checkpoint.job() + "#checkpoint-" + checkpoint.id(),
        place(checkpoint),
        stem(checkpoint.nameWith(jobName)),
        checkpoint.dropped() ? null : "/api/v1/checkpoints/" + checkpoint.id() + "/file",
        new Numbers(checkpoint.averageLoss(), checkpoint.validationLoss()),
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
