package dev.lorafoundry.api.worker;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long workers count.
 *
 * @param liveFor a worker is live for so long after its last report
 * @param rememberedFor a silent worker stays in the list for so long
 */
@ConfigurationProperties("lora-foundry.worker")
public record WorkerSettings(
    @DefaultValue("15s") Duration liveFor, @DefaultValue("1d") Duration rememberedFor) {}
