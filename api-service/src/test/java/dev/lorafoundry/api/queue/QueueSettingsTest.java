package dev.lorafoundry.api.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.messaging.events.EventListeners;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

final class QueueSettingsTest {
  /** Or work would seem lost whose end the dead replica was to hear. */
  @Test
  void aLeaseOutlastsTheTimeInWhichNobodyHearsForADeadReplica() {
    QueueSettings defaults =
        new Binder(new MapConfigurationPropertySource(Map.of()))
            .bindOrCreate("lora-foundry.queue", Bindable.of(QueueSettings.class));

    assertThat(defaults.lease()).isGreaterThanOrEqualTo(EventListeners.DEAD_AFTER.multipliedBy(2));
  }
}
