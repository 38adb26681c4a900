package dev.lorafoundry.api.project.web;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a new project or version is to be called. */
record NewName(
    @Schema(
            description = "1 to 100 characters; no control characters, no '/', '\\' or '..'",
            requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable String name) {}
