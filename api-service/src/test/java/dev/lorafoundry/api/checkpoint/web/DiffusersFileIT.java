package dev.lorafoundry.api.checkpoint.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.CheckpointExample;
import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.job.jdbc.StoredJob;
import dev.lorafoundry.api.testing.Reply;
import dev.lorafoundry.api.testing.TestApi;
import dev.lorafoundry.diffusion.safetensors.SafetensorsFile;
import dev.lorafoundry.diffusion.safetensors.SafetensorsWriter;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import dev.lorafoundry.tensor.Shape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Downloads of checkpoints in both formats. */
final class DiffusersFileIT {
  private static final String MODULE = "lora_unet_mid_block_attentions_0_proj_in";
  private static final String LAYER = "unet.mid_block.attentions.0.proj_in";
  private static final StoredTensor DOWN = StoredTensor.floats(Shape.of(1, 2, 1, 1), 3, 4);
  private static final StoredTensor UP = StoredTensor.floats(Shape.of(2, 1, 1, 1), 5, 6);

  @TempDir private Path folder;

  @Test
  void givesALoraAsDiffusersReadsIt() throws IOException {
    Checkpoint checkpoint =
        saved(
            Map.of(
                MODULE + ".lora_down.weight", DOWN,
                MODULE + ".lora_up.weight", UP,
                MODULE + ".alpha", StoredTensor.floats(Shape.of(), 0.5f)));

    Reply reply = file(checkpoint, "?format=diffusers").expect(200);

    assertThat(reply.header("Content-Disposition"))
        .contains("starz-v5-000001-a-diffusers.safetens");
    assertThat(reply.header("ETag")).isEqualTo("\"" + checkpoint.sha256() + "-diffusers1\"");
    assertThat(reply.header("Content-Length")).isEqualTo("" + reply.bytes().length);
    Path path = Files.write(folder.resolve("got.safetensors"), reply.bytes());
    try (SafetensorsFile got = SafetensorsFile.open(path)) {
      assertThat(got.names())
          .containsExactlyInAnyOrder(LAYER + ".lora_A.weight", LAYER + ".lora_B.weight");
      assertThat(got.get(LAYER + ".lora_A.weight").toFloats()).containsExactly(1.5f, 2);
      assertThat(got.get(LAYER + ".lora_B.weight").toFloats()).containsExactly(5, 6);
      assertThat(got.metadata()).containsEntry("format", "pt").containsEntry("ss_a", "b");
    }
    TestApi.get(address(checkpoint) + "?format=diffusers")
        .header("If-None-Match", reply.header("ETag"))
        .send()
        .expect(304);
  }

  @Test
  void givesTheFileItselfWhereNoFormatIsNamed() throws IOException {
    Checkpoint checkpoint =
        saved(Map.of(MODULE + ".lora_down.weight", DOWN, MODULE + ".lora_up.weight", UP));

    for (String format : new String[] {"", "?format=kohya"}) {
      Reply reply = file(checkpoint, format).expect(200);
      assertThat(DigestUtils.sha256Hex(reply.bytes())).isEqualTo(checkpoint.sha256());
      assertThat(reply.header("ETag")).isEqualTo("\"" + checkpoint.sha256() + "\"");
      assertThat(reply.header("Content-Disposition")).contains("starz-v5-000001-a.safetensors");
    }
    file(checkpoint, "?format=ckpt").expectProblem(400, "format 'ckpt'", "kohya or diffusers");
  }

  @Test
  void givesALokrAsAdaptersOfPeft() throws IOException {
    StoredTensor square = StoredTensor.floats(Shape.of(2, 2), 1, 2, 3, 4);
    String text = "lora_te_text_model_encoder_layers_0_mlp_fc1";
    Checkpoint checkpoint =
        saved(
            Map.of(
                MODULE + ".lokr_w1",
                square,
                MODULE + ".lokr_w2",
                square,
                text + ".lokr_w1",
                square,
                text + ".lokr_w2",
                square));

    Reply reply = file(checkpoint, "?format=diffusers").expect(200);

    assertThat(reply.header("Content-Disposition")).contains("starz-v5-000001-a-diffusers.zip");
    assertThat(reply.header("Content-Type")).isEqualTo("application/zip");
    assertThat(reply.header("Content-Length")).isEqualTo("" + reply.bytes().length);
    Map<String, byte[]> files = unzipped(reply.bytes());
    assertThat(files.keySet())
        .containsExactlyInAnyOrder(
            "README.txt",
            "text_encoder/adapter_config.json",
            "text_encoder/adapter_model.safetensors",
            "unet/adapter_config.json",
            "unet/adapter_model.safetensors");
    assertThat(new String(files.get("README.txt"), StandardCharsets.UTF_8))
        .contains("for part in [\"text_encoder\", \"unet\"]:", "PeftModel.from_pretrained");
    JsonNode configuration = JsonMapper.shared().readTree(files.get("unet/adapter_config.json"));
    assertThat(configuration.path("peft_type").asString()).isEqualTo("LOKR");
    assertThat(configuration.path("r").asInt()).isEqualTo(2);
    Path path =
        Files.write(
            folder.resolve("unet.safetensors"), files.get("unet/adapter_model.safetensors"));
    try (SafetensorsFile got = SafetensorsFile.open(path)) {
      String layer = LAYER.replace("unet.", "base_model.model.");
      assertThat(got.names()).containsExactlyInAnyOrder(layer + ".lokr_w1", layer + ".lokr_w2");
      assertThat(got.get(layer + ".lokr_w2")).isEqualTo(square);
      assertThat(got.metadata()).containsEntry("ss_a", "b");
    }
  }

  @Test
  void saysWhatToDoWhereDiffusersCanNotHaveIt() throws IOException {
    Checkpoint odd =
        saved(
            Map.of(
                MODULE + ".lokr_w1", StoredTensor.floats(Shape.of(2, 1), 1, 2),
                MODULE + ".lokr_w2", StoredTensor.floats(Shape.of(1, 2), 1, 2)));
    Checkpoint ofInputs =
        saved(
            Map.of(
                MODULE + ".lora_down.weight", DOWN,
                MODULE + ".lora_up.weight", UP,
                MODULE + ".dora_scale", StoredTensor.floats(Shape.of(1, 2, 1, 1), 1, 1)));

    file(odd, "?format=diffusers")
        .expectProblem(409, odd.name(), "another lokrFactor", "LoRA task of kind resize");
    file(ofInputs, "?format=diffusers").expectProblem(409, "DoRA of inputs", "dora outputs");
  }

  private static Map<String, byte[]> unzipped(byte[] zip) throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), in.readAllBytes());
      }
    }
    return files;
  }

  private static Reply file(Checkpoint checkpoint, String query) {
    return TestApi.get(address(checkpoint) + query).send();
  }

  private static String address(Checkpoint checkpoint) {
    return "/api/v1/checkpoints/" + checkpoint.id() + "/file";
  }

  private Checkpoint saved(Map<String, StoredTensor> tensors) throws IOException {
    Path path = folder.resolve("saved.safetensors");
    SafetensorsWriter.write(path, tensors, Map.of("ss_a", "b"));
    byte[] bytes = Files.readAllBytes(path);
    Checkpoint checkpoint =
        CheckpointExample.holding(
            CheckpointExample.checkpoint(StoredJob.in(TestApi.bean(JdbcClient.class)), 1), bytes);
    TestApi.bean(ObjectStore.class)
        .put(new ObjectKey(checkpoint.key()), Content.of(bytes, Content.BINARY));
    assertThat(TestApi.bean(Checkpoints.class).add(checkpoint)).isTrue();
    return checkpoint;
  }
}
