package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.DatasetSnapshot.Picture;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.diffusion.Fixtures;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.model.Tokenizers;
import dev.lorafoundry.diffusion.tokenizer.ClipTokenizer;
import dev.lorafoundry.diffusion.tokenizer.TokenChunks;
import dev.lorafoundry.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Captions whose words have weights. */
final class WeightedCaptionsTest {
  private static final String CLIP = "misc/bpe_simple_vocab_16e6.txt.gz";

  @TempDir private Path folder;

  @Test
  void laysOutWeightedCaptionsAsTheReferenceDoes() throws IOException {
    ClipTokenizer clip = Tokenizers.of(Fixtures.optional(CLIP));
    JsonNode cases = Fixtures.json("misc/tokenizer.json").path("weighted_chunks");
    SoftAssertions all = new SoftAssertions();

    assertThat(cases).isNotEmpty();
    for (JsonNode each : cases) {
      String text = each.path("text").asString();
      TokenChunks.Layout layout =
          new TokenChunks.Layout(clip.start(), clip.end(), each.path("pad").asInt());
      int length = each.path("max_token_length").asInt();
      TokenChunks chunks = new CaptionTokens(clip, List.of(layout), length, true).of(text).get(0);
      all.assertThat(chunks.ids().toString()).as(text).isEqualTo(ids(each.path("ids")));
      all.assertThat(rounded(chunks.weights())).as(text).isEqualTo(weights(each.path("weights")));
    }

    all.assertAll();
  }

  private static String ids(JsonNode rows) {
    return rows.toString().replace(",", ", ");
  }

  private static List<List<Double>> weights(JsonNode rows) {
    List<List<Double>> weights = new ArrayList<>();
    for (JsonNode row : rows) {
      List<Double> each = new ArrayList<>();
      row.forEach(weight -> each.add(weight.asDouble()));
      weights.add(each);
    }
    return weights;
  }

  /** To seven places, as the fixtures have them. */
  private static List<List<Double>> rounded(List<List<Float>> weights) {
    return weights.stream()
        .map(row -> row.stream().map(weight -> Math.round(weight * 1e7) / 1e7).toList())
        .toList();
  }

  @Test
  void weightsOfStatesSkipTheMarksBetweenChunks() {
    List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      ids.add(i);
    }
    TokenChunks chunks =
        TokenChunks.ofWeighted(
            new TokenChunks.Layout(998, 999, 999),
            List.of(new TokenChunks.Weighted(ids, 2), new TokenChunks.Weighted(ids, 3)),
            225);

    float[] weights = chunks.stateWeights();

