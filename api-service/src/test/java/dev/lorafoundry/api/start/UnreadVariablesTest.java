package dev.lorafoundry.api.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.broker.BrokerSettings;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.SystemEnvironmentPropertySource;

@ExtendWith(OutputCaptureExtension.class)
final class UnreadVariablesTest {
  private final KnownSettings known = new KnownSettings();

  @BeforeEach
  void knowTheBroker() {
    known.add("lora-foundry.kafka", BrokerSettings.class);
  }

  @Test
  void passesByWhatIsReadOrNotOurs() {
    assertThat(
            unread(
                "LORA_FOUNDRY_KAFKA_BOOTSTRAP_SERVERS",
                "LORAFOUNDRY_KAFKA_BOOTSTRAPSERVERS",
                "LORAFOUNDRY_KAFKA_PROPERTIES_SECURITY_PROTOCOL",
                "LORA_FOUNDRY_EXIT",
                "PATH"))
        .isEmpty();
  }

  @Test
  void namesMisspeltVariables() {
    assertThat(
            unread(
                "LORA_FOUNDRY_KAFKA_BOOTSTRAP_SERVER",
                "LORA_FOUNDRY_KAFKA_PROPERTIES_SECURITY_PROTOCOL"))
        .containsExactly(
            "LORA_FOUNDRY_KAFKA_BOOTSTRAP_SERVER",
            "LORA_FOUNDRY_KAFKA_PROPERTIES_SECURITY_PROTOCOL");
  }

  @Test
  void warnsAtTheStartWithoutTheValue(CapturedOutput log) {
    new ApplicationContextRunner()
        .withInitializer(
            context ->
                context
                    .getEnvironment()
                    .getPropertySources()
                    .addFirst(environment("LORA_FOUNDRY_QUEUE_LEESE")))
        .withUserConfiguration(StartConfiguration.class)
        .run(context -> assertThat(context).hasNotFailed());

    assertThat(log).contains("LORA_FOUNDRY_QUEUE_LEESE").doesNotContain("hidden");
  }

  private List<String> unread(String... variables) {
    return UnreadVariables.in(environment(variables), known);
  }

  private static SystemEnvironmentPropertySource environment(String... variables) {
    Map<String, Object> values =
        Stream.of(variables).collect(Collectors.toMap(name -> name, name -> "hidden"));
    return new SystemEnvironmentPropertySource("variables", values);
  }
}
