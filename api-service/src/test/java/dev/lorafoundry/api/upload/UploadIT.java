package dev.lorafoundry.api.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.duty.Duty;
import dev.lorafoundry.api.testing.Call;
import dev.lorafoundry.api.testing.Multipart;
import dev.lorafoundry.api.testing.Reply;
import dev.lorafoundry.api.testing.TestApi;
import dev.lorafoundry.api.testing.TestModels;
import dev.lorafoundry.objectstore.ObjectStore;
import dev.lorafoundry.testkit.Unique;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Uploads in parts over REST, as a client of tus sends them. */
final class UploadIT {
  private static final String MODELS = "/api/v1/model-uploads";
  private static final String PART = "application/offset+octet-stream";

  private String path = "";

  @BeforeEach
  void makeAVersion() {
    Reply project =
        TestApi.post("/api/v1/projects").json(Map.of("name", Unique.name("parts"))).send();
    path =
        "/api/v1/versions/"
            + TestApi.post(project.expect(201).header("Location") + "/versions")
                .json(Map.of("name", "v1"))
                .send()
                .expect(201)
                .at("/id");
  }

  @Test
  void addsAZipThatCameInParts() throws IOException {
    byte[] zip = zip("кот.png", "no picture.png");
    String upload = begin("Кошки.zip", zip.length).expect(201).header("Location");
    int half = zip.length / 2;

    Reply first = append(upload, 0, Arrays.copyOf(zip, half)).expect(204);
    assertThat(first.header("Upload-Offset")).isEqualTo(Integer.toString(half));
    assertThat(first.header("Tus-Resumable")).isEqualTo("1.0.0");
    append(upload, 0, Arrays.copyOf(zip, half)).expectProblem(409, "go on from there");
    TestApi.post(upload + "/pictures").send().expectProblem(409, "send the others first");
    Reply asked = TestApi.call("HEAD", upload).send().expect(200);
    assertThat(asked.header("Upload-Offset")).isEqualTo(Integer.toString(half));
    assertThat(asked.header("Upload-Length")).isEqualTo(Integer.toString(zip.length));
    Reply open = TestApi.get(path + "/uploads").send().expect(200);
    assertThat(open.at("/items/0/name")).isEqualTo("Кошки.zip");
    assertThat(open.at("/items/0/state")).isEqualTo("receiving");
    append(upload, half, Arrays.copyOfRange(zip, half, zip.length)).expect(204);

    Reply report = TestApi.post(upload + "/pictures").send().expect(200);

    assertThat(report.at("/accepted")).isEqualTo("1");
    assertThat(report.at("/refused/0/name")).isEqualTo("Кошки.zip › no picture.png");
    assertThat(TestApi.get(path + "/pictures").send().at("/items/0/name")).isEqualTo("кот.png");
    assertThat(TestApi.post(upload + "/pictures").send().expect(200).json())
        .isEqualTo(report.json());
    assertThat(TestApi.get(upload).send().at("/state")).isEqualTo("added");
    assertThat(TestApi.get(path + "/uploads").send().json().at("/items")).isEmpty();
  }

  @Test
  void forgetsWhatIsCancelled() {
    String upload = begin("cats.zip", 100).expect(201).header("Location");
    append(upload, 0, new byte[60]).expect(204);
    ObjectStore store = TestApi.bean(ObjectStore.class);
    String folder = "uploads/" + upload.substring(upload.lastIndexOf('/') + 1) + "/";
    assertThat(store.list(folder)).hasSize(1);

    TestApi.delete(upload).send().expect(204);

    TestApi.get(upload).send().expectProblem(404, "Begin anew");
    append(upload, 60, new byte[40]).expectProblem(404);
    ((Duty) TestApi.context().getBean("deleteDiscardedObjects")).perform();
    assertThat(store.list(folder)).isEmpty();
  }

