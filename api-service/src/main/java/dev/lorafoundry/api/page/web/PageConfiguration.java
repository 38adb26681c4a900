package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.preview.Previews;
import dev.lorafoundry.api.project.Versions;
import dev.lorafoundry.api.run.RunBook;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
final class PageConfiguration {
  @Bean
  VersionFrames versionFrames(Versions versions) {
    return new VersionFrames(versions);
  }

  @Bean
  Results results(RunBook runs, Checkpoints checkpoints, Previews previews, InstantSource clock) {
    return new Results(runs, checkpoints, previews, clock);
  }
}
