package dev.lorafoundry.api.loratask.web;

import dev.lorafoundry.api.loratask.LoraTaskDesk;
import dev.lorafoundry.api.loratask.LoraTaskForm;
import dev.lorafoundry.api.loratask.LoraTaskView;
import dev.lorafoundry.api.loratask.LoraTasks;
import dev.lorafoundry.api.project.VersionNotFound;
import dev.lorafoundry.api.project.Versions;
import dev.lorafoundry.api.rest.Page;
import dev.lorafoundry.api.rest.Paging;
import dev.lorafoundry.contracts.LoraTaskId;
import dev.lorafoundry.contracts.VersionId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** LoRA tasks to ask for, to look at, and to cancel. */
@Tag(name = "LoRA tasks")
@RestController
@RequestMapping("/api/v1")
final class LoraTaskController {
  private final LoraTaskDesk desk;
  private final LoraTasks tasks;
  private final Versions versions;

  LoraTaskController(LoraTaskDesk desk, LoraTasks tasks, Versions versions) {
    this.desk = desk;
    this.tasks = tasks;
    this.versions = versions;
  }

  @Operation(
      summary = "Resize a LoRA to another rank, or merge several into one",
      description =
          "What it makes becomes a checkpoint: to download, for previews, and to begin trainings"
              + " with.")
  @PostMapping("/versions/{id}/lora-tasks")
  @ResponseStatus(HttpStatus.ACCEPTED)
  LoraTaskView ask(@PathVariable UUID id, @RequestBody LoraTaskForm form) {
    return LoraTaskView.of(desk.ask(version(id), form));
  }

  @Operation(summary = "List the LoRA tasks of a version, newest first")
  @GetMapping("/versions/{id}/lora-tasks")
  Page<LoraTaskView> ofVersion(
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable Integer page,
      @RequestParam(required = false) @Nullable Integer size) {
    Paging paging = Paging.of(page, size);
    VersionId version = version(id);
    return Page.of(
            tasks.ofVersion(version, paging.offset(), paging.size()),
            paging,
            tasks.countOfVersion(version))
        .map(LoraTaskView::of);
  }

  @Operation(summary = "Show a LoRA task and what came of it")
  @GetMapping("/lora-tasks/{id}")
  LoraTaskView detail(@PathVariable UUID id) {
    return LoraTaskView.of(desk.find(new LoraTaskId(id)));
  }

  @Operation(summary = "Cancel a LoRA task")
  @PostMapping("/lora-tasks/{id}/cancel")
  LoraTaskView cancel(@PathVariable UUID id) {
    return LoraTaskView.of(desk.cancel(new LoraTaskId(id), "Cancelled by request."));
  }

  private VersionId version(UUID id) {
    VersionId version = new VersionId(id);
    if (versions.find(version).isEmpty()) {
      throw new VersionNotFound(version);
    }
    return version;
  }
}
