package dev.lorafoundry.api.queue.kafka;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this service listens to its workers.
 *
 * @param group all replicas of one installation share it, each event goes to one of them
 * @param threads events taken in at the same time
 */
@ConfigurationProperties("lora-foundry.events")
record EventSettings(
    @DefaultValue("lora-foundry-api") String group, @DefaultValue("3") int threads) {}