    assertThat(weights).hasSize(227);
    for (int i = 0; i < weights.length; i++) {
      float expected = i == 0 || i > 160 ? 1 : i <= 80 ? 2 : 3;
      assertThat(weights[i]).as("state %d", i).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void multipliesTheStatesOfFrozenEncoders(Family family) {
    Map<String, float[]> plain = states(family, Map.of(), "a b c");
    Map<String, float[]> weighted =
        states(family, Map.of("weightedCaptions", true), "a (b:1.5) [c]");

    float[] expected = plain.get(TrainedModel.STATES).clone();
    int width = expected.length / 77;
    for (int i = 0; i < width; i++) {
      expected[2 * width + i] *= 1.5f;
      expected[3 * width + i] *= (float) (1 / 1.1);
    }
    assertThat(weighted.get(TrainedModel.STATES)).isEqualTo(expected);
    assertThat(weighted.get(TrainedModel.POOLED)).isEqualTo(plain.get(TrainedModel.POOLED));
  }

  private static Map<String, float[]> states(
      Family family, Map<String, ?> settings, String caption) {
    Map<String, float[]> states = new HashMap<>();
    try (WarmBase warm = new WarmBase(Models.RUNTIME, Sessions.base(family), new FrozenOutputs(0));
        StateTables tables =
            new StateTables(
                warm,
                Sessions.settings(settings),
                new Captions(of(caption), Sessions.settings(settings)))) {
      Map<String, Tensor> made = tables.make(List.of(caption));
      made.forEach((name, table) -> states.put(name, table.toFloats()));
      made.values().forEach(Tensor::close);
    }
    return states;
  }

  @ParameterizedTest
  @CsvSource({"SD1, 75", "SD1, 150", "SD2, 225", "SDXL, 150"})
  void beginsAlikeWithTrainedAndWithFrozenTexts(Family family, int length) {
    Map<String, Object> settings = Map.of("weightedCaptions", true, "maxTokenLength", length);

    double trained = firstLoss(family, with("train", "both", settings), "a ((b)) [c] (d:0.5)");
    double frozen = firstLoss(family, with("train", "unet_only", settings), "a ((b)) [c] (d:0.5)");

    assertThat(frozen).isCloseTo(trained, within(1e-5 * trained));
    assertThat(firstLoss(family, with("train", "both", settings), "a b c d")).isNotEqualTo(trained);
  }

  @ParameterizedTest
  @ValueSource(strings = {"both", "unet_only"})
  void weightsOfOneChangeNothing(String train) {
    double plain = firstLoss(Family.SD1, Map.of("train", train), "a b c");
    Map<String, Object> weighted = Map.of("train", train, "weightedCaptions", true);

    assertThat(firstLoss(Family.SD1, weighted, "a (b:1) c")).isEqualTo(plain);
  }

  @Test
  void bracketsAreTextUnlessTheyAreAskedFor() {
    assertThat(firstLoss(Family.SD1, Map.of(), "a (b:1) c"))
        .isNotEqualTo(firstLoss(Family.SD1, Map.of(), "a b c"));
  }

  @ParameterizedTest
  @CsvSource({"both, false", "both, true", "unet_only, false"})
  void goesOnBitForBitWithShuffledWeights(String train, boolean sparing) throws IOException {
    Map<String, Object> settings =
        Map.of(
            "train",
            train,
            "gradientCheckpointing",
            sparing,
            "weightedCaptions",
            true,
            "shuffleCaption",
            true,
            "epochs",
            6);
    DatasetSnapshot pictures = of("(a:1.3), [b], c, d");
    Path state = folder.resolve("state");
    List<StepReport> straight = new ArrayList<>();
    List<StepReport> resumed = new ArrayList<>();
    try (TrainingSession session = Sessions.start(settings, pictures)) {
      Sessions.take(session, 2, straight);
      session.saveState(state);
      Sessions.take(session, 4, straight);
    }
    try (TrainingSession session = Sessions.start(settings, pictures)) {
      session.restore(state);
      Sessions.take(session, 4, resumed);
    }

    assertThat(resumed).isEqualTo(straight.subList(2, 6));
  }

  /** Shuffling, wildcards and prefixes make such weights out of captions that have none. */
  @ParameterizedTest
  @ValueSource(strings = {"a (b:1.2.3) c", "x:1.0.2), (y", "(b:{1.1.1|1.2.3})"})
  void weightsThatAreNoNumbersEndNoTraining(String caption) {
    Map<String, Object> settings =
        Map.of(
            "weightedCaptions",
            true,
            "shuffleCaption",
            true,
            "enableWildcard",
            true,
            "captionPrefix",
            "(best:1.1.1),",
            "epochs",
            8);

    try (TrainingSession session = Sessions.start(settings, of(caption))) {
      List<StepReport> reports = new ArrayList<>();
      Sessions.take(session, 8, reports);

      assertThat(reports).hasSize(8);
    }
  }

  private static double firstLoss(Family family, Map<String, ?> settings, String caption) {
    try (TrainingSession session =
        TrainingSession.start(
            Models.RUNTIME,
            Sessions.base(family),
            Sessions.settings(settings),
            of(caption),
            each -> Sessions.picture(picture("")))) {
      return session.takeStep().loss();
    }
  }

  private static Map<String, Object> with(String name, Object value, Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put(name, value);
    return settings;
  }

  private static DatasetSnapshot of(String caption) {
    return new DatasetSnapshot(1, "thing", List.of(picture(caption)));
  }

  private static Picture picture(String caption) {
    return Sessions.picture("a.png", 64, 64, caption);
  }
}