  @Test
  void makesModelsOfWhatCameInParts() throws IOException {
    byte[] model = TestModels.sd1(77);
    String name = Unique.name("in parts");
    String upload =
        begin(MODELS, name + ".safetensors", model.length).expect(201).header("Location");
    int half = model.length / 2;
    append(upload, 0, Arrays.copyOf(model, half)).expect(204);
    Multipart form = new Multipart().file("tokenizer", "tokenizer.json", TestModels.tokenizer());
    TestApi.post(upload + "/base-model").multipart(form).send().expectProblem(409, "the others");
    append(upload, half, Arrays.copyOfRange(model, half, model.length)).expect(204);
    TestApi.post(upload + "/pictures").send().expectProblem(422, "base-model");
    TestApi.post(upload + "/lora").send().expectProblem(422, "LoRA");
    assertThat(names(TestApi.get(MODELS).send())).contains(name + ".safetensors");
    assertThat(TestApi.get(upload).send().at("/state")).isEqualTo("received");

    String key = Unique.name("key");
    Reply made =
        TestApi.post(upload + "/base-model")
            .header("Idempotency-Key", key)
            .multipart(form)
            .send()
            .expect(201);

    assertThat(made.at("/name")).isEqualTo(name);
    Reply shown = TestApi.get(made.header("Location")).send().expect(200);
    assertThat(shown.json().at("/bytes").asLong()).isEqualTo(model.length);
    assertThat(shown.at("/ownTokenizer")).isEqualTo("true");
    assertThat(names(TestApi.get(MODELS).send())).doesNotContain(name + ".safetensors");
    TestApi.post(upload + "/base-model").multipart(form).send().expectProblem(409, "used already");
    begin(MODELS, "large.safetensors", 9L << 30).expectProblem(422, "max-file");
    String picture = begin("a.png", 10).expect(201).header("Location");
    TestApi.post(picture + "/vae").send().expectProblem(422, "post to its pictures");
  }

  private static String names(Reply list) {
    return list.expect(200).json().at("/items").toString();
  }

  @Test
  void refusesWhatIsTooLargeAndWhatIsNoUpload() {
    begin("large.png", 65L << 20).expectProblem(413, "68,157,440 bytes", "make the picture");
    begin("large.zip", 3L << 30).expectProblem(413, "several zip files");
    begin("none.zip", 0).expectProblem(422, "at least 1");
    begin("", 10).expectProblem(400, "names no file");
    TestApi.post(path + "/uploads")
        .header("Upload-Length", "10")
        .header("Upload-Metadata", "filename ***")
        .send()
        .expectProblem(400, "Base64");
    TestApi.post(path + "/uploads")
        .send()
        .expectProblem(400, "Upload-Length is missing", "whole length in bytes", "filename");
    TestApi.post(path + "/uploads")
        .header("Upload-Length", "much")
        .send()
        .expectProblem(400, "Upload-Length 'much' is not allowed: use a number");
    TestApi.post(path + "/uploads")
        .header("Upload-Length", "10")
        .send()
        .expectProblem(400, "Upload-Metadata names no file");
    String upload = begin("cats.zip", 10).expect(201).header("Location");
    TestApi.call("PATCH", upload)
        .body(new byte[1], PART)
        .send()
        .expectProblem(400, "Upload-Offset is missing", "HEAD");
    append(upload, 0, new byte[11]).expectProblem(413, "that were announced");
    append(upload, 0, new byte[(16 << 20) + 1]).expectProblem(413, "at most 16,777,216");
    Reply spokenTo =
        TestApi.call("PATCH", upload)
            .header("Upload-Offset", "0")
            .header("Tus-Resumable", "2.0.0")
            .body(new byte[1], PART)
            .send();
    spokenTo.expectProblem(412, "use 1.0.0");
    assertThat(spokenTo.header("Tus-Version")).isEqualTo("1.0.0");
    assertThat(spokenTo.header("Tus-Resumable")).isEqualTo("1.0.0");
    TestApi.get("/api/v1/versions/" + UUID.randomUUID() + "/uploads")
        .send()
        .expectProblem(404, "There is no version");
    TestApi.post("/api/v1/projects").body(new byte[1], PART).send().expectProblem(415, PART);
    assertThat(TestApi.call("OPTIONS", upload).send().expect(204).header("Tus-Extension"))
        .isEqualTo("creation,termination,expiration");
  }

  private Reply begin(String name, long bytes) {
    return begin(path + "/uploads", name, bytes);
  }

  private static Reply begin(String path, String name, long bytes) {
    String encoded = Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    return TestApi.post(path)
        .header("Tus-Resumable", "1.0.0")
        .header("Upload-Length", Long.toString(bytes))
        .header("Upload-Metadata", "filename " + encoded + ",modified MTc=")
        .send();
  }

  private static Reply append(String upload, long offset, byte[] bytes) {
    Call call = TestApi.call("PATCH", upload).header("Tus-Resumable", "1.0.0");
    return call.header("Upload-Offset", Long.toString(offset)).body(bytes, PART).send();
  }

  /** A zip with a picture and something that is none. */
  private static byte[] zip(String picture, String other) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(picture));
      ImageIO.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "png", zip);
      zip.putNextEntry(new ZipEntry(other));
      zip.write("text".getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
