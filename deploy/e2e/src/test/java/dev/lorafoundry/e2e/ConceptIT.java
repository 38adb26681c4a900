package dev.lorafoundry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.diffusion.model.BaseModelFile;
import dev.lorafoundry.standalone.client.Checkpoint;
import dev.lorafoundry.standalone.client.FoundryClient;
import dev.lorafoundry.standalone.client.Job;
import dev.lorafoundry.standalone.client.Preview;
import dev.lorafoundry.startermodel.SampleDataset;
import dev.lorafoundry.startermodel.StarterModel;
import dev.lorafoundry.startermodel.check.ConceptDistance;
import dev.lorafoundry.tensor.TensorRuntime;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A trained LoRA draws the concept of its pictures; without it the base model can't. */
final class ConceptIT {
  /**
   * Distances with a LoRA are less than this part of the distance without one: each, on average,
   * the best.
   */
  private static final double EACH = 1;

  private static final double ALL = 0.9;
  private static final double BEST = 0.75;

  private static final Logger log = LoggerFactory.getLogger(ConceptIT.class);

  private static Foundry foundry;

  @TempDir Path folder;

  @BeforeAll
  static void playTheDemo() throws Exception {
    foundry = Foundry.shared();
  }

  @Test
  void showsInPreviewsWithTheLoraOnly() throws IOException {
    try (TensorRuntime runtime = TensorRuntime.cpu(1);
        BaseModelFile model = BaseModelFile.open(StarterModel.copyTo(folder));
        ConceptDistance distance = ConceptDistance.of(runtime, model, SampleDataset.pictures())) {
      List<Double> parts = new ArrayList<>();
      for (Map<Double, List<BufferedImage>> previews : lastPreviews()) {
        parts.add(distance.to(previews.get(1.0)) / distance.to(previews.get(0.0)));
      }
      assertThat(parts)
          .as("latent distances to the concept's pictures, with by without the LoRA, of each job")
          .hasSize(4);
      log.info("With by without the LoRA, of each job: {}", parts);
      assertThat(Collections.max(parts)).as("greatest of %s", parts).isLessThan(EACH);
      assertThat(mean(parts)).as("mean of %s", parts).isLessThan(ALL);
      assertThat(Collections.min(parts)).as("least of %s", parts).isLessThan(BEST);
    }
  }

  private static double mean(List<Double> parts) {
    return parts.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  /** Pictures of each job's last checkpoint, by the LoRA's weight. */
  private List<Map<Double, List<BufferedImage>>> lastPreviews() throws IOException {
    FoundryClient api = foundry.client();
    List<Map<Double, List<BufferedImage>>> previews = new ArrayList<>();
    for (Job job : api.run(RunId.parse(foundry.demoResult().get("run").asString())).jobs()) {
      List<Checkpoint> checkpoints = api.checkpoints(job.id());
      Checkpoint last = checkpoints.get(checkpoints.size() - 1);
      Map<Double, List<BufferedImage>> pictures = new TreeMap<>();
      for (Preview.Picture picture : api.previews(last.id()).get(0).pictures()) {
        Path file = folder.resolve("picture.png");
        api.download(picture.url(), file);
        pictures
            .computeIfAbsent(picture.loraWeight(), weight -> new ArrayList<>())
            .add(ImageIO.read(file.toFile()));
      }
      previews.add(pictures);
    }
    return previews;
  }
}
