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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trained LoRA draws the concept of its pictures; without it the base model can't. */
final class ConceptIT {
  /** Distance with the LoRA, at most this part of the distance without it. */
  private static final double NEARER = 0.9;

  private static Foundry foundry;

  @TempDir Path folder;

  @BeforeAll
  static void playTheDemo() throws Exception {
    foundry = Foundry.shared();
  }

  @Test
  void showsInPreviewsWithTheLoraOnly() throws IOException {
    Map<Double, List<BufferedImage>> previews = lastPreviews();
    try (TensorRuntime runtime = TensorRuntime.cpu(1);
        BaseModelFile model = BaseModelFile.open(StarterModel.copyTo(folder));
        ConceptDistance distance = ConceptDistance.of(runtime, model, SampleDataset.pictures())) {
      double without = distance.to(previews.get(0.0));
      double with = distance.to(previews.get(1.0));
      assertThat(with)
          .as("latent distance to the concept's pictures; without the LoRA it is %s", without)
          .isLessThan(NEARER * without);
    }
  }

  /** Pictures of the last checkpoints of all jobs, by the LoRA's weight. */
  private Map<Double, List<BufferedImage>> lastPreviews() throws IOException {
    FoundryClient api = foundry.client();
    Map<Double, List<BufferedImage>> pictures = new TreeMap<>();
    for (Job job : api.run(RunId.parse(foundry.demoResult().get("run").asString())).jobs()) {
      List<Checkpoint> checkpoints = api.checkpoints(job.id());
      Checkpoint last = checkpoints.get(checkpoints.size() - 1);
      for (Preview.Picture picture : api.previews(last.id()).get(0).pictures()) {
        Path file = folder.resolve("picture.png");
        api.download(picture.url(), file);
        pictures
            .computeIfAbsent(picture.loraWeight(), weight -> new ArrayList<>())
            .add(ImageIO.read(file.toFile()));
      }
    }
    return pictures;
  }
}
