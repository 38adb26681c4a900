package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.diffusion.Models;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * States of trainings in halves: in fp16, where the loss is scaled and some steps change nothing,
 * and in bf16.
 */
final class HalfPrecisionStateTest {
  /** With which some matrices of the tiny model are large enough to be kept in 8 bits. */
  private static final int LARGE_RANK = 32;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "AdamW,both,1",
    "Lion,text_encoder_only,2",
    "Adam,text_encoder_only,1",
    "SGDNesterov,text_encoder_only,1",
    "AdaFactor,text_encoder_only,1",
    "Prodigy,text_encoder_only,1",
    "DAdaptAdam,text_encoder_only,1",
    "DAdaptLion,text_encoder_only,1",
    "AdamWScheduleFree,text_encoder_only,1",
    "AdamW8bit,text_encoder_only,2",
    "Lion8bit,text_encoder_only,1"
  })
  void goesOnBitForBitBehindGradientsThatOverflowed(
      String optimiser, String train, int accumulation) throws IOException {
    Map<String, Object> settings = settings("fp16", optimiser, train, accumulation);
    settings.put("vPredictionLikeLoss", 40); // why: the gradients of the first steps overflow

    TrainingState.Place place = placeOfResumed(settings);

    assertThat(place.updates()).isBetween(1L, place.step() - 1);
    assertThat(place.lossScale()).isLessThan(65_536);
  }

  @ParameterizedTest
  @CsvSource({
    "AdamW,both,1",
    "Prodigy,unet_only,1",
    "Lion,text_encoder_only,1",
    "Adam,text_encoder_only,1",
    "SGDNesterov,text_encoder_only,1",
    "AdaFactor,text_encoder_only,1",
    "DAdaptAdam,text_encoder_only,1",
    "DAdaptLion,text_encoder_only,1",
    "AdamWScheduleFree,text_encoder_only,1",
    "AdamW8bit,text_encoder_only,2",
    "Lion8bit,text_encoder_only,1"
  })
  void goesOnBitForBitInBf16(String optimiser, String train, int accumulation) throws IOException {
    Map<String, Object> settings = settings("bf16", optimiser, train, accumulation);
    settings.put("convRank", train.startsWith("text") ? null : 4);

    TrainingState.Place place = placeOfResumed(settings);

    assertThat(place.updates()).isEqualTo(place.step());
  }

  /** Where a state was saved from which a training went on as the one that saved it. */
  private TrainingState.Place placeOfResumed(Map<String, Object> settings) throws IOException {
    DatasetSnapshot pictures = twoPictures();
    Path whole = folder.resolve("whole.safetensors");
    Path resumed = folder.resolve("resumed.safetensors");
    Path state = folder.resolve("state.safetensors");
    List<StepReport> reports = new ArrayList<>();
    List<StepReport> resumedReports = new ArrayList<>();
    try (WarmBase warm =
        new WarmBase(Models.RUNTIME, Sessions.base(), new FrozenOutputs(1 << 20))) {
      try (TrainingSession session = start(warm, settings, pictures)) {
        Sessions.take(session, 4, new ArrayList<>());
        session.saveState(state);
        Sessions.take(session, 2, reports);
        session.saveLora(whole, Sessions.METADATA);
      }
      try (TrainingSession session = start(warm, settings, pictures)) {
        session.restore(state);
        Sessions.take(session, 2, resumedReports);
        session.saveLora(resumed, Sessions.METADATA);
      }
    }

    assertThat(resumedReports).isEqualTo(reports);
    assertThat(Files.readAllBytes(resumed)).isEqualTo(Files.readAllBytes(whole));
    return TrainingState.read(
            state, Identity.of(Sessions.base(), Sessions.settings(settings), pictures))
        .place();
  }

  private static Map<String, Object> settings(
      String precision, String optimiser, String train, int accumulation) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("precision", precision);
    settings.put("minTimestep", 100);
    settings.put("maxTimestep", 200);
    settings.put("optimizer", optimiser);
    settings.put("rank", optimiser.endsWith("8bit") ? LARGE_RANK : 4);
    settings.put("scheduler", optimiser.endsWith("Free") ? "constant" : "cosine");
    settings.put("train", train);
    settings.put("gradientAccumulationSteps", accumulation);
    settings.put("epochs", 6);
    settings.put("batchSize", 1);
    settings.put("savePrecision", "float");
    return settings;
  }

  private static DatasetSnapshot twoPictures() {
    return new DatasetSnapshot(
        1,
        "thing",
        List.of(
            Sessions.picture("a.png", 64, 64, "a red thing"),
            Sessions.picture("b.png", 64, 64, "a blue thing")));
  }

  private static TrainingSession start(
      WarmBase warm, Map<String, Object> settings, DatasetSnapshot pictures) {
    return TrainingSession.start(warm, Sessions.settings(settings), pictures, Sessions::picture);
  }
}
