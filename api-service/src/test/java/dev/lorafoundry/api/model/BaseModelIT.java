package dev.lorafoundry.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.testing.Multipart;
import dev.lorafoundry.api.testing.Reply;
import dev.lorafoundry.api.testing.TestApi;
import dev.lorafoundry.api.testing.TestModels;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import dev.lorafoundry.testkit.Unique;
import jakarta.servlet.MultipartConfigElement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class BaseModelIT {
  private static final String MODELS = "/api/v1/base-models";

  @Test
  void registersAnUploadAndSaysWhatItIs() {
    byte[] file = TestModels.sd1(1);
    Reply reply = upload(form("C:\\models\\tiny.v1.safetensors", file)).expect(201);

    assertThat(reply.at("/name")).isEqualTo("tiny.v1");
    assertThat(reply.at("/family")).isEqualTo("SD1");
    assertThat(reply.at("/prediction")).isEqualTo("epsilon");
    assertThat(reply.json().at("/bytes").asLong()).isEqualTo(file.length);
    assertThat(reply.json().at("/largestRank").asInt()).isEqualTo(32);
    assertThat(reply.json().at("/sizes/unetWidths").toString()).isEqualTo("[32,64,64,64]");
    assertThat(reply.json().at("/sizes/transformers").toString()).isEqualTo("[1,1,1,0]");
    assertThat(reply.json().at("/ownTokenizer").asBoolean()).isTrue();
    assertThat(TestApi.get(reply.header("Location")).send().expect(200).json())
        .isEqualTo(reply.json());
    ObjectKey key = ObjectKey.of("models", reply.at("/sha256") + ".safetensors");
    assertThat(TestApi.bean(ObjectStore.class).read(key)).isEqualTo(file);
  }

  @Test
  void takesTheSameFileForTheSameModel() {
    Reply first = upload(form("one.safetensors", TestModels.sd1(2))).expect(201);
    Reply second = upload(form("other.safetensors", TestModels.sd1(2))).expect(201);
    Reply velocity =
        upload(form("one.safetensors", TestModels.sd1(2)).field("prediction", "v")).expect(201);

    assertThat(second.at("/id")).isEqualTo(first.at("/id"));
    assertThat(velocity.at("/id")).isNotEqualTo(first.at("/id"));
    assertThat(velocity.at("/prediction")).isEqualTo("v");
  }

  @Test
  void givesTheNameThatIsAskedFor() {
    String name = Unique.name("my model");
    Reply reply = upload(form("x.safetensors", TestModels.sd1(3)).field("name", name)).expect(201);

    assertThat(reply.at("/name")).isEqualTo(name);
    assertThat(TestApi.get(MODELS + "?size=1").send().expect(200).at("/items/0/name"))
        .isEqualTo(name);
  }

  @Test
  void refusesFilesThatAreNoBaseModel() {
    byte[] pickle = "PK\u0003\u0004archive/data.pkl".getBytes(StandardCharsets.ISO_8859_1);
    upload(form("a.ckpt", pickle)).expectProblem(422, "onvert");
    upload(form("a.safetensors", new byte[0])).expectProblem(422, "empty or cut off");
    upload(form("a.safetensors", Arrays.copyOf(TestModels.sd1(1), 70_000)))
        .expectProblem(422, "cut off");
    upload(
            form(
                "a.safetensors",
                TestModels.safetensors(
                    Map.of("lora_unet_a.lora_down.weight", new long[] {4, 4}), 1)))
        .expectProblem(422, "LoRA");
    Map<String, long[]> refiner = TestModels.shapes();
    refiner.keySet().removeIf(name -> name.startsWith("cond_stage_model."));
    refiner.put("conditioner.embedders.0.model.token_embedding.weight", new long[] {1000, 128});
    refiner.put("conditioner.embedders.0.model.positional_embedding", new long[] {77, 128});
    refiner.put("conditioner.embedders.0.model.text_projection", new long[] {128, 128});
    upload(form("a.safetensors", TestModels.safetensors(refiner, 1)))
        .expectProblem(422, "SDXL refiner");
    byte[] enormous = new byte[100];
    enormous[7] = 0x7f;
    upload(form("a.safetensors", enormous)).expectProblem(422, "safetensors header");
    Map<String, long[]> inpainting = TestModels.shapes();
    inpainting.put("model.diffusion_model.input_blocks.0.0.weight", new long[] {32, 9, 3, 3});
    upload(form("a.safetensors", TestModels.safetensors(inpainting, 1)))
        .expectProblem(422, "inpainting");
  }

  @Test
  void refusesAModelWithoutItsVocabulary() {
    upload(new Multipart().file("file", "a.safetensors", TestModels.sd1(1)))
        .expectProblem(422, "1000 tokens", "tokenizer.json");
    upload(
            new Multipart()
                .file("file", "a.safetensors", TestModels.sd1(1))
                .file("tokenizer", "tokenizer.json", "{}".getBytes(StandardCharsets.UTF_8)))
        .expectProblem(422, "tokeniser");
  }

  @Test
  void saysWhatIsWrongWithARequest() {
    upload(form("a.safetensors", TestModels.sd1(1)).field("prediction", "x0"))
        .expectProblem(422, "prediction 'x0'", "epsilon or v");
    upload(form("a.safetensors", TestModels.sd1(1)).field("name", "../a"))
        .expectProblem(422, "'../a'");
    upload(new Multipart().field("name", "a")).expectProblem(400, "'file' is missing");
    TestApi.post(MODELS).json(Map.of()).send().expectProblem(415, "multipart/form-data");
    TestApi.get(MODELS + "/" + UUID.randomUUID()).send().expectProblem(404, "no base model");
  }

  @Test
  void hasRoomForTheLargestFileBesideTheOtherFieldsOfItsForm() {
    MultipartConfigElement request = TestApi.bean(MultipartConfigElement.class);
    long largest = TestApi.bean(ModelSettings.class).maxFile().toBytes();

    assertThat(request.getMaxFileSize()).isGreaterThanOrEqualTo(largest);
    assertThat(request.getMaxRequestSize()).isGreaterThan(largest);
  }

  @Test
  void registersAFileOfTheFolder() throws IOException {
    Path file = TestApi.MODELS.resolve("here.safetensors");
    Path tokenizer = TestApi.MODELS.resolve("here.tokenizer.json");
    try {
      Files.write(file, TestModels.sd1(4));
      Files.write(tokenizer, TestModels.tokenizer());
      assertThat(TestApi.get(MODELS + "/folder").send().expect(200).at("/items/0/file"))
          .isEqualTo("here.safetensors");

      Reply reply =
          imported(Map.of("file", "here.safetensors", "tokenizer", "here.tokenizer.json"));

      assertThat(reply.expect(201).at("/name")).isEqualTo("here");
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(tokenizer);
    }
  }

  @Test
  void registersNothingElseOfTheDisk() {
    imported(Map.of("file", "../../etc/passwd")).expectProblem(404, "There is no file");
    imported(Map.of("file", "/etc/passwd")).expectProblem(404, "There is no file");
    imported(Map.of()).expectProblem(400, "file is missing");
  }

  private static Reply imported(Map<String, String> request) {
    return TestApi.post(MODELS + "/import").json(request).send();
  }

  private static Multipart form(String name, byte[] file) {
    return new Multipart()
        .file("file", name, file)
        .file("tokenizer", "tokenizer.json", TestModels.tokenizer());
  }

  @Test
  void registersOnceWhatComesTwiceWithAKey() {
    String key = Unique.name("key");
    Multipart form = form("keyed.safetensors", TestModels.sd1(9));

    Reply first = TestApi.post(MODELS).header("Idempotency-Key", key).multipart(form).send();
    Reply again = TestApi.post(MODELS).header("Idempotency-Key", key).multipart(form).send();

    assertThat(first.expect(201).json()).isEqualTo(again.expect(201).json());
  }

  private static Reply upload(Multipart form) {
    return TestApi.post(MODELS).multipart(form).send();
  }
}
