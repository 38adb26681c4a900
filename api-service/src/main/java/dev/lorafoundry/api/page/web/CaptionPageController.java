package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.dataset.Pictures;
import dev.lorafoundry.api.project.Version;
import dev.lorafoundry.api.project.VersionNotFound;
import dev.lorafoundry.api.project.Versions;
import dev.lorafoundry.contracts.VersionId;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The caption editor. All that it does it asks of the REST API. */
@Hidden
@Controller
final class CaptionPageController {
  private final VersionFrames frames;
  private final Versions versions;
  private final Pictures pictures;

  CaptionPageController(VersionFrames frames, Versions versions, Pictures pictures) {
    this.frames = frames;
    this.versions = versions;
    this.pictures = pictures;
  }

  @GetMapping("/versions/{id}/captions")
  String page(@PathVariable UUID id, Model model) {
    VersionFrame frame = frames.of(id);
    VersionId version = new VersionId(id);
    String trigger =
        versions
            .find(version)
            .map(Version::projectName)
            .orElseThrow(() -> new VersionNotFound(version));
    model.addAttribute("view", new CaptionsView(frame, pictures.count(version), trigger));
    return "page/captions";
  }
}
