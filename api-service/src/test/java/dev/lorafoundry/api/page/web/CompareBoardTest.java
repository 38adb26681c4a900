package dev.lorafoundry.api.page.web;

import static dev.lorafoundry.api.checkpoint.CheckpointExample.atStep;
import static dev.lorafoundry.api.checkpoint.CheckpointExample.checkpoint;
import static dev.lorafoundry.api.checkpoint.CheckpointExample.judged;
import static dev.lorafoundry.api.job.JobExample.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.CheckpointExample;
import dev.lorafoundry.api.checkpoint.InMemoryCheckpoints;
import dev.lorafoundry.api.checkpoint.InMemoryMarks;
import dev.lorafoundry.api.checkpoint.Mark;
import dev.lorafoundry.api.checkpoint.MarkChange;
import dev.lorafoundry.api.job.InMemoryJobs;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobExample;
import dev.lorafoundry.api.job.JobTicket;
import dev.lorafoundry.api.page.web.CompareTable.Cell;
import dev.lorafoundry.api.page.web.CompareTable.Fact;
import dev.lorafoundry.api.page.web.CompareTable.Left;
import dev.lorafoundry.api.page.web.CompareTable.Pages;
import dev.lorafoundry.api.page.web.CompareTable.Row;
import dev.lorafoundry.api.page.web.CompareTable.Value;
import dev.lorafoundry.api.preview.InMemoryPreviews;
import dev.lorafoundry.api.preview.Preview;
import dev.lorafoundry.api.preview.Rendering;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.LoraTaskEvent;
import dev.lorafoundry.contracts.LoraTaskId;
import dev.lorafoundry.contracts.PreviewEvent.Picture;
import dev.lorafoundry.contracts.PreviewId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.settings.PreviewSettings;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CompareBoardTest {
  private static final CompareBoard.Limits ONE_ROW = new CompareBoard.Limits(9, 99, 1, 99, 99);

  private final VersionId version = VersionId.random();
  private final RunId run = RunId.random();
  private final InMemoryCheckpoints checkpoints = new InMemoryCheckpoints();
  private final InMemoryMarks marks = new InMemoryMarks(checkpoints);
  private final InMemoryJobs jobs = new InMemoryJobs();
  private final InMemoryPreviews previews = new InMemoryPreviews();

  @Test
  void setsCheckpointsAgainstWhatTheirPicturesWereRenderedWith() {
    Job job = job("a", 8);
    Checkpoint early = saved(checkpoint(job, 2));
    Checkpoint late = saved(checkpoint(job, 4));
    Preview first = rendered(early, "a cat", 0.5, 1.0);
    Preview second = rendered(late, "a cat", 1.0);

    CompareTable table = look();

    assertThat(table.columns())
        .extracting(column -> column.facts().stream().map(Fact::value).toList())
        .containsExactly(List.of("0.5"), List.of("1"));
    assertThat(table.rows()).extracting(Row::id).containsExactly(id(early), id(late));
    assertThat(urls(table.rows().get(0))).containsExactly(url(first, 0), url(first, 1));
    assertThat(urls(table.rows().get(1))).containsExactly("", url(second, 0));
    assertThat(table.common())
        .extracting(Fact::value)
        .containsExactly("a cat", "low quality", "512 × 768", "10", "Euler a", "28", "7", "1");
    assertThat(table.tallest()).isEqualTo(150);
    assertThat(table.left()).isEqualTo(new Left(0, false));
  }

  @Test
  void showsTheNewestOfPicturesThatWereRenderedAlike() {
    Checkpoint checkpoint = saved(checkpoint(job("a", 8), 2));
    rendered(checkpoint, "a cat", 1.0);
    Preview newest = rendered(checkpoint, "a cat", 1.0);

    CompareTable table = look();

    assertThat(urls(table.rows().get(0))).containsExactly(url(newest, 0));
  }

  @Test
  void putsColumnsInTheOrderOfPromptsAndThenOfWeights() {
    Checkpoint checkpoint = saved(checkpoint(job("a", 8), 2));
    rendered(checkpoint, "zebra", 1.0);
    rendered(checkpoint, "ape", 0.5, 1.0);
    rendered(checkpoint, "zebra", 0.5);
    rendered(checkpoint, "ape", 0.25);

    CompareTable table = look();

    assertThat(table.columns())
        .extracting(column -> column.facts().stream().map(Fact::value).toList())
        .containsExactly(
            List.of("zebra", "0.5"),
            List.of("zebra", "1"),
            List.of("ape", "0.25"),
            List.of("ape", "0.5"),
            List.of("ape", "1"));
    assertThat(table.offered().pictures())
        .extracting(CompareTable.Choice::id)
        .containsExactly("prompt", "weight");
    assertThat(table.offered().pictures().get(1).values())
        .containsExactly(
            new Value("0.25", "0.25", true),
            new Value("0.5", "0.5", true),
            new Value("1", "1", true));
  }

  @Test
  void choosesAmongTheCheckpointsOfAllPages() {
    saved(checkpoint(job("a", 8), 2));
    Checkpoint wanted = saved(checkpoint(job("b", 16), 2));
    saved(checkpoint(job("c", 8), 2));
    job("without checkpoints", 32);

    CompareTable table = look(ONE_ROW, "where=rank:16");

    assertThat(table.rows()).extracting(Row::id).containsExactly(id(wanted));
    assertThat(table.pages()).isEqualTo(new Pages(0, 1, 0, 1, 3));
    assertThat(table.offered().checkpoints())
        .extracting(CompareTable.Choice::id)
        .containsExactly("job", "rank");
    assertThat(table.offered().checkpoints().get(1).values())
        .containsExactly(new Value("8", "8", false), new Value("16", "16", true));
    assertThat(look(ONE_ROW, "where=rank:8&where=job:c").pages().wanted()).isEqualTo(1);
    assertThat(look(ONE_ROW, "where=rank:64").rows()).isEmpty();
    assertThat(look(ONE_ROW, "where=rank:64").offered().checkpoints().get(1).values())
        .contains(new Value("64", "64", true));
  }

  @Test
  void choosesPicturesOfAllPages() {
    Job job = job("a", 8);
    Checkpoint bare = saved(checkpoint(job, 2));
    Checkpoint weak = saved(checkpoint(job, 4));
    Checkpoint both = saved(checkpoint(job, 6));
    rendered(weak, "a cat", 0.5);
    Preview preview = rendered(both, "a cat", 0.5, 1.0);

    CompareTable table = look(ONE_ROW, "hide=weight:0.5");

    assertThat(table.rows()).extracting(Row::id).containsExactly(id(both));
    assertThat(urls(table.rows().get(0))).containsExactly(url(preview, 1));
    assertThat(table.pages().wanted()).isEqualTo(1);
    assertThat(table.offered().pictures().get(0).values())
        .containsExactly(new Value("0.5", "0.5", false), new Value("1", "1", true));
    assertThat(look(ONE_ROW, "only=weight:1").rows()).extracting(Row::id).containsExactly(id(both));
    assertThat(look(ONE_ROW, "pictured=true").pages().wanted()).isEqualTo(2);
    assertThat(look(ONE_ROW, "pictured=true&page=1").rows())
        .extracting(Row::id)
        .containsExactly(id(both));
    assertThat(look(ONE_ROW, "").rows()).extracting(Row::id).containsExactly(id(bare));
  }

  @Test
  void offersOneOfManyValuesAtATime() {
    Checkpoint checkpoint = saved(checkpoint(job("a", 8), 2));
    Double[] weights =
        IntStream.rangeClosed(0, PictureChoices.MOST_TICKED)
            .mapToObj(weight -> weight / 100.0)
            .toArray(Double[]::new);
    rendered(checkpoint, "a cat", weights);

    assertThat(look().offered().pictures())
        .singleElement()
        .satisfies(
            weight -> {
              assertThat(weight.one()).isTrue();
              assertThat(weight.values()).hasSize(weights.length).noneMatch(Value::chosen);
            });
  }

  @Test
  void sortsAllPages() {
    Checkpoint unknown = saved(judged(checkpoint(job("a", 8), 2), null));
    Checkpoint worse = saved(judged(checkpoint(job("b", 8), 2), 0.5));
    Checkpoint better = saved(judged(checkpoint(job("c", 8), 2), 0.25));

    assertThat(
            IntStream.range(0, 3)
                .mapToObj(page -> look(ONE_ROW, "sort=validation&page=" + page))
                .flatMap(table -> table.rows().stream())
                .map(Row::id))
        .containsExactly(id(better), id(worse), id(unknown));
  }

  @Test
  void namesFilesAsTheyAreDownloadedAndOffersNoneThatAreGone() {
    Job job = job("job-a", 8);
    Checkpoint there = saved(checkpoint(job, 2));
    Checkpoint gone = saved(atStep(job, 15));
    Checkpoint made = saved(CheckpointExample.made(LoraTaskId.random(), there));
    checkpoints.drop(gone.id(), NOON);

    List<Row> rows = look().rows();

    assertThat(rows)
        .extracting(Row::name)
        .containsExactly("starz-v5-step00000015-job-a", "starz-v5-000002-job-a", "it");
    assertThat(rows.get(0).file()).isNull();
    assertThat(rows.get(2).file()).isEqualTo("/api/v1/checkpoints/" + made.id() + "/file");
    assertThat(rows)
        .extracting(Row::place)
        .containsExactly(
            Phrase.of("compare.step", 15L), Phrase.of("compare.epoch", 2), Phrase.verbatim("it"));
  }

  @Test
  void showsWhatWasMadeHereOfOtherVersions() {
    Job elsewhere = JobExample.job(run, VersionId.random(), "elsewhere");
    jobs.add(elsewhere);
    Checkpoint here = saved(checkpoint(job("here", 8), 2));
    LoraTaskEvent.Finished finished =
        new LoraTaskEvent.Finished(
            LoraTaskId.random(),
            JobExample.header(1, 1),
            "loras/it",
            "00ff",
            77,
            new LoraTaskEvent.Ranks(1, 2, 2, 1));
    Checkpoint made =
        saved(Checkpoint.made(finished, version, checkpoint(elsewhere, 2), "it.safetensors"));

    assertThat(look().rows()).extracting(Row::id).containsExactly(id(here), id(made));
  }

  @Test
  void tellsWhatPeopleThinkOfCheckpoints() {
    Job job = job("a", 8);
    saved(checkpoint(job, 2));
    Checkpoint best = saved(checkpoint(job, 4));
    var unused = marks.change(best.id(), new MarkChange(true, "sharp", null), NOON);

    assertThat(look().rows())
        .extracting(Row::mark)
        .containsExactly(Mark.NONE, new Mark(true, "sharp", 1));
    assertThat(look(ONE_ROW, "starred=true").rows()).extracting(Row::id).containsExactly(id(best));
    assertThat(look(ONE_ROW, "starred=true&pictured=true").rows()).isEmpty();
  }

  @Test
  void showsTheNewestOfMoreThanAnybodyLooksThrough() {
    Checkpoint seen = saved(checkpoint(job("a", 8), 2));
    rendered(seen, "second", 0.5, 1.0);
    Preview newest = rendered(seen, "third", 0.5, 1.0);

    CompareTable table = look(new CompareBoard.Limits(9, 4, 9, 3, 9), "");

    assertThat(urls(table.rows().get(0))).hasSize(3).contains(url(newest, 0), url(newest, 1));
    assertThat(table.left()).isEqualTo(new Left(1, false));
    assertThat(look(new CompareBoard.Limits(9, 3, 9, 9, 9), "").left())
        .isEqualTo(new Left(0, true));
    assertThat(look(new CompareBoard.Limits(1, 99, 9, 9, 9), "").left())
        .isEqualTo(new Left(0, true));
  }

  @Test
  void showsTheOthersOnFurtherPagesWithTheirOwnPictures() {
    Job job = job("a", 8);
    Checkpoint early = saved(checkpoint(job, 2));
    Checkpoint late = saved(checkpoint(job, 4));
    Preview first = rendered(late, "a cat", 0.5, 1.0);
    Preview second = rendered(late, "a dog", 1.0);
    rendered(early, "a cat", 0.5, 1.0);
    CompareBoard.Limits limits = new CompareBoard.Limits(1, 9, 1, 9, 9);

    CompareTable table = look(limits, "page=1");

    assertThat(table.rows()).extracting(Row::id).containsExactly(id(late));
    assertThat(urls(table.rows().get(0))).contains(url(second, 0)).doesNotContain(url(first, 0));
    assertThat(table.pages()).isEqualTo(new Pages(1, 2, 1, 2, 2));
    assertThat(table.left()).isEqualTo(new Left(0, true));
    assertThat(look(limits, "page=7").pages().page()).isEqualTo(1);
    assertThat(look(limits, "page=-1").rows()).extracting(Row::id).containsExactly(id(early));
  }

  @Test
  void keepsTheLooksThatCameLast() {
    Checkpoint early = saved(checkpoint(job("a", 8), 2));
    Checkpoint late = saved(checkpoint(job("b", 8), 2));
    rendered(early, "first", 1.0);
    rendered(early, "second", 1.0);
    Preview again = rendered(late, "first", 1.0);

    CompareTable table = look(new CompareBoard.Limits(9, 99, 9, 1, 9), "");

    assertThat(table.common()).extracting(Fact::value).contains("first");
    assertThat(table.columns().get(0).facts())
        .as("a column by itself")
        .extracting(Fact::id)
        .containsExactly("weight");
    assertThat(table.rows()).flatExtracting(CompareBoardTest::urls).contains(url(again, 0));
  }

  @Test
  void isEmptyWhereNothingWasTrained() {
    CompareTable table = look();

    assertThat(table.rows()).isEmpty();
    assertThat(table.columns()).isEmpty();
    assertThat(table.offered()).isEqualTo(new CompareTable.Offered(List.of(), List.of()));
  }

  private CompareTable look() {
    return look(CompareBoard.Limits.USUAL, "");
  }

  private CompareTable look(CompareBoard.Limits limits, String address) {
    return new CompareBoard(previews, checkpoints, marks, jobs, limits)
        .look(version, CompareChoiceTest.choice(address));
  }

  private Job job(String name, int rank) {
    JobTicket plain = JobExample.job(run, version, name).ticket();
    Job job =
        Job.submitted(
            new JobTicket(
                plain.id(),
                run,
                version,
                name,
                plain.baseModel(),
                plain.snapshotKey(),
                SettingsCatalogue.TRAINING.read(Map.of("rank", rank)),
                plain.priority(),
                plain.plannedSteps(),
                NOON,
                null));
    jobs.add(job);
    return job;
  }

  private Checkpoint saved(Checkpoint checkpoint) {
    assertThat(checkpoints.add(checkpoint)).isTrue();
    return checkpoint;
  }

  /** A preview of the checkpoint with a picture of each weight. */
  private Preview rendered(Checkpoint checkpoint, String prompt, Double... weights) {
    PreviewSettings settings =
        SettingsCatalogue.PREVIEW.read(
            Map.of("prompt", prompt, "height", 768, "loraWeights", List.of(weights)));
    Preview preview =
        new Preview(
            new Preview.Ticket(
                PreviewId.random(),
                checkpoint.id(),
                checkpoint.job(),
                run,
                version,
                settings,
                NOON),
            new Preview.Standing(WorkState.DONE, 1, "", NOON),
            new Rendering(weights.length, weights.length, null, List.of()));
    previews.add(preview);
    for (int i = 0; i < weights.length; i++) {
      previews.keep(
          preview.id(),
          new LeaseEpoch(1),
          new Picture(0, i, 0, "Euler a", 28, 10, 7, weights[i], "previews/" + i));
    }
    return preview;
  }

  private static List<String> urls(Row row) {
    return row.cells().stream().map(Cell::url).toList();
  }

  private static String url(Preview preview, int column) {
    return "/api/v1/previews/" + preview.id() + "/pictures/0/" + column + "/0";
  }

  private static String id(Checkpoint checkpoint) {
    return checkpoint.id().toString();
  }
}
