package dev.lorafoundry.api.project.web;

import dev.lorafoundry.api.project.DeletionRefused;
import dev.lorafoundry.api.project.NameRefused;
import dev.lorafoundry.api.project.NameTaken;
import dev.lorafoundry.api.project.NoteRefused;
import dev.lorafoundry.api.project.ProjectNotFound;
import dev.lorafoundry.api.project.RestoreRefused;
import dev.lorafoundry.api.project.VersionArchived;
import dev.lorafoundry.api.project.VersionNotFound;
import dev.lorafoundry.api.rest.Refusal;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;

@Configuration(proxyBeanMethods = false)
final class ProjectRefusals {
  @Bean
  Refusal nameRefused() {
    return Refusal.of(
        NameRefused.class, HttpStatus.UNPROCESSABLE_CONTENT, refused -> List.of(refused.problem()));
  }

  @Bean
  Refusal nameTaken() {
    return Refusal.of(NameTaken.class, HttpStatus.CONFLICT);
  }

  @Bean
  Refusal noteRefused() {
    return Refusal.of(NoteRefused.class, HttpStatus.UNPROCESSABLE_CONTENT);
  }

  @Bean
  Refusal deletionRefused() {
    return Refusal.of(DeletionRefused.class, HttpStatus.CONFLICT);
  }

  @Bean
  Refusal restoreRefused() {
    return Refusal.of(RestoreRefused.class, HttpStatus.CONFLICT);
  }

  @Bean
  Refusal versionArchived() {
    return Refusal.of(VersionArchived.class, HttpStatus.CONFLICT);
  }

  @Bean
  Refusal projectNotFound() {
    return Refusal.of(ProjectNotFound.class, HttpStatus.NOT_FOUND);
  }

  @Bean
  Refusal versionNotFound() {
    return Refusal.of(VersionNotFound.class, HttpStatus.NOT_FOUND);
  }
}
