package dev.lorafoundry.api.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.api.testing.Call;
import dev.lorafoundry.api.testing.Multipart;
import dev.lorafoundry.api.testing.Reply;
import dev.lorafoundry.api.testing.TestApi;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import dev.lorafoundry.testkit.Unique;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Captions of a whole version, their tags, and the dataset with them as a file, over REST. */
final class CaptionIT {
  private String path = "";

  @BeforeEach
  void makeADataset() {
    Reply project =
        TestApi.post("/api/v1/projects").json(Map.of("name", Unique.name("tags"))).send();
    path =
        "/api/v1/versions/"
            + TestApi.post(project.expect(201).header("Location") + "/versions")
                .json(Map.of("name", "v1"))
                .send()
                .expect(201)
                .at("/id");
    TestApi.post(path + "/pictures")
        .multipart(
            new Multipart()
                .file("files", "a.png", TestFiles.png(201))
                .file("files", "a.txt", text("cat, tree"))
                .file("files", "b.png", TestFiles.png(202))
                .file("files", "b.txt", text("a <b>dog</b>, tree")))
        .send()
        .expect(200);
  }

  @Test
  void listsCaptionsAndCountsTheirTags() {
    Reply tags = TestApi.get(path + "/tags").send().expect(200);
    Reply all = TestApi.get(path + "/captions").send().expect(200);

    assertThat(tags.at("/tags/0/tag")).isEqualTo("tree");
    assertThat(tags.json().at("/tags/0/pictures").asInt()).isEqualTo(2);
    assertThat(tags.json().at("/tags")).hasSize(3);
    assertThat(all.header("ETag")).isEqualTo(tags.header("ETag"));
    assertThat(all.json().findValuesAsString("caption"))
        .containsExactly("cat, tree", "a <b>dog</b>, tree");
    assertThat(all.at("/0/pictureUrl")).endsWith("/original");
    assertThat(TestApi.get(path + "/captions?with=cat").send().json()).hasSize(1);
    assertThat(TestApi.get(path + "/captions?without=cat").send().at("/0/name")).isEqualTo("b.png");
    TestApi.get(path + "/captions").header("If-None-Match", all.header("ETag")).send().expect(304);
  }

  @Test
  void changesWhatWasPreviewedAndTakesItBack() {
    Map<String, Object> change = Map.of("action", "tag-first", "text", "sks");
    Reply preview = change(change, "?dryRun=true").send().expect(200);
    assertThat(preview.json().at("/dryRun").asBoolean()).isTrue();
    assertThat(preview.at("/changed/0/before")).isEqualTo("cat, tree");
    assertThat(preview.at("/changed/0/after")).isEqualTo("sks, cat, tree");
    assertThat(captions()).containsExactly("cat, tree", "a <b>dog</b>, tree");

    String seen = preview.header("ETag");
    Reply done = change(change, "").header("If-Match", seen).send().expect(200);
    assertThat(done.json().at("/changed")).hasSize(2);
    assertThat(captions()).containsExactly("sks, cat, tree", "sks, a <b>dog</b>, tree");
    change(change, "").header("If-Match", seen).send().expectProblem(412, "Read it again");

    List<Map<String, Object>> back =
        done.json().at("/changed").valueStream().map(CaptionIT::takenBack).toList();
    TestApi.put(path + "/captions").json(Map.of("captions", back)).send().expect(200);
    assertThat(captions()).containsExactly("cat, tree", "a <b>dog</b>, tree");
    TestApi.put(path + "/captions")
        .json(Map.of("captions", back))
        .send()
        .expectProblem(412, "'a.png'");
  }

  private static Map<String, Object> takenBack(JsonNode changed) {
    return Map.of(
        "picture", changed.path("picture").asString(),
        "caption", changed.path("before").asString(),
        "edition", changed.path("edition").asLong());
  }

  @Test
  void changesNoneIfOneCanNotBeChanged() {
    String id = TestApi.get(path + "/captions").send().at("/1/picture");
    TestApi.put("/api/v1/pictures/" + id + "/caption")
        .json(Map.of("caption", "x".repeat(3_990)))
        .send()
        .expect(200);

    change(Map.of("action", "add-tag", "text", "a tag of some length"), "")
        .send()
        .expectProblem(422, "4,012 characters");
    assertThat(captions().get(0)).isEqualTo("cat, tree");
    change(Map.of("action", "sort-tags", "order", "size"), "")
        .send()
        .expectProblem(422, "'size'", "alphabetical or frequency");
    change(Map.of("action", "replace-tag", "search", "a,b", "text", "c"), "")
        .send()
        .expectProblem(422, "search names 2 tags");
    TestApi.put(path + "/captions")
        .json(Map.of())
        .send()
        .expectProblem(422, "captions are missing");
  }

  @Test
  void showsSmallCopiesOfPictures() throws IOException {
    String original = TestApi.get(path + "/captions").send().at("/0/pictureUrl");

    Reply small = TestApi.get(original + "?width=128").send().expect(200);

    assertThat(small.header("Content-Type")).isEqualTo("image/jpeg");
    assertThat(ImageIO.read(new ByteArrayInputStream(small.bytes())).getWidth()).isEqualTo(20);
    TestApi.get(original + "?width=128")
        .header("If-None-Match", small.header("ETag"))
        .send()
        .expect(304);
    TestApi.get(original + "?width=100").send().expectProblem(422, "width 100", "128, 256 or 512");
  }

  @Test
  void downloadsTheDatasetAsFolders() throws IOException {
    Reply zip = TestApi.get(path + "/dataset.zip?pictures=originals").send().expect(200);

    assertThat(zip.header("Content-Type")).isEqualTo("application/zip");
    assertThat(zip.header("Content-Disposition")).startsWith("attachment");
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip.bytes()))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName().replaceFirst(".*/", ""), in.readAllBytes());
      }
    }
    assertThat(files)
        .containsOnlyKeys("a.png", "a.txt", "b.png", "b.txt")
        .containsEntry("a.png", TestFiles.png(201))
        .containsEntry("a.txt", text("cat, tree\n"));
    TestApi.get(path + "/dataset.zip").send().expectProblem(409, "prepare it first");
    TestApi.get(path + "/dataset.zip?pictures=all").send().expectProblem(400, "'all'");
  }

  @Test
  void breaksADownloadOffThatCanNotBeWhole() {
    ObjectStore store = TestApi.bean(ObjectStore.class);
    List<String> ids = TestApi.get(path + "/pictures").send().json().findValuesAsString("id");
    store.put(original(ids.get(0)), Content.of(new byte[1 << 20], Content.PNG));
    store.delete(List.of(original(ids.get(1))));

    assertThatThrownBy(() -> TestApi.get(path + "/dataset.zip?pictures=originals").send())
        .isInstanceOf(UncheckedIOException.class);
  }

  private ObjectKey original(String id) {
    return ObjectKey.of("datasets", path.substring(path.lastIndexOf('/') + 1), "originals", id);
  }

  private Call change(Map<String, Object> change, String query) {
    return TestApi.post(path + "/captions/changes" + query).json(change);
  }

  private List<String> captions() {
    return TestApi.get(path + "/captions").send().json().findValuesAsString("caption");
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
