package dev.lorafoundry.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.testing.Multipart;
import dev.lorafoundry.api.testing.Reply;
import dev.lorafoundry.api.testing.TestApi;
import dev.lorafoundry.api.testing.TestModels;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class VaeIT {
  private static final String VAES = "/api/v1/vaes";

  @Test
  void registersAnUpload() {
    byte[] file = TestModels.vae(1);
    Reply reply = upload("vae-ft-mse.safetensors", file).expect(201);

    assertThat(reply.at("/name")).isEqualTo("vae-ft-mse");
    assertThat(reply.json().at("/bytes").asLong()).isEqualTo(file.length);
    assertThat(TestApi.get(reply.header("Location")).send().expect(200).json())
        .isEqualTo(reply.json());
    ObjectKey key = ObjectKey.of("vaes", reply.at("/sha256") + ".safetensors");
    assertThat(TestApi.bean(ObjectStore.class).read(key)).isEqualTo(file);
    assertThat(upload("other.safetensors", file).expect(201).at("/id")).isEqualTo(reply.at("/id"));
    assertThat(TestApi.get(VAES).send().expect(200).json().findValuesAsString("id"))
        .contains(reply.at("/id"));
  }

  @Test
  void takesTheVaeOfAWholeCheckpoint() {
    upload("whole.safetensors", TestModels.sd1(41)).expect(201);
  }

  @Test
  void refusesWhatIsNoVaeOfTheseFamilies() {
    byte[] pickle = "PK\u0003\u0004archive/data.pkl".getBytes(StandardCharsets.ISO_8859_1);
    upload("a.pt", pickle).expectProblem(422, "pickle", "safetensors");
    Map<String, long[]> flux = TestModels.vaeShapes();
    flux.put("decoder.conv_in.weight", new long[] {64, 16, 3, 3});
    upload("flux.safetensors", TestModels.safetensors(flux, 1))
        .expectProblem(422, "16 channels", "take 4");
    upload(
            "lora.safetensors",
            TestModels.safetensors(Map.of("lora_unet_a.lora_down.weight", new long[] {4, 4}), 1))
        .expectProblem(422, "no VAE");
    TestApi.get(VAES + "/" + UUID.randomUUID()).send().expectProblem(404, "no VAE");
  }

  @Test
  void registersAFileOfTheFolder() throws IOException {
    Path file = TestApi.MODELS.resolve("vae-here.safetensors");
    try {
      Files.write(file, TestModels.vae(3));

      Reply reply =
          TestApi.post(VAES + "/import").json(Map.of("file", "vae-here.safetensors")).send();

      assertThat(reply.expect(201).at("/name")).isEqualTo("vae-here");
      TestApi.post(VAES + "/import").json(Map.of()).send().expectProblem(400, "file is missing");
    } finally {
      Files.deleteIfExists(file);
    }
  }

  @Test
  void aBaseModelIsUsedWithIt() {
    String vae = upload("vae.safetensors", TestModels.vae(4)).expect(201).at("/id");
    String model = "/api/v1/base-models/" + model();

    assertThat(use(model, vae).expect(200).at("/vae")).isEqualTo(vae);
    assertThat(TestApi.get(model).send().expect(200).at("/vae")).isEqualTo(vae);
    assertThat(use(model, null).expect(200).json().path("vae").isString()).isFalse();
    use(model, UUID.randomUUID().toString()).expectProblem(404, "no VAE");
    use("/api/v1/base-models/" + UUID.randomUUID(), vae).expectProblem(404, "no base model");
  }

  private static Reply use(String model, @Nullable String vae) {
    Map<String, Object> choice = new HashMap<>();
    if (vae != null) {
      choice.put("vae", vae);
    }
    return TestApi.put(model + "/vae").json(choice).send();
  }

  private static String model() {
    return TestApi.post("/api/v1/base-models")
        .multipart(
            new Multipart()
                .file("file", "model.safetensors", TestModels.sd1(42))
                .file("tokenizer", "tokenizer.json", TestModels.tokenizer()))
        .send()
        .expect(201)
        .at("/id");
  }

  private static Reply upload(String name, byte[] file) {
    return TestApi.post(VAES).multipart(new Multipart().file("file", name, file)).send();
  }
}
