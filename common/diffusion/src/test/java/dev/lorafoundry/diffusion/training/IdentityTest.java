package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.DatasetSnapshot.Concept;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.Framing;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.model.BaseModelFile;
import dev.lorafoundry.diffusion.safetensors.SafetensorsFile;
import dev.lorafoundry.diffusion.safetensors.SafetensorsWriter;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a saved state says of the training that it is from. */
final class IdentityTest {
  private static final DatasetSnapshot.Picture PICTURE =
      Sessions.picture("a.png", 64, 64, "a red thing");

  @TempDir private Path folder;

  /** States live as long as their jobs: another text here sends all of them back to step 0. */
  @Test
  void staysTheSameFromVersionToVersion() {
    assertThat(of(Map.of("warmup", 0.1), dataset(PICTURE)))
        .containsExactly(
            Map.entry("base model", "c8e1"),
            Map.entry(
                "settings", "be99b57275d9ca51d2a9c57a51f7dd08bd825b08d3f982a76c261a9f764796b7"),
            Map.entry(
                "dataset", "6acca4c6827b61fb6667c7d284f62f713347009c92a9556c1018a61920fac210"));
  }

  @ParameterizedTest
  @CsvSource({"seed, 7", "rank, 3", "captionPrefix, a", "minSnrGamma, 5", "blockRanks, 1"})
  void settingsThatDifferFromTheirDefaultsCount(String name, String value) {
    assertThat(of(Map.of(name, value), dataset(PICTURE)))
        .extractingByKey("settings")
        .isNotEqualTo(of(Map.of(), dataset(PICTURE)).get("settings"));
  }

  @Test
  void allThatIsTrainedOnCounts() {
    assertThat(
            List.of(
                dataset(PICTURE),
                dataset(PICTURE, PICTURE),
                dataset(Sessions.picture("b.png", 64, 64, "a red thing")),
                dataset(Sessions.picture("a.png", 64, 64, "a blue thing")),
                dataset(other("01", Framing.whole(64, 64))),
                dataset(other("00", new Framing(64, 128, 0, 1))),
                new DatasetSnapshot(2, "thing", List.of(PICTURE)),
                new DatasetSnapshot(1, "other", List.of(PICTURE))))
        .extracting(dataset -> of(Map.of(), dataset).get("dataset"))
        .doesNotHaveDuplicates();
  }

  @Test
  void whichConceptsThereAreCounts() {
    Concept first = new Concept("a", 1, "thing", false, List.of(PICTURE));
    Concept second = new Concept("b", 1, "thing", false, List.of(PICTURE));
    Concept kept = new Concept("b", 1, "thing", true, List.of(PICTURE));

    assertThat(
            List.of(
                dataset(PICTURE, PICTURE),
                new DatasetSnapshot(List.of(first, second)),
                new DatasetSnapshot(List.of(first, kept)),
                new DatasetSnapshot(List.of(kept, first))))
        .extracting(dataset -> of(Map.of(), dataset).get("dataset"))
        .doesNotHaveDuplicates();
    assertThat(of(Map.of(), new DatasetSnapshot(List.of(second))))
        .isEqualTo(of(Map.of(), dataset(PICTURE)));
  }

  /** What is held out of a single concept is what it always was. */
  @Test
  void thatPicturesAreHeldOutOfEachOfSeveralConceptsCounts() {
    Map<String, ?> holdingOut = Map.of("validationSplit", 0.5);
    Concept concept = new Concept("a", 1, "thing", false, List.of(PICTURE));
    Concept kept = new Concept("b", 1, "thing", true, List.of(PICTURE));
    DatasetSnapshot single = new DatasetSnapshot(List.of(concept, kept));
    DatasetSnapshot several = new DatasetSnapshot(List.of(concept, concept));

    assertThat(of(holdingOut, single).get("dataset"))
        .isEqualTo(of(Map.of(), single).get("dataset"));
    assertThat(of(holdingOut, several).get("dataset"))
        .isNotEqualTo(of(Map.of(), several).get("dataset"));
  }

  /** With wildcards blank lines never were captions. */
  @Test
  void thatACaptionBeginsWithABlankLineCountsWhereItsFirstLineIsShown() {
    DatasetSnapshot blank = dataset(Sessions.picture("a.png", 64, 64, "\na red thing"));
    Map<String, ?> wildcards = Map.of("enableWildcard", true);

    assertThat(of(Map.of(), blank).get("dataset"))
        .isNotEqualTo(of(wildcards, blank).get("dataset"));
    assertThat(of(Map.of(), dataset(PICTURE)).get("dataset"))
        .isEqualTo(of(wildcards, dataset(PICTURE)).get("dataset"));
  }

  @Test
  void whereAPictureIsStoredDoesNotCount() {
    DatasetSnapshot.Picture moved =
        new DatasetSnapshot.Picture("a.png", "moved/a.png", "00", 64, 64, "a red thing");

    assertThat(of(Map.of(), dataset(moved))).isEqualTo(of(Map.of(), dataset(PICTURE)));
  }

  @Test
  void whatTheModelPredictsCounts() {
    assertThat(
            Identity.of(Sessions.base(Family.SD2), Sessions.settings(Map.of()), dataset(PICTURE)))
        .isNotEqualTo(of(Map.of(), dataset(PICTURE)));
  }

  /** Earlier versions left the last of such a file's text layers out. */
  @ParameterizedTest
  @CsvSource({"22, none", "23, 23", "24, none"})
  void thatAllTextLayersOfAnSd2FileAreUsedCounts(int layers, String told) throws IOException {
    String text = "cond_stage_model.model.transformer.resblocks.";
    SafetensorsFile tiny = Models.golden(Family.SD2, "model");
    Map<String, StoredTensor> tensors = new HashMap<>();
    tiny.names().forEach(name -> tensors.put(name, tiny.get(name)));
    tensors.keySet().removeIf(name -> name.startsWith(text) && !name.startsWith(text + "0."));
    for (String name : List.copyOf(tensors.keySet())) {
      for (int i = 1; name.startsWith(text) && i < layers; i++) {
        tensors.put(name.replace(text + "0.", text + i + "."), tiny.get(name));
      }
    }
    Path path = folder.resolve("model.safetensors");
    SafetensorsWriter.write(path, tensors, Map.of());

    TrainingBase base = Sessions.base(Family.SD2);
    try (BaseModelFile file = BaseModelFile.open(path)) {
      TrainingBase other =
          new TrainingBase(file, base.tokenizer(), base.prediction(), base.sha256());
      assertThat(
              Identity.of(other, Sessions.settings(Map.of()), dataset(PICTURE))
                  .getOrDefault("number of used text layers", "none"))
          .isEqualTo(told);
    }
  }

  private static DatasetSnapshot.Picture other(String sha256, Framing framing) {
    return new DatasetSnapshot.Picture(
        "a.png", "key/a.png", sha256, 64, 64, "a red thing", framing);
  }

  private static DatasetSnapshot dataset(DatasetSnapshot.Picture... pictures) {
    return new DatasetSnapshot(1, "thing", List.of(pictures));
  }

  private static Map<String, String> of(Map<String, ?> settings, DatasetSnapshot dataset) {
    return Identity.of(Sessions.base(), Sessions.settings(settings), dataset);
  }
}
