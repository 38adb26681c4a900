package dev.lorafoundry.api.live;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How live events reach pages.
 *
 * @param sendEvery pause between two looks for new events; what changes often is sent so often
 * @param heartbeat a connection on which nothing happens gets a sign of life so often
 * @param kept events stay for so long, for pages that come back
 * @param maxConnections open pages of one replica; more are refused
 * @param connectionLife a connection is closed after so long and comes back by itself
 */
@ConfigurationProperties("lora-foundry.live")
public record LiveSettings(
    @DefaultValue("300ms") Duration sendEvery,
    @DefaultValue("15s") Duration heartbeat,
    @DefaultValue("15m") Duration kept,
    @DefaultValue("200") int maxConnections,
    @DefaultValue("1h") Duration connectionLife) {}
