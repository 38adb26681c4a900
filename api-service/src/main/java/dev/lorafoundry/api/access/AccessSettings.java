package dev.lorafoundry.api.access;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Secrets and their lives.
 *
 * @param apiToken what programs send as {@code Authorization: Bearer …}
 * @param workerToken what workers send to the internal endpoints
 * @param metricsToken what may read the metrics, besides the API token; absent: nothing else
 * @param publicUrl address of the page in people's browsers; absent: as the request says
 * @param linkLife a sign-in link that was not used ends after so long
 * @param sessionLife a person is signed in for so long
 */
@Validated
@ConfigurationProperties("lora-foundry.access")
public record AccessSettings(
    @NotNull @Size(min = 16, max = 512) String apiToken,
    @NotNull @Size(min = 16, max = 512) String workerToken,
    @Nullable @Size(min = 16, max = 512) String metricsToken,
    @Nullable URI publicUrl,
    @DefaultValue("15m") Duration linkLife,
    @DefaultValue("7d") Duration sessionLife) {

  /** Says all but the secrets. */
  @Override
  public String toString() {
    return "AccessSettings[publicUrl=%s, linkLife=%s, sessionLife=%s]"
        .formatted(publicUrl, linkLife, sessionLife);
  }
}
