package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.dataset.UploadReport.RefusedFile;
import dev.lorafoundry.api.page.web.CheckpointView.PreviewView;
import dev.lorafoundry.api.page.web.ConceptListView.ConceptView;
import dev.lorafoundry.api.page.web.JobListView.RunView;
import dev.lorafoundry.api.page.web.LorasView.LoraList;
import dev.lorafoundry.api.page.web.LorasView.LoraView;
import dev.lorafoundry.api.page.web.LorasView.SourceRow;
import dev.lorafoundry.api.page.web.LorasView.SourceRows;
import dev.lorafoundry.api.page.web.ModelsView.ModelCard;
import dev.lorafoundry.api.page.web.PictureListView.PictureView;
import dev.lorafoundry.api.page.web.PlanView.PlannedJobView;
import dev.lorafoundry.api.page.web.ProjectView.VersionCard;
import dev.lorafoundry.api.page.web.ProjectsView.Card;
import dev.lorafoundry.api.page.web.ProjectsView.VersionLink;
import dev.lorafoundry.api.page.web.ResultsView.CheckpointGroup;
import dev.lorafoundry.api.page.web.SummaryView.PreparationView;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Every page filled in, all of them with the same name for everything that people can name. */
final class PageExample {
  private static final String ID = "0b4c1a52-6f0e-4b7f-9a54-7b8f2f2f7e11";
  private static final Moment NOW = Moment.of(Instant.parse("2026-11-24T15:04:00Z"));

  private final String name;
  private final VersionFrame frame;

  private PageExample(String name) {
    this.name = name;
    this.frame =
        new VersionFrame(
            ID, name, List.of(new Crumb("Projects", "/"), new Crumb(name, "/projects/" + ID)), 41);
  }

  static PageExample named(String name) {
    return new PageExample(name);
  }

  /** The model of each page, by the name of its template. */
  Map<String, Object> pages() {
    Map<String, Object> pages = new LinkedHashMap<>();
    pages.put("projects", projects());
    pages.put("project", project());
    pages.put("dataset", dataset());
    pages.put("train", train());
    pages.put("results", results());
    pages.put("job", job());
    pages.put("models", models());
    pages.put("queue", queue());
    return pages;
  }

  ProjectsView projects() {
    List<Card> cards =
        IntStream.rangeClosed(1, 3)
            .mapToObj(i -> new Card(ID, name + " " + i, NOW, List.of(new VersionLink(ID, "v" + i))))
            .toList();
    return new ProjectsView(cards, Field.text("name", "Name", "", "Also the LoRA's name."), 1, 3);
  }

  ProjectView project() {
    return new ProjectView(
        ID,
        name,
        frame.crumbs(),
        List.of(new VersionCard(ID, name, NOW)),
        Field.text("name", "Name", "v2", "Such as v2."));
  }

  DatasetView dataset() {
    List<PictureView> pictures =
        IntStream.rangeClosed(1, 5)
            .mapToObj(
                i ->
                    new PictureView(
                        ID.replace("0b4c", "000" + i),
                        ID,
                        name + i + ".png",
                        "768 × 512",
                        "/api/v1/pictures/" + i + "/original",
                        "/api/v1/pictures/" + i + "/processed/0",
                        i == 4 ? "It is shorter than its header says: " + name : null,
                        i == 2 ? "with a mask" : "",
                        "a photo of " + name,
                        i,
                        "1 training picture"))
            .toList();
    List<ConceptView> concepts =
        List.of(
            new ConceptView(ID, name, "", name, false, true),
            new ConceptView(ID.replace("0b4c", "0c01"), name, "-1", name, true, false));
    return new DatasetView(
        frame,
        new ConceptListView(ID, concepts, ID),
        new PictureListView(ID, pictures, concepts, 60, 0, true),
        new SummaryView(
            ID,
            new PreparationView(
                "running", 3, 12, null, List.of(new RefusedFile(name, "not a picture " + name))),
            12,
            List.of("12 of 512 × 512"),
            List.of("42 of " + name),
            504,
            List.of("Not all is well with " + name)),
        List.copyOf(SettingsFields.PREPARATION.fields().values()),
        List.of(Field.text("text", "Text", "", "Put before each caption.")));
  }

  private QueueView queue() {
    QueueView.Named what =
        new QueueView.Named(Phrase.of("kind.training"), name, "/jobs/" + ID, name + " v1");
    QueueView.Row row =
        new QueueView.Row(
            ID,
            what,
            "running",
            120,
            List.of(Phrase.of("job.step", 12L, 300L), Phrase.of("job.loss", 0.12)),
            "why " + name,
            LossCurve.of(List.of(new LossCurve.Point(1, 0.2), new LossCurve.Point(2, 0.1)))
                .orElseThrow(),
            List.of(new QueueView.Button("/jobs/" + ID + "/pause", "pause")));
    return new QueueView(
        List.of(row),
        List.of(new QueueView.Line(Phrase.of("kind.training"), List.of(row), 2)),
        List.of(row),
        List.of(
            new QueueView.WorkerRow(
                name, name, List.of(Phrase.of("kind.training")), "live", what, NOW)));
  }

