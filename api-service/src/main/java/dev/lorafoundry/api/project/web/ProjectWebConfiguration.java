package dev.lorafoundry.api.project.web;

import dev.lorafoundry.api.project.Filings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
final class ProjectWebConfiguration {
  @Bean
  WebMvcConfigurer hidingWhatIsDeleted(Filings filings) {
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new HideDeleted(filings));
      }
    };
  }
}
