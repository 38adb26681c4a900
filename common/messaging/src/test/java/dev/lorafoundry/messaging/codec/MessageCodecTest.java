package dev.lorafoundry.messaging.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.contracts.DispatchId;
import dev.lorafoundry.contracts.EventHeader;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.PreparationEvent;
import dev.lorafoundry.contracts.PreparationId;
import dev.lorafoundry.contracts.PreparationJob;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.contracts.settings.PreparationSettings;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MessageCodecTest {
  private final MessageCodec codec = new MessageCodec();

  private static PreparationJob job() {
    return new PreparationJob(
        PreparationId.random(),
        new DispatchId(3),
        VersionId.random(),
        PreparationSettings.DEFAULTS,
        List.of());
  }

  @Test
  void readsWhatItWrote() {
    PreparationJob job = job();

    assertThat(codec.read(codec.write(job), PreparationJob.class)).isEqualTo(job);
  }

  @Test
  void passesByWhatNewerSendersSay() {
    PreparationJob job = job();
    String text = new String(codec.write(job), UTF_8).replaceFirst("\\{", "{\"mood\":[1,{}],");

    assertThat(codec.read(text.getBytes(UTF_8), PreparationJob.class)).isEqualTo(job);
  }

  @Test
  void readsEventsByTheirKind() {
    PreparationEvent event =
        new PreparationEvent.Finished(
            PreparationId.random(), new EventHeader(new LeaseEpoch(1), 2, Instant.EPOCH), 5, 1);

    assertThat(codec.readEvent(codec.write(event), WorkKind.PREPARATION)).isEqualTo(event);
    assertThatThrownBy(() -> codec.readEvent(codec.write(event), WorkKind.PREVIEW))
        .isInstanceOf(UnreadableMessage.class)
        .hasMessageContaining("can't be read as PreviewEvent");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{", "[]", "\"x\"", "{\"id\":\"no uuid\"}", "\u0000\u0001"})
  void saysWhatItCanNotRead(String text) {
    assertThatThrownBy(() -> codec.read(text.getBytes(UTF_8), PreparationJob.class))
        .isInstanceOf(UnreadableMessage.class)
        .hasMessageContaining("PreparationJob");
  }

  @Test
  void refusesARecordWithoutValue() {
    assertThatThrownBy(() -> codec.read(null, PreparationJob.class))
        .isInstanceOf(UnreadableMessage.class)
        .hasMessage("an empty record is no PreparationJob");
  }
}
