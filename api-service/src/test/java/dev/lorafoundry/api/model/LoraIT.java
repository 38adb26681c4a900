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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class LoraIT {
  private static final String LORAS = "/api/v1/loras";
  private static final String LAYER = "lora_te_text_model_encoder_layers_0_mlp_fc1";

  @Test
  void registersAnUpload() {
    byte[] file = lora(1);
    Reply reply = upload("style.safetensors", file).expect(201);

    assertThat(reply.at("/name")).isEqualTo("style");
    assertThat(reply.json().at("/bytes").asLong()).isEqualTo(file.length);
    assertThat(reply.json().at("/networks").get(0).asString()).isEqualTo("LoRA");
    assertThat(reply.json().at("/dora").get(0).asString()).isEqualTo("off");
    assertThat(reply.json().at("/modules").asInt()).isEqualTo(1);
    assertThat(TestApi.get(reply.header("Location")).send().expect(200).json())
        .isEqualTo(reply.json());
    ObjectKey key = ObjectKey.of("registered-loras", reply.at("/sha256") + ".safetensors");
    assertThat(TestApi.bean(ObjectStore.class).read(key)).isEqualTo(file);
    assertThat(upload("other.safetensors", file).expect(201).at("/id")).isEqualTo(reply.at("/id"));
    assertThat(TestApi.get(LORAS).send().expect(200).json().findValuesAsString("id"))
        .contains(reply.at("/id"));
  }

  @Test
  void refusesWhatIsNoLora() {
    byte[] pickle = "PK\u0003\u0004archive/data.pkl".getBytes(StandardCharsets.ISO_8859_1);
    upload("a.pt", pickle).expectProblem(422, "can't be read as a LoRA", "safetensors");
    upload("vae.safetensors", TestModels.vae(1)).expectProblem(422, "no LoRA", "lora_down");
    Map<String, long[]> torn = shapes();
    torn.put(LAYER + ".lora_up.weight", new long[] {256, 5});
    upload("torn.safetensors", TestModels.safetensors(torn, 1))
        .expectProblem(422, "do not fit together");
    TestApi.get(LORAS + "/" + UUID.randomUUID()).send().expectProblem(404, "no registered LoRA");
  }

  @Test
  void registersAFileOfTheFolder() throws IOException {
    Path file = TestApi.MODELS.resolve("lora-here.safetensors");
    try {
      Files.write(file, lora(3));

      Reply reply =
          TestApi.post(LORAS + "/import").json(Map.of("file", "lora-here.safetensors")).send();

      assertThat(reply.expect(201).at("/name")).isEqualTo("lora-here");
      TestApi.post(LORAS + "/import").json(Map.of()).send().expectProblem(400, "file is missing");
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static byte[] lora(long seed) {
    return TestModels.safetensors(shapes(), seed);
  }

  private static Map<String, long[]> shapes() {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    shapes.put(LAYER + ".lora_down.weight", new long[] {4, 64});
    shapes.put(LAYER + ".lora_up.weight", new long[] {256, 4});
    shapes.put(LAYER + ".alpha", new long[] {});
    return shapes;
  }

  private static Reply upload(String name, byte[] file) {
    return TestApi.post(LORAS).multipart(new Multipart().file("file", name, file)).send();
  }
}