  PlanView plan() {
    return new PlanView(
        List.of(),
        "2 jobs",
        "2,000 steps",
        "20 checkpoints",
        "About 4 min",
        "About 4.1 GiB of device memory",
        List.of("noted: " + name),
        List.of(
            new PlannedJobView(name, "1,000 steps", "4.1 GiB"),
            new PlannedJobView(name, "1,000 steps", "")),
        3);
  }

  private TrainView train() {
    return TrainView.of(
        frame,
        Field.choice("preset", "Preset", List.of(new Field.Option(name, name, true)), name),
        new TrainView.Offered(
            List.of(new Field.Option(ID, name, true)),
            List.of(new Field.Option(ID, name + ", epoch 2", false)),
            List.of(new Field.Option(ID, name, false))),
        SettingsFields.TRAINING.fields(),
        SettingsFields.PREVIEW.fields());
  }

  private ResultsView results() {
    RunView run =
        new RunView(
            ID,
            NOW,
            "running",
            "1 of 4 jobs done",
            420,
            true,
            List.of(
                jobView("done", 1000, 120),
                jobView("running", 420, 126),
                jobView("queued", 0, 120),
                jobView("failed", 130, 40)));
    return new ResultsView(
        frame,
        new JobListView(ID, List.of(run), 0, 2),
        loras(),
        List.of(new CheckpointGroup(name, checkpoints())),
        0);
  }

  private LorasView loras() {
    return new LorasView(
        ID,
        LoraForm.first(),
        new SourceRows(
            ID, List.of(new SourceRow(0, List.of(new Field.Option(ID, name + ", epoch 2", true))))),
        LoraForm.more(),
        new LoraList(
            List.of(
                new LoraView(ID, name, "running", "running", true, "merge of " + name, null, null),
                new LoraView(
                    ID,
                    name,
                    "done",
                    "done",
                    false,
                    "resize of " + name,
                    name,
                    new LorasView.Made("/api/v1/checkpoints/" + ID + "/file", "rank 4"))),
            3));
  }

  private JobPageView job() {
    return new JobPageView(
        ID,
        ID,
        frame.seen(),
        name,
        frame.crumbs(),
        jobView("running", 420, 126),
        checkpoints(),
        List.of(new JobPageView.SettingView("Rank", "8"), new JobPageView.SettingView(name, name)));
  }

  private List<CheckpointView> checkpoints() {
    return List.of(
        new CheckpointView(
            ID,
            name,
            "Epoch 2",
            "step 100, loss 0.1023, 2.1 MB",
            "/api/v1/checkpoints/" + ID + "/file",
            "/api/v1/checkpoints/" + ID + "/file?format=diffusers",
            List.of(
                new PreviewView(
                    ID,
                    "done",
                    4,
                    4,
                    "/api/v1/previews/" + ID + "/grid",
                    1200,
                    340,
                    name,
                    null,
                    List.of("removed <lora:x:1>")))),
        new CheckpointView(
            ID,
            name,
            "Epoch 4",
            "step 200, loss 0.0923, 2.1 MB",
            "/api/v1/checkpoints/" + ID + "/file",
            null,
            List.of(
                new PreviewView(ID, "running", 1, 4, null, 0, 0, name, null, List.of()),
                new PreviewView(ID, "failed", 1, 4, null, 0, 0, name, name, List.of()))),
        new CheckpointView(
            ID, name, "Epoch 6", "step 300, loss 0.0823, 2.1 MB", null, null, List.of()));
  }

  private ModelsView models() {
    return new ModelsView(
        List.of(
            new ModelCard(
                ID,
                name,
                "SD1",
                "noise",
                "2.1 GB",
                320,
                "6ce0161689b3",
                List.of(new Field.Option("", "its own", true), new Field.Option(ID, name, false)))),
        List.of(new ModelsView.VaeCard(name, "335 MB", "735e4c3a447a")),
        List.of(name + ".safetensors"),
        List.of(Field.text("name", "Name", "", "Of the file, if left empty.")));
  }

  private JobView jobView(String state, int permille, long step) {
    return new JobView(
        ID.replace("0b4c", state.substring(0, 4)),
        name + "-" + state,
        state,
        permille,
        permille > 0,
        List.of(Phrase.of("job.step", step, 300L)),
        state.equals("failed") ? "Out of memory: " + name : null,
        JobView.Action.of(state));
  }
}
