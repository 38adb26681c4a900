package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.checkpoint.Mark;
import dev.lorafoundry.api.dataset.Pictures.Stretch;
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
import dev.lorafoundry.api.run.HalvingForm;
import dev.lorafoundry.api.run.KeepForm;
import dev.lorafoundry.api.run.RunRequest;
import dev.lorafoundry.api.setting.WrittenArguments;
import dev.lorafoundry.contracts.VersionId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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
            ID, name, List.of(Crumb.projects(), Crumb.named(name, "/projects/" + ID)), 41, true);
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
    pages.put("captions", new CaptionsView(frame, 5, name));
    pages.put("train", train());
    pages.put("results", results());
    pages.put("compare", compare());
    pages.put("job", job());
    pages.put("models", models());
    pages.put("queue", queue());
    return pages;
  }

  private ProjectsView projects() {
    List<Card> cards =
        IntStream.rangeClosed(1, 3).mapToObj(i -> card(i, i == 2 ? NOW : null)).toList();
    return new ProjectsView(
        new ProjectsView.Found(
            cards,
            name,
            "deleted",
            1,
            3,
            List.of(
                new ProjectsView.Shelf("in-use", Phrase.of("start.shelf.in-use"), false),
                new ProjectsView.Shelf("archived", Phrase.of("start.shelf.archived"), false),
                new ProjectsView.Shelf("deleted", Phrase.of("start.shelf.deleted"), true))),
        nameField(),
        new ProjectsView.Last(name, Phrase.of("version.train"), "/versions/" + ID + "/train"),
        new ProjectsView.Undo(name, "/projects/" + ID + "/restore", NOW),
        null);
  }

  private Card card(int number, @Nullable Moment goneAt) {
    return new Card(
        ID,
        name + " " + number,
        NOW,
        List.of(
            Phrase.of("count.versions", number),
            Phrase.of("start.running", Phrase.of("count.jobs", number))),
        List.of(new VersionLink(ID, "v" + number)),
        number == 1
            ? new ProjectsView.Cover(
                "/api/v1/previews/" + ID + "/pictures/0/0/0?width=512", 512, 768)
            : null,
        goneAt);
  }

  /** The start page of somebody who has nothing yet. */
  ProjectsView firstSteps(String... models) {
    return new ProjectsView(
        new ProjectsView.Found(List.of(), "", "in-use", 0, 0, List.of()),
        nameField(),
        null,
        null,
        new ProjectsView.Lesson(List.of(models)));
  }

  ProjectView project() {
    String other = ID.replace("0b4c", "0c02");
    return new ProjectView(
        ID,
        name,
        true,
        frame.crumbs(),
        List.of(
            new VersionCard(ID, name, NOW, note(ID), "v2"),
            new VersionCard(other, name, NOW, emptyNote(other), "v2")),
        List.of(),
        List.of(new ProjectView.DeletedCard(ID, name, NOW)),
        nameField(),
        new ProjectsView.Undo(name, "/versions/" + ID + "/restore", NOW));
  }

  private NoteView note(String id) {
    return new NoteView(
        id, name, "seen: " + name, 2, Phrase.of("note.changed-meanwhile"), name, true);
  }

  private NoteView emptyNote(String id) {
    return new NoteView(id, name, "", 0, null, null, false);
  }

  private static Field nameField() {
    return Field.text("name", Phrase.of("projects.name"), "v2", Phrase.of("projects.name-help"));
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
                        i == 2 ? Phrase.of("pictures.mask") : null,
                        "a photo of " + name,
                        i,
                        Phrase.of("count.training-pictures", 1)))
            .toList();
    List<ConceptView> concepts =
        List.of(
            new ConceptView(ID, name, "", name, false, 3, true),
            new ConceptView(ID.replace("0b4c", "0c01"), name, "-1", name, true, 2, false));
    return new DatasetView(
        frame,
        new ConceptListView(ID, concepts, ID),
        new PictureListView(ID, 0, pictures, concepts, List.of(new Stretch(1, 9))),
        new SummaryView(
            ID,
            new PreparationView(
                "running", 3, 12, null, List.of(new RefusedFile(name, "not a picture " + name))),
            12,
            List.of(Phrase.of("summary.size", 12L, "512", "512")),
            List.of(Phrase.of("summary.repeats-of", 42, name)),
            504,
            List.of("Not all is well with " + name)),
        List.copyOf(SettingsFields.PREPARATION.fields().values()),
        CaptionForm.fields());
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
            null,
            List.of(new QueueView.Button("/jobs/" + ID + "/pause", "pause")));
    return new QueueView(
        List.of(row),
        List.of(
            new QueueView.Line(
                Phrase.of("kind.training"),
                List.of(row.at(new QueueView.Place(name + " normal", "normal"))),
                2)),
        List.of(row),
        List.of(
            new QueueView.WorkerRow(
                name, name, List.of(Phrase.of("kind.training")), "live", what, NOW)));
  }

  PlanView plan() {
    return new PlanView(
        List.of(),
        Phrase.of("count.jobs", 2),
        List.of(Phrase.of("count.steps", 2000), Phrase.of("count.checkpoints", 20)),
        List.of(
            new PlanView.Axis(
                SettingsFields.TRAINING.label("captionPrefix"),
                2,
                List.of(Phrase.verbatim(name), Phrase.of("choice.not-set")))),
        JobPhrases.duration(Duration.ofMinutes(4)),
        Phrase.of("plan.estimate", JobPhrases.duration(Duration.ofMinutes(4)), "rests on " + name),
        Phrase.of("plan.memory", "5 GiB", "2 GiB", "1 GiB", "1 GiB", "1 GiB"),
        List.of("noted: " + name),
        List.of(
            new PlannedJobView(
                name, List.of(Phrase.of("count.steps", 1000), Phrase.verbatim("4.1 GiB"))),
            new PlannedJobView(name, List.of(Phrase.of("count.steps", 1000)))),
        3);
  }

  private TrainView train() {
    return TrainView.of(
        frame,
        new PresetChoices.Shown(
            Field.choice(
                "preset",
                Phrase.of("train.preset"),
                List.of(Field.Option.named(name, name, true)),
                Phrase.verbatim(name)),
            List.of(Field.Option.named(name, name, true))),
        new Offered(
            List.of(Field.Option.named(ID, name, true)),
            List.of(Field.Option.named(ID, name, false)),
            List.of(Field.Option.named(ID, name, false))),
        shown(),
        new Origin(ID, name, NOW, "/jobs/" + ID),
        new Origin(ID, null, NOW, "/versions/" + ID + "/results"));
  }

  private RunRequest shown() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("captionPrefix", name);
    settings.put("rank", "4..16 step 4");
    return new RunRequest(
        VersionId.parse(ID),
        ID,
        settings,
        new HashMap<>(Map.of("prompt", name)),
        true,
        "low",
        null,
        WrittenArguments.NONE,
        List.of(List.of(name, "alpha")),
        false,
        new KeepForm(3, null),
        new HalvingForm(name, 2));
  }

  private ResultsView results() {
    RunView run =
        new RunView(
            ID,
            NOW,
            "running",
            List.of(Phrase.of("jobs.ended", 1L, Phrase.of("count.jobs", 4))),
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
        List.of(new CheckpointGroup(Phrase.verbatim(name), checkpoints())),
        0);
  }

  private CompareView compare() {
    CompareTable.Fact prompt =
        new CompareTable.Fact("prompt", Phrase.of("compare.part.prompt"), name);
    CompareTable.Choice choice =
        new CompareTable.Choice(
            "prompt",
            Phrase.of("compare.part.prompt"),
            List.of(
                new CompareTable.Value(name, List.of(0)), new CompareTable.Value("", List.of(1))));
    CompareTable.Row row =
        new CompareTable.Row(
            ID,
            0,
            false,
            name,
            "/jobs/" + ID,
            Phrase.verbatim(name),
            name,
            "/api/v1/checkpoints/" + ID + "/file",
            new CompareTable.Numbers(120, 0.127, 0.0),
            new Mark(true, name),
            List.of(
                new CompareTable.Cell("/api/v1/previews/" + ID + "/pictures/0/0/0", 512, 768),
                CompareTable.Cell.EMPTY));
    return CompareView.of(
        frame,
        new CompareTable(
            List.of(prompt),
            List.of(choice),
            List.of(choice),
            List.of(
                new CompareTable.Column(List.of(prompt)), new CompareTable.Column(List.of(prompt))),
            List.of(row),
            150,
            new CompareTable.Left(2, 3, true)));
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

  private JobPageView job() {
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
        List.of(
            new JobPageView.SettingView(SettingsFields.TRAINING.label("rank"), "8"),
            new JobPageView.SettingView(SettingsFields.TRAINING.label("vae"), name)));
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
                new PreviewView(ID, "running", 1, 4, null, 0, 0, name, null, List.of(), List.of()),
                new PreviewView(ID, "failed", 1, 4, null, 0, 0, name, name, List.of(), List.of()))),
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

  private ModelsView models() {
    return new ModelsView(
        List.of(
            new ModelCard(
                ID,
                name,
                "SD1",
                Phrase.of("models.noise"),
                Phrase.verbatim("2.1 GB"),
                320,
                "6ce0161689b3",
                List.of(
                    new Field.Option("", Phrase.of("models.vae-own"), true),
                    Field.Option.named(ID, name, false)))),
        List.of(new ModelsView.VaeCard(name, Phrase.of("count.bytes", 335), "735e4c3a447a")),
        List.of(name + ".safetensors"),
        List.of(nameField()));
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
