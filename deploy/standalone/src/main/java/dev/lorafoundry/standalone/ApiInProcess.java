package dev.lorafoundry.standalone;

import dev.lorafoundry.api.ApiService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.MapPropertySource;
import org.springframework.web.context.support.StandardServletEnvironment;

/** The api-service in this process. */
final class ApiInProcess implements AutoCloseable {
  private final ConfigurableApplicationContext context;

  private ApiInProcess(ConfigurableApplicationContext context) {
    this.context = context;
  }

  static ApiInProcess start(Options options, StateFolder state, Secrets secrets, Servers servers) {
    StandardServletEnvironment environment = new StandardServletEnvironment();
    environment
        .getPropertySources()
        .addFirst(new MapPropertySource("standalone", settings(options, state, secrets, servers)));
    SpringApplication application = new SpringApplication(ApiService.class);
    application.setEnvironment(environment);
    // why: it must end before its servers do; the standalone's Ending sees to the order
    application.setRegisterShutdownHook(false);
    application.setLogStartupInfo(false);
    return new ApiInProcess(run(application, state));
  }

  private static ConfigurableApplicationContext run(
      SpringApplication application, StateFolder state) {
    try {
      return application.run();
    } catch (RuntimeException e) {
      if (NestedExceptionUtils.getMostSpecificCause(e) instanceof FlywayValidateException newer) {
        throw new StartRefused(
            "The database in %s is not one that this program can use; a newer LoRA Foundry may have changed it: %s"
                .formatted(state.postgres(), newer.getMessage()),
            newer);
      }
      throw e;
    }
  }

  private static Map<String, Object> settings(
      Options options, StateFolder state, Secrets secrets, Servers servers) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("server.address", options.host());
    settings.put("server.port", options.port());
    settings.put("spring.main.banner-mode", "off");
    settings.put("spring.datasource.url", servers.postgres().createDatabase("lora_foundry"));
    settings.put("spring.datasource.username", servers.postgres().user());
    settings.put("spring.datasource.password", servers.postgres().password());
    // why: a newer program's database would be taken for one of this program's
    settings.put("spring.flyway.ignore-migration-patterns", List.of());
    settings.put("lora-foundry.kafka.bootstrap-servers", servers.kafka().bootstrapServers());
    settings.put("lora-foundry.s3.endpoint", servers.s3().endpoint().toString());
    settings.put("lora-foundry.s3.access-key", secrets.s3AccessKey());
    settings.put("lora-foundry.s3.secret-key", secrets.s3SecretKey());
    settings.put("lora-foundry.access.api-token", secrets.apiToken());
    settings.put("lora-foundry.access.worker-token", secrets.workerToken());
    settings.put("lora-foundry.models.folder", state.models().toString());
    return settings;
  }

  /** The port that it listens on. */
  int port() {
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  @Override
  public void close() {
    context.close();
  }
}
