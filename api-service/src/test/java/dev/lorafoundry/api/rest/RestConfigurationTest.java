package dev.lorafoundry.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.MultipartConfigElement;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.servlet.autoconfigure.MultipartProperties;
import org.springframework.util.unit.DataSize;

final class RestConfigurationTest {
  private final StaticListableBeanFactory beans = new StaticListableBeanFactory();

  @Test
  void takesInOneRequestWhatTheLargestLimitLetsPass() {
    beans.addBean("small", new UploadLimit("/small", DataSize.ofMegabytes(2)));
    beans.addBean("large", new UploadLimit("/large", DataSize.ofGigabytes(20)));

    MultipartConfigElement limits = limits();

    assertThat(limits.getMaxRequestSize()).isEqualTo(20L << 30);
    assertThat(limits.getMaxFileSize()).isEqualTo(20L << 30);
  }

  @Test
  void keepsTheOtherSettingsOfUploads() {
    MultipartProperties settings = new MultipartProperties();
    settings.setFileSizeThreshold(DataSize.ofKilobytes(64));
    settings.setLocation("/elsewhere");

    MultipartConfigElement limits =
        new RestConfiguration().multipartLimits(settings, beans.getBeanProvider(UploadLimit.class));

    assertThat(limits.getFileSizeThreshold()).isEqualTo(64 << 10);
    assertThat(limits.getLocation()).isEqualTo("/elsewhere");
  }

  private MultipartConfigElement limits() {
    return new RestConfiguration()
        .multipartLimits(new MultipartProperties(), beans.getBeanProvider(UploadLimit.class));
  }
}
