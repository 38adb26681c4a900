package dev.lorafoundry.worker.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.FailureKind;
import dev.lorafoundry.contracts.Lease;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.LoraReference;
import dev.lorafoundry.contracts.TrainingEvent;
import dev.lorafoundry.contracts.TrainingEvent.CheckpointSaved;
import dev.lorafoundry.contracts.TrainingJob;
import dev.lorafoundry.diffusion.lora.LoraFile;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Jobs that begin with LoRAs of earlier jobs, from the store to the store. */
final class StartingLorasTest extends TinyTrainings {
  private static final Map<String, Object> SHORT = Map.of("epochs", 1);

  /** A job with more settings, and with checkpoints that these name. */
  private TrainingJob job(Map<String, ?> more, LoraReference... loras) {
    Map<String, Object> settings = new HashMap<>(SHORT);
    settings.putAll(more);
    TrainingJob plain = jobs.with(settings);
    return new TrainingJob(
        plain.id(),
        plain.dispatch(),
        plain.run(),
        plain.project(),
        plain.version(),
        plain.name(),
        plain.outputName(),
        plain.baseModel(),
        plain.snapshot(),
        plain.settings(),
        plain.submittedAt(),
        List.of(loras));
  }

  private LoraReference trained(Map<String, ?> settings) {
    return reference(train(job(settings)).last(CheckpointSaved.class));
  }

  private static LoraReference reference(CheckpointSaved saved) {
    return new LoraReference(saved.checkpoint().value(), saved.name(), saved.key(), saved.sha256());
  }

  private LoraFile lora(LoraReference lora) {
    return lora(lora.key(), lora.sha256());
  }

  private static Map<String, Object> from(LoraReference lora) {
    return Map.of("startFrom", lora.id().toString());
  }

  @Test
  void trainsALoraFurther() {
    LoraReference first = trained(Map.of());
    Map<String, Object> still = new HashMap<>(from(first));
    still.put("learningRate", 1e-12);

    Api further = train(job(from(first), first));
    Api hardly = train(job(still, first));

    double fresh = train(job(Map.of())).last(CheckpointSaved.class).averageLoss();
    CheckpointSaved saved = further.last(CheckpointSaved.class);
    assertThat(saved.averageLoss()).isNotEqualTo(fresh);
    assertThat(lora(saved).modelHash()).isNotEqualTo(lora(first).modelHash());
    CheckpointSaved same = hardly.last(CheckpointSaved.class);
    assertThat(lora(same).modelHash()).isEqualTo(lora(first).modelHash());
  }

  @Test
  void takesRanksFromTheLora() {
    LoraReference first = trained(Map.of("rank", 2, "convRank", 3));
    Map<String, Object> settings = new HashMap<>(from(first));
    settings.put("ranksFromStart", true);

    CheckpointSaved saved = train(job(settings, first)).last(CheckpointSaved.class);

    assertThat(lora(saved).network().shapes()).isEqualTo(lora(first).network().shapes());
  }

  @Test
  void aStateOfATrainingThatBeganWithLorasIsGoneOnFrom() {
    LoraReference first = trained(Map.of());
    Map<String, Object> settings = new HashMap<>(from(first));
    settings.put("mergeBefore", first.id().toString());
    settings.put("mergeMultipliers", "-0.5");
    settings.put("epochs", 2);
    TrainingJob job = job(settings, first);

    Api straight = train(job);
    CheckpointSaved middle = straight.events(CheckpointSaved.class).get(0);
    Api resumed =
        train(
            job,
            new Api(),
            2,
            new Lease.ResumePoint(middle.stateKey(), middle.stateSha256(), middle.step()));

    assertThat(resumed.last(TrainingEvent.Started.class).firstStep()).isEqualTo(2);
    CheckpointSaved end = straight.last(CheckpointSaved.class);
    CheckpointSaved again = resumed.last(CheckpointSaved.class);
    assertThat(lora(again).modelHash()).isEqualTo(lora(end).modelHash());
  }

  @Test
  void jobsOnOneWarmModelSeeTheirOwnLoras() {
    LoraReference lora = trained(Map.of("learningRate", 0.01));
    Map<String, Object> merged = Map.of("mergeBefore", lora.id().toString());
    Map<String, Object> half =
        Map.of("mergeBefore", lora.id().toString(), "mergeMultipliers", "0.5");
    List<TrainingJob> all =
        Stream.of(Map.<String, Object>of(), merged, half, Map.<String, Object>of())
            .map(settings -> unetOnly(settings))
            .map(settings -> job(settings, lora))
            .toList();

    Map<TrainingJob, Double> warm = new HashMap<>();
    try (WarmBaseModel models = models(store)) {
      for (TrainingJob job : all) {
        Api api = new Api();
        train(models, store, job, api, new Lease(new LeaseEpoch(1), Duration.ofMinutes(5), null));
        warm.put(job, api.last(CheckpointSaved.class).averageLoss());
      }
    }

    for (TrainingJob job : all) {
      double cold = train(job, new Api(), 2, null).last(CheckpointSaved.class).averageLoss();
      assertThat(warm.get(job)).isEqualTo(cold);
    }
    assertThat(warm.get(all.get(0))).isEqualTo(warm.get(all.get(3)));
    assertThat(warm.values().stream().collect(Collectors.toSet())).hasSize(3);
  }

  private static Map<String, Object> unetOnly(Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("train", "unet_only");
    return all;
  }

  @Test
  void refusesWhatDoesNotFit() {
    LoraReference first = trained(Map.of());
    Map<String, Object> settings = new HashMap<>(from(first));
    settings.put("rank", 8);

    assertFailed(
        job(settings, first), "rank, convRank and lokrFactor of this training make it [8,");
  }

  @Test
  void refusesALoraThatIsNotStoredAsItWasSaved() {
    LoraReference first = trained(Map.of());
    LoraReference other =
        new LoraReference(
            first.id(), first.name(), first.key(), "00" + first.sha256().substring(2));

    assertFailed(job(from(other), other), first.key());
  }

  @Test
  void refusesALoraThatIsGone() {
    LoraReference gone = new LoraReference(UUID.randomUUID(), "a.safetensors", "jobs/gone", "00");

    assertFailed(job(from(gone), gone), "The LoRA a.safetensors (", "no longer stored");
    assertFailed(
        job(Map.of("mergeBefore", gone.id().toString()), gone), "The LoRA a.safetensors", "stored");
    assertFailed(job(from(gone)), "does not say where it is stored");
  }

  private void assertFailed(TrainingJob job, String... parts) {
    TrainingEvent.Failed failed = train(job).last(TrainingEvent.Failed.class);
    assertThat(failed.kind()).isEqualTo(FailureKind.BAD_INPUT);
    assertThat(failed.message()).contains(parts);
  }
}
