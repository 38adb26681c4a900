package dev.lorafoundry.api.page.web;

import static dev.lorafoundry.api.page.web.PageExample.ID;
import static dev.lorafoundry.api.page.web.PageExample.NOW;

import dev.lorafoundry.api.checkpoint.Mark;
import dev.lorafoundry.api.page.web.CheckpointView.PreviewView;
import dev.lorafoundry.api.page.web.JobListView.RunView;
import dev.lorafoundry.api.page.web.LorasView.LoraList;
import dev.lorafoundry.api.page.web.LorasView.LoraView;
import dev.lorafoundry.api.page.web.LorasView.SourceRow;
import dev.lorafoundry.api.page.web.LorasView.SourceRows;
import dev.lorafoundry.api.page.web.ResultsView.CheckpointGroup;
import dev.lorafoundry.api.preview.Strip;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.PreviewId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.util.MultiValueMap;

/** The pages of what trainings bring, filled in as {@link PageExample} fills in the others. */
final class TrainedExample {
  private final String name;
  private final VersionFrame frame;

  TrainedExample(String name, VersionFrame frame) {
    this.name = name;
    this.frame = frame;
  }

  QueueView queue() {
    QueueView.Named what =
        new QueueView.Named(Phrase.of("kind.training"), name, "/jobs/" + ID, name + " v1");
    QueueView.Row row =
        new QueueView.Row(
            ID,
            what,
            Phrase.of("queue.of", name),
            "running",
            120,
            List.of(Phrase.of("job.step", 12L, 300L), Phrase.of("job.loss", 0.12)),
            Phrase.verbatim("why " + name),
            LossCurve.of(List.of(new LossCurve.Point(1, 0.2), new LossCurve.Point(2, 0.1)))
                .orElseThrow(),
            null,
            List.of(new QueueView.Button("/jobs/" + ID + "/pause", "pause")));
    return new QueueView(
        false,
        true,
        List.of(row),
        List.of(
            new QueueView.Line(
                Phrase.of("kind.training"),
                List.of(row.at(new QueueView.Place(name + " normal", "normal"))),
                List.of(new QueueView.Line.Next("next", name + " normal")),
                2)),
        List.of(row),
        List.of(
            new QueueView.WorkerRow(
                name, name, "24.0 GiB", List.of(Phrase.of("kind.training")), "live", what, NOW)));
  }

  ResultsView results() {
    RunView run =
        new RunView(
            ID,
            NOW,
            "running",
            List.of(Phrase.of("jobs.ended", 1L, Phrase.of("count.jobs", 4))),
            Phrase.of(
                "jobs.saved", 2, Phrase.of("count.jobs", 4), Phrase.of("duration.hours", 3L, 20)),
            420,
            true,
            true,
            List.of(
                new JobListView.Row(jobView("done", 1000, 120), strip()),
                new JobListView.Row(jobView("running", 420, 126), StripView.coming(512, 768)),
                new JobListView.Row(jobView("queued", 0, 120), StripView.EMPTY),
                new JobListView.Row(jobView("failed", 130, 40), StripView.EMPTY)));
    return new ResultsView(
        frame,
        new JobListView(ID, List.of(run), 0, 2),
        loras(),
        new CheckpointList(
            List.of(new CheckpointGroup(Phrase.verbatim(name), checkpoints())), 60, 7),
        0);
  }

  private StripView strip() {
    CheckpointId id = new CheckpointId(UUID.fromString(ID));
    Strip.Still still = new Strip.Still(new PreviewId(id.value()), 0, 1, 0, name, 7, 1);
    Strip.Place place = new Strip.Place(2, 20, false);
    return StripView.of(
        new Strip(
            new JobId(id.value()),
            9,
            List.of(
                new Strip.Frame(id, place, 0.125, 0.25, true, true, 512, 768, still),
                new Strip.Frame(id, place, 0.25, null, false, false, 512, 768, null))));
  }

  CompareView compare() {
    CompareTable.Fact prompt =
        new CompareTable.Fact("prompt", Phrase.of("compare.part.prompt"), name);
    CompareTable.Choice choice =
        new CompareTable.Choice(
            "prompt",
            Phrase.of("compare.part.prompt"),
            List.of(
                new CompareTable.Value(name, "name", true), new CompareTable.Value("", "~", false)),
            false);
    CompareTable.Choice one =
        new CompareTable.Choice("seed", Phrase.of("compare.part.seed"), choice.values(), true);
    CompareTable.Row row =
        new CompareTable.Row(
            ID,
            name,
            "/jobs/" + ID,
            Phrase.verbatim(name),
            name,
            "/api/v1/checkpoints/" + ID + "/file",
            new CompareTable.Numbers(0.127, 0.0),
            new Mark(true, name, 3),
            List.of(
                new CompareTable.Cell("/api/v1/previews/" + ID + "/pictures/0/0/0", 512, 768),
                CompareTable.Cell.EMPTY));
    return CompareView.of(
        frame,
        new CompareTable(
            CompareChoice.of(MultiValueMap.fromSingleValue(Map.of("where", "seed:name"))),
            new CompareTable.Offered(List.of(one), List.of(choice, one)),
            List.of(prompt),
            List.of(
                new CompareTable.Column(List.of(prompt)), new CompareTable.Column(List.of(prompt))),
            List.of(row),
            150,
            new CompareTable.Pages(1, 3, 400, 900, 1200),
            new CompareTable.Left(3, true)));
  }

