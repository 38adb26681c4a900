package dev.lorafoundry.api.model;

import static dev.lorafoundry.api.model.LoraExample.OUTLINE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.LoraId;
import dev.lorafoundry.contracts.settings.Dora;
import dev.lorafoundry.contracts.settings.NetworkType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link Loras} does. */
public abstract class LorasContract {
  protected abstract Loras loras();

  @Test
  void findsALoraAsItWasAdded() {
    RegisteredLora lora = LoraExample.of("abc", OUTLINE);
    LoraId unknown = LoraId.random();

    assertThat(loras().add(lora, OUTLINE)).isEqualTo(lora);
    assertThat(loras().find(lora.id())).contains(lora);
    assertThat(lora.traits().networks()).containsExactly(NetworkType.LORA);
    assertThat(lora.traits().doras()).containsExactly(Dora.OFF);
    assertThat(loras().all(List.of(lora.id(), unknown))).isEqualTo(Map.of(lora.id(), lora));
    assertThat(loras().outlines(List.of(lora.id(), unknown))).isEqualTo(Map.of(lora.id(), OUTLINE));
    assertThat(loras().find(unknown)).isEmpty();
    assertThat(loras().outlines(List.of())).isEmpty();
  }

  @Test
  void countsTheSameFileOnce() {
    RegisteredLora first = loras().add(LoraExample.of("abc", OUTLINE), OUTLINE);

    assertThat(loras().add(LoraExample.of("abc", OUTLINE), OUTLINE)).isEqualTo(first);
    assertThat(loras().count()).isEqualTo(1);
  }

  @Test
  void listsTheNewestFirst() {
    loras().add(LoraExample.of("a", OUTLINE), OUTLINE);
    RegisteredLora second = loras().add(LoraExample.of("b", OUTLINE), OUTLINE);
    RegisteredLora third = loras().add(LoraExample.of("c", OUTLINE), OUTLINE);

    assertThat(loras().list(0, 2)).containsExactly(third, second);
    assertThat(loras().list(2, 2)).hasSize(1);
  }
}
