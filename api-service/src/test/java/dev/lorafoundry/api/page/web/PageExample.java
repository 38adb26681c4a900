package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.access.ApiToken;
import dev.lorafoundry.api.access.ApiTokenId;
import dev.lorafoundry.api.access.Asker;
import dev.lorafoundry.api.access.InMemoryPeople;
import dev.lorafoundry.api.access.PeopleExample;
import dev.lorafoundry.api.access.Person;
import dev.lorafoundry.api.access.PersonId;
import dev.lorafoundry.api.access.Rights;
import dev.lorafoundry.api.access.Role;
import dev.lorafoundry.api.dataset.Pictures.Stretch;
import dev.lorafoundry.api.dataset.UploadReport.RefusedFile;
import dev.lorafoundry.api.page.web.ConceptListView.ConceptView;
import dev.lorafoundry.api.page.web.ModelsView.ModelCard;
import dev.lorafoundry.api.page.web.PictureListView.PictureView;
import dev.lorafoundry.api.page.web.PlanView.PlannedJobView;
import dev.lorafoundry.api.page.web.ProjectView.VersionCard;
import dev.lorafoundry.api.page.web.ProjectsView.Card;
import dev.lorafoundry.api.page.web.ProjectsView.VersionLink;
import dev.lorafoundry.api.page.web.SummaryView.PreparationView;
import dev.lorafoundry.api.project.Overview;
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
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Every page filled in, all of them with the same name for everything that people can name. */
final class PageExample {
  static final String ID = "0b4c1a52-6f0e-4b7f-9a54-7b8f2f2f7e11";
  static final Moment NOW = Moment.of(Instant.parse("2026-11-24T15:04:00Z"));

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
    pages.put("results", trained().results());
    pages.put("compare", trained().compare());
    pages.put("job", trained().job());
    pages.put("models", models());
    pages.put("queue", trained().queue());
    pages.put("people", people());
    pages.put("me", me());
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
            Phrase.of("start.waiting", Phrase.of("count.jobs", number))),
        number == 1 ? Phrase.of("start.training", Phrase.of("count.jobs", 1)) : null,
        List.of(new VersionLink(ID, "v" + number)),
        number == 1 ? cover(512) : null,
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
            new VersionCard(ID, name, work(), note(ID), "v2"),
            new VersionCard(other, name, noWork(), emptyNote(other), "v2")),
        List.of(),
        List.of(new ProjectView.DeletedCard(ID, name, NOW)),
        nameField(),
        new ProjectsView.Undo(name, "/versions/" + ID + "/restore", NOW));
  }

  private static ProjectView.Work work() {
    return new ProjectView.Work(
        NOW,
        Facts.of(new Overview.Counts(12, 1, 2, 3, 4)),
        Phrase.of("start.training", Phrase.of("count.jobs", 1)),
        cover(256));
  }

  private static ProjectView.Work noWork() {
    return new ProjectView.Work(NOW, Facts.of(new Overview.Counts(0, 0, 0, 0, 0)), null, null);
  }

  private static ProjectsView.Cover cover(int pixels) {
    return new ProjectsView.Cover(
        "/api/v1/previews/" + ID + "/pictures/0/0/0?width=" + pixels, 512, 768);
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
        List.copyOf(SettingsFields.PREPARATION.fields().values()));
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
        List.of(
            new ModelsView.LoraCard(
                ID, name, "LoRA", Phrase.of("count.bytes", 151), 264, "0f2a4c3a447a")),
        List.of(name + ".safetensors"),
        List.of(nameField()));
  }

  private PeopleView people() {
    PersonId me = PersonId.random();
    return PeopleView.of(
        List.of(
            new Person(me, name, Role.ADMIN, NOW.instant(), null),
            new Person(PersonId.random(), name, Role.VIEWER, NOW.instant(), null)),
        List.of(new Person(PersonId.random(), name, Role.VIEWER, NOW.instant(), NOW.instant())),
        Optional.of(me));
  }

  private MeView me() {
    Person me = new Person(PersonId.random(), name, Role.MEMBER, NOW.instant(), null);
    return MeView.of(
        me,
        List.of(new ApiToken(ApiTokenId.random(), me.id(), name, NOW.instant(), NOW.instant())));
  }

  /** Whoever reads the pages. */
  Reader reader(Role role) {
    InMemoryPeople people = new InMemoryPeople();
    Person person = new Person(PersonId.random(), name, role, NOW.instant(), null);
    people.add(person);
    Asker asker = new Asker(() -> Optional.of(PeopleExample.caller(person)));
    return new Reader(asker, new Rights(asker, people));
  }

  /** What trainings bring. */
  TrainedExample trained() {
    return new TrainedExample(name, frame);
  }
}