  private LorasView loras() {
    return new LorasView(
        ID,
        LoraForm.first(),
        new SourceRows(ID, List.of(new SourceRow(0, List.of(Field.Option.named(ID, name, true))))),
        LoraForm.more(),
        new LoraList(
            List.of(
                new LoraView(
                    ID,
                    name,
                    "running",
                    Phrase.of("state.running"),
                    true,
                    Phrase.of("loras.about", "merge", name),
                    null,
                    null),
                new LoraView(
                    ID,
                    name,
                    "done",
                    Phrase.of("state.done"),
                    false,
                    Phrase.of("loras.about", "resize", name),
                    name,
                    new LorasView.Made(
                        "/api/v1/checkpoints/" + ID + "/file",
                        Phrase.of("loras.rank", Phrase.of("count.modules", 5), 4, 87.5)))),
            3));
  }

  JobPageView job() {
    return new JobPageView(
        ID,
        ID,
        ID,
        frame.seen(),
        name,
        frame.crumbs(),
        jobView("failed", 420, 126),
        failure(),
        checkpoints(),
        4,
        settings());
  }

  private JobSettings settings() {
    Phrase rank = SettingsFields.TRAINING.label("rank");
    return new JobSettings(
        List.of(
            new JobSettings.Part(
                Phrase.of("job.settings-varied"),
                List.of(
                    new JobSettings.Line(rank, Phrase.verbatim("8"), "network_dim", true),
                    new JobSettings.Line(
                        SettingsFields.TRAINING.label("vae"), Phrase.verbatim(name), null, true)))),
        List.of(
            new JobSettings.Part(
                FormGroup.OPTIMISER.label(),
                List.of(
                    new JobSettings.Line(
                        SettingsFields.TRAINING.label("relativeStep"),
                        Phrase.of("job.yes"),
                        null,
                        false)))));
  }

  FailureView failure() {
    return new FailureView(
        Phrase.of("failure.out-of-memory"),
        Phrase.of("failure.out-of-memory-hint"),
        List.of(
            new FailureView.Line(NOW, "info", "trains " + name),
            new FailureView.Line(NOW, "error", "Out of memory: " + name)));
  }

  List<AttemptRow> attempts() {
    return List.of(
        new AttemptRow(
            1,
            name,
            NOW,
            NOW,
            Phrase.of("attempts.steps", 0L, 40L),
            Phrase.of("attempts.lose"),
            name),
        new AttemptRow(2, name, NOW, null, null, Phrase.of("attempts.under-way"), ""));
  }

  private List<CheckpointView> checkpoints() {
    return List.of(
        new CheckpointView(
            ID,
            name,
            Phrase.of("checkpoints.epoch-title", 2),
            List.of(Phrase.of("checkpoints.step", 100L), Phrase.verbatim("2.1 MB")),
            "/api/v1/checkpoints/" + ID + "/file",
            "/api/v1/checkpoints/" + ID + "/file?format=diffusers",
            true,
            List.of(
                new PreviewView(
                    ID,
                    "done",
                    false,
                    4,
                    4,
                    "/api/v1/previews/" + ID + "/grid",
                    1200,
                    340,
                    name,
                    null,
                    List.of("removed <lora:x:1>"),
                    List.of(
                        new PreviewView.Shot(
                            "shot-1",
                            "/api/v1/previews/" + ID + "/pictures/0/0/0",
                            512,
                            768,
                            Phrase.of("shots.about", 0.8, "10")),
                        new PreviewView.Shot(
                            "coming-1", null, 512, 768, Phrase.of("shots.coming")))))),
        new CheckpointView(
            ID,
            name,
            Phrase.of("checkpoints.step-title", 200L),
            List.of(Phrase.of("checkpoints.mean-loss", 0.0923)),
            "/api/v1/checkpoints/" + ID + "/file",
            null,
            false,
            List.of(
                new PreviewView(
                    ID, "running", true, 1, 4, null, 0, 0, name, null, List.of(), List.of()),
                new PreviewView(
                    ID, "failed", false, 1, 4, null, 0, 0, name, name, List.of(), List.of()))),
        new CheckpointView(
            ID,
            name,
            Phrase.of("checkpoints.last", Phrase.of("checkpoints.epoch-title", 6)),
            List.of(),
            null,
            null,
            false,
            List.of()));
  }

  private JobView jobView(String state, int permille, long step) {
    return new JobView(
        ID.replace("0b4c", state.substring(0, 4)),
        name + "-" + state,
        state,
        permille,
        permille > 0 && state.equals("running"),
        List.of(Phrase.of("job.step", step, 300L)),
        state.equals("failed") ? "Out of memory: " + name : null,
        JobView.Action.of(state));
  }
}
