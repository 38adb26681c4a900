package dev.lorafoundry.api.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.messaging.KafkaSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

final class BrokerSettingsTest {
  private static final String SERVERS = "LORA_FOUNDRY_KAFKA_BOOTSTRAP_SERVERS";

  @Test
  void asksForNothingButServers() {
    KafkaSettings kafka = bind(environment(Map.of(SERVERS, "kafka:9092"))).toKafka();

    assertThat(kafka.bootstrapServers()).isEqualTo("kafka:9092");
    assertThat(kafka.properties()).isEmpty();
  }

  @Test
  void handsPropertiesToClients() {
    Map<String, Object> given =
        Map.of(
            "lora-foundry.kafka.bootstrap-servers",
            "kafka:9092",
            "lora-foundry.kafka.properties.[security.protocol]",
            "SSL");

    assertThat(bind(new MapPropertySource("file", given)).toKafka().client("any"))
        .containsEntry("security.protocol", "SSL");
  }

  /** Of a map Spring reads the spelling without the dash only. */
  @Test
  void takesPropertiesFromTheEnvironment() {
    Map<String, Object> given =
        Map.of(
            SERVERS,
            "kafka:9092",
            "LORAFOUNDRY_KAFKA_PROPERTIES_SECURITY_PROTOCOL",
            "SASL_SSL",
            "LORAFOUNDRY_KAFKA_PROPERTIES_SASL_JAAS_CONFIG",
            "secret",
            "LORA_FOUNDRY_KAFKA_PROPERTIES_SASL_MECHANISM",
            "PLAIN");

    assertThat(bind(environment(given)).properties())
        .isEqualTo(Map.of("security.protocol", "SASL_SSL", "sasl.jaas.config", "secret"));
  }

  private static PropertySource<?> environment(Map<String, Object> variables) {
    return new SystemEnvironmentPropertySource(
        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables);
  }

  private static BrokerSettings bind(PropertySource<?> source) {
    return new Binder(ConfigurationPropertySources.from(source))
        .bind("lora-foundry.kafka", BrokerSettings.class)
        .get();
  }
}
