package dev.lorafoundry.api.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.testing.Multipart;
import dev.lorafoundry.api.testing.Reply;
import dev.lorafoundry.api.testing.TestApi;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import dev.lorafoundry.testkit.Unique;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class DatasetIT {
  private String version = "";
  private String path = "";

  @BeforeEach
  void makeAVersion() {
    Reply project =
        TestApi.post("/api/v1/projects").json(Map.of("name", Unique.name("set"))).send();
    version =
        TestApi.post(project.expect(201).header("Location") + "/versions")
            .json(Map.of("name", "v1"))
            .send()
            .expect(201)
            .at("/id");
    path = "/api/v1/versions/" + version;
  }

  @Test
  void uploadsListsAndShowsPictures() {
    byte[] cat = TestFiles.png(1);
    Reply upload =
        upload(
            new Multipart()
                .file("files", "Кот 🐈.png", cat)
                .file("files", "Кот 🐈.txt", "a cat".getBytes(StandardCharsets.UTF_8))
                .file("files", "no.png", new byte[0]));

    upload.expect(200);
    JsonNode picture = upload.json().at("/accepted/0");
    assertThat(picture.path("name").asString()).isEqualTo("Кот 🐈.png");
    assertThat(picture.path("caption").asString()).isEqualTo("a cat");
    assertThat(picture.path("state").asString()).isEqualTo("new");
    assertThat(picture.path("format").asString()).isEqualTo("png");
    assertThat(upload.at("/refused/0/name")).isEqualTo("no.png");
    assertThat(upload.at("/refused/0/reason")).contains("empty");

    Reply list = TestApi.get(path + "/pictures").send().expect(200);
    assertThat(list.json().at("/items/0")).isEqualTo(picture);
    assertThat(list.json().at("/total").asInt()).isEqualTo(1);

    Reply original = TestApi.get(picture.path("originalUrl").asString()).send().expect(200);
    assertThat(original.bytes()).isEqualTo(cat);
    assertThat(original.header("Content-Type")).isEqualTo("image/png");
    assertThat(original.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(original.header("Content-Disposition")).startsWith("inline");
    TestApi.get(picture.path("originalUrl").asString())
        .header("If-None-Match", original.header("ETag"))
        .send()
        .expect(304);
  }

  @Test
  void deletesAPictureAndItsObject() {
    String id = uploaded("cat.png", 2);
    ObjectKey key = ObjectKey.of("datasets", version, "originals", id);
    ObjectStore store = TestApi.bean(ObjectStore.class);
    assertThat(store.exists(key)).isTrue();

    TestApi.delete("/api/v1/pictures/" + id).send().expect(204);

    TestApi.bean(DeleteDiscardedObjects.class).perform();
    assertThat(store.exists(key)).isFalse();
    TestApi.delete("/api/v1/pictures/" + id).send().expectProblem(404, "no picture");
    TestApi.get("/api/v1/pictures/" + id + "/original").send().expectProblem(404);
  }

  @Test
  void givesAPictureAMaskAndTakesItAway() {
    String picture = "/api/v1/pictures/" + uploaded("masked.png", 71);
    Multipart mask = new Multipart().file("file", "mask.png", TestFiles.png(72));

    assertThat(TestApi.put(picture + "/mask").multipart(mask).send().expect(200).at("/masked"))
        .isEqualTo("true");
    TestApi.put(picture + "/mask")
        .multipart(new Multipart().file("file", "mask.png", new byte[9]))
        .send()
        .expectProblem(422, "not a picture");
    assertThat(TestApi.get(path + "/pictures").send().at("/items/0/masked")).isEqualTo("true");
    TestApi.delete(picture + "/mask").send().expect(204);
    assertThat(TestApi.get(path + "/pictures").send().at("/items/0/masked")).isEqualTo("false");
  }

  @Test
  void changesACaptionAsItWasSeen() {
    String caption = "/api/v1/pictures/" + uploaded("cat.png", 3) + "/caption";
    String seen = TestApi.get(caption).send().expect(200).header("ETag");

    Reply changed =
        TestApi.put(caption)
            .header("If-Match", seen)
            .json(Map.of("caption", "a cat"))
            .send()
            .expect(200);

    assertThat(changed.at("/caption")).isEqualTo("a cat");
    assertThat(changed.header("ETag")).isNotEqualTo(seen);
    TestApi.put(caption)
        .header("If-Match", seen)
        .json(Map.of("caption", "a dog"))
        .send()
        .expectProblem(412, "Read it again");
    TestApi.put(caption)
        .json(Map.of("caption", "a\u0007b"))
        .send()
        .expectProblem(422, "line breaks");
    TestApi.put(caption).json(Map.of()).send().expectProblem(422, "caption is missing");
    assertThat(TestApi.get(caption).send().at("/caption")).isEqualTo("a cat");
    TestApi.put(caption).json(Map.of("caption", "a cat\r\na dog ")).send().expect(200);
    assertThat(TestApi.get(caption).send().at("/caption")).isEqualTo("a cat\na dog");
  }

  @Test
  void changesManyCaptions() {
    uploaded("a.png", 4);
    String second = uploaded("b.png", 5);

    assertThat(bulk(Map.of("action", "prepend", "text", "sks")).expect(200).at("/changed"))
        .isEqualTo("2");
    assertThat(
            bulk(Map.of("action", "append", "text", "cat", "pictures", List.of(second)))
                .expect(200)
                .at("/changed"))
        .isEqualTo("1");
    assertThat(TestApi.get(path + "/pictures").send().json().findValuesAsString("caption"))
        .containsExactly("sks", "sks, cat");
    bulk(Map.of("action", "shuffle")).expectProblem(422, "'shuffle'", "set, prepend");
    bulk(Map.of("action", "replace", "text", "x")).expectProblem(422, "search is empty");
    bulk(Map.of("action", "set", "text", "x", "pictures", List.of(UUID.randomUUID())))
        .expectProblem(404);
  }

  @Test
  void changesNoCaptionWhereNoPictureIsNamed() {
    uploaded("a.png", 6);

    assertThat(
            bulk(Map.of("action", "set", "text", "x", "pictures", List.of()))
                .expect(200)
                .at("/changed"))
        .isEqualTo("0");
    TestApi.post(path + "/captions")
        .body("{\"action\":\"set\",\"pictures\":[null]}", "application/json")
        .send()
        .expectProblem(422, "give ids of pictures");
    bulk(Map.of("action", "replace", "search", "a", "text", "x".repeat(5_000)))
        .expectProblem(422, "at most 4,000");
  }

  @Test
  void saysOnThePageWhatIsWrongWithAConcept() {
    String form = "application/x-www-form-urlencoded";
    String concepts = "/versions/" + version + "/concepts";

    Reply wrong = TestApi.post(concepts).body("name=dog&repeats=often", form).send().expect(422);
    assertThat(wrong.text()).contains("repeats &#39;often&#39; is not a whole number");
    assertThat(TestApi.post(concepts).body("name=a/b", form).send().expect(422).text())
        .contains("problem-concept-new", "is not allowed");

    TestApi.post(concepts).body("name=dog&repeats=&regularisation=on", form).send().expect(200);
    String page = TestApi.get("/versions/" + version + "/dataset").send().expect(200).text();
    assertThat(page)
        .contains("upload-concept", ">dog (regularisation)</option>", "Make another concept");
  }

  @Test
  void answersFormsOfThePageThatNobodySends() {
    String form = "application/x-www-form-urlencoded";
    TestApi.post("/versions/" + UUID.randomUUID() + "/preparations")
        .body("width=256", form)
        .send()
        .expect(404);
  }

  @Test
  void changesPreparationSettings() {
    String settings = path + "/preparation-settings";
    Reply defaults = TestApi.get(settings).send().expect(200);
    assertThat(defaults.json().path("width").asInt()).isEqualTo(512);

    Reply changed =
        TestApi.put(settings)
            .header("If-Match", defaults.header("ETag"))
            .json(Map.of("width", 64, "height", 64, "flip", true))
            .send()
            .expect(200);

    assertThat(changed.json().path("crop").asString()).isEqualTo("cover");
    assertThat(TestApi.get(settings).send().header("ETag")).isEqualTo(changed.header("ETag"));
    TestApi.put(settings)
        .header("If-Match", defaults.header("ETag"))
        .json(Map.of())
        .send()
        .expectProblem(412);
    Reply refused = TestApi.put(settings).json(Map.of("widht", 64, "height", 65)).send();
    refused.expectProblem(422, "did you mean width?", "multiple of 8");
    assertThat(refused.json().path("problems")).hasSize(2);
    TestApi.put(settings)
        .json(Map.of("repeats", 0))
        .send()
        .expectProblem(422, "repeats 0", "at least 1");
  }

  @Test
  void preparesWhatIsMissing() {
    String first = uploaded("a.png", 6);
    Reply started =
        TestApi.post(path + "/preparations")
            .json(Map.of("settings", Map.of("width", 64, "height", 64, "repeats", 3)))
            .send()
            .expect(202);
    assertThat(started.at("/state")).isEqualTo("queued");
    assertThat(started.json().path("total").asInt()).isEqualTo(1);
    assertThat(problems()).contains("being prepared");
    TestApi.post(path + "/preparations").send().expectProblem(409, "under way");

    PreparationWorker worker = new PreparationWorker(started.at("/id"));
    worker.claim();
    worker.prepare(first, 0);
    worker.finish();

    Reply ended = TestApi.get(started.header("Location")).send().expect(200);
    assertThat(ended.at("/state")).isEqualTo("done");
    assertThat(ended.json().path("done").asInt()).isEqualTo(1);
    JsonNode picture = TestApi.get(path + "/pictures").send().json().at("/items/0");
    assertThat(picture.path("state").asString()).isEqualTo("prepared");
    Reply processed = TestApi.get(picture.at("/processed/0/url").asString()).send().expect(200);
    assertThat(processed.header("Content-Type")).isEqualTo("image/png");
    Reply summary = TestApi.get(path + "/dataset").send().expect(200);
    assertThat(summary.json().path("samplesPerEpoch").asInt()).isEqualTo(3);
    assertThat(summary.json().path("problems")).isEmpty();

    String second = uploaded("b.png", 7);
    assertThat(problems()).contains("1 of 2 pictures are not prepared");
    Reply again = TestApi.post(path + "/preparations").send().expect(202);
    assertThat(again.json().path("total").asInt()).isEqualTo(1);
    PreparationWorker other = new PreparationWorker(again.at("/id"));
    other.claim();
    other.refuse(second, "It is no picture.");
    other.finish();
    assertThat(TestApi.get(again.header("Location")).send().at("/refused/0/reason"))
        .isEqualTo("It is no picture.");
    assertThat(TestApi.bean(Snapshots.class).take(VersionId.parse(version)).reference().key())
        .startsWith("snapshots/");
  }

  @Test
  void preparesAgainWhatAnOlderWorkerDidNotTellTheFramingOf() {
    String picture = uploaded("a.png", 10);
    PreparationWorker old =
        new PreparationWorker(TestApi.post(path + "/preparations").send().expect(202).at("/id"));
    old.claim();
    old.prepareUnframed(picture, 0);
    old.finish();
    assertThat(TestApi.get(path + "/pictures").send().at("/items/0/state")).isEqualTo("outdated");
    assertThat(problems()).contains("did not note how they were cut");

    Reply again = TestApi.post(path + "/preparations").send().expect(202);
    assertThat(again.json().path("total").asInt()).isEqualTo(1);
    PreparationWorker worker = new PreparationWorker(again.at("/id"));
    worker.claim();
    worker.prepare(picture, 1);
    worker.finish();

    assertThat(TestApi.get(path + "/pictures").send().at("/items/0/state")).isEqualTo("prepared");
    assertThat(problems()).isEqualTo("[]");
  }

  @Test
  void endsAPreparationThatIsNotWanted() {
    uploaded("a.png", 8);
    Reply started = TestApi.post(path + "/preparations").send().expect(202);

    TestApi.post(started.header("Location") + "/cancel").send().expect(200);

    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> TestApi.get(started.header("Location")).send().at("/state").equals("cancelled"));
    TestApi.post(started.header("Location") + "/cancel").send().expectProblem(409);
    assertThat(TestApi.get(path + "/preparations").send().json().path("total").asInt())
        .isEqualTo(1);
  }

  @Test
  void saysWhatIsMissing() {
    TestApi.post(path + "/preparations").send().expectProblem(409, "upload some first");
    TestApi.post(path + "/pictures")
        .multipart(new Multipart().field("other", "x"))
        .send()
        .expectProblem(400, "'files' is missing");
    String nowhere = "/api/v1/versions/" + UUID.randomUUID();
    TestApi.get(nowhere + "/pictures").send().expectProblem(404, "no version");
    TestApi.get(nowhere + "/dataset").send().expectProblem(404, "no version");
    TestApi.get("/api/v1/preparations/" + UUID.randomUUID()).send().expectProblem(404);
    TestApi.get("/api/v1/pictures/" + uploaded("a.png", 9) + "/processed/0")
        .send()
        .expectProblem(404, "no training picture 0");
    TestApi.post(path + "/preparations")
        .json(Map.of("settings", Map.of("width", 65)))
        .send()
        .expectProblem(422, "width '65'");
  }

  private String problems() {
    return TestApi.get(path + "/dataset").send().json().path("problems").toString();
  }

  private Reply bulk(Map<String, Object> change) {
    return TestApi.post(path + "/captions").json(change).send();
  }

  private String uploaded(String name, int colour) {
    return upload(new Multipart().file("files", name, TestFiles.png(colour)))
        .expect(200)
        .at("/accepted/0/id");
  }

  private Reply upload(Multipart form) {
    return TestApi.post(path + "/pictures").multipart(form).send();
  }
}
