package dev.lorafoundry.workerprocess;

import jakarta.validation.Valid;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** Settings of a worker that has none of its own. */
@Validated
@ConfigurationProperties(value = "lora-foundry", ignoreUnknownFields = false)
record ExampleSettings(
    @Valid @DefaultValue Api api,
    @Valid @DefaultValue Kafka kafka,
    @Valid @DefaultValue S3 s3,
    @Valid @DefaultValue Worker worker)
    implements WorkerProcessSettings {}
