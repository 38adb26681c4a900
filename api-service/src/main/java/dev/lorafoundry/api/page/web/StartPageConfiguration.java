package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.model.ModelRegister;
import dev.lorafoundry.api.project.Filings;
import dev.lorafoundry.api.project.Notes;
import dev.lorafoundry.api.project.Overviews;
import dev.lorafoundry.api.project.ProjectSettings;
import dev.lorafoundry.api.project.Projects;
import dev.lorafoundry.api.project.Versions;
import dev.lorafoundry.api.run.Runs;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the pages of projects are made of. */
@Configuration(proxyBeanMethods = false)
final class StartPageConfiguration {
  @Bean
  Undoing undoing(Filings filings, ProjectSettings settings) {
    return new Undoing(filings, settings);
  }

  @Bean
  Cards cards(
      Overviews overviews,
      Projects projects,
      Versions versions,
      ModelRegister models,
      Undoing undoing) {
    return new Cards(overviews, projects, versions, models, undoing);
  }

  @Bean
  CopiedSettings copiedSettings(Projects projects, Runs runs) {
    return new CopiedSettings(projects, runs);
  }

  @Bean
  VersionCards versionCards(Projects projects, Overviews overviews, Notes notes, Undoing undoing) {
    return new VersionCards(projects, overviews, notes, undoing);
  }
}
