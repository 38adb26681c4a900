package dev.lorafoundry.api.rest;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of requests.
 *
 * @param maxBody largest body of a request that is no upload of files
 */
@ConfigurationProperties("lora-foundry.rest")
public record RestSettings(@DefaultValue("1MB") DataSize maxBody) {}
