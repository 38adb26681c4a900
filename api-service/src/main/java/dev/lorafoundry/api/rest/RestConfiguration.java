package dev.lorafoundry.api.rest;

import dev.lorafoundry.api.wording.Wording;
import jakarta.servlet.MultipartConfigElement;
import java.util.Comparator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.servlet.autoconfigure.MultipartProperties;
import org.springframework.boot.servlet.filter.OrderedFormContentFilter;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;
import org.springframework.web.servlet.LocaleResolver;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RestSettings.class)
final class RestConfiguration {
  private static final int AFTER_SECURITY = 0;

  /** why: that filter reads forms of any length, from anybody. */
  private static final int BEFORE_FORMS = OrderedFormContentFilter.DEFAULT_ORDER - 50;

  @Bean
  ProblemLanguage problemLanguage(ObjectProvider<LocaleResolver> pages, Wording wording) {
    return new ProblemLanguage(pages, wording);
  }

  @Bean
  Problems problems(JsonMapper json, ProblemLanguage language) {
    return new Problems(json, language);
  }

  /** A number or a truth value where a text is asked for is a mistake, and no text. */
  @Bean
  JsonMapperBuilderCustomizer textsAreTexts() {
    return builder ->
        builder.withCoercionConfig(
            LogicalType.Textual,
            texts ->
                texts
                    .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
  }

  @Bean
  FilterRegistrationBean<BodyLimitFilter> bodyLimit(RestSettings settings, Problems problems) {
    var filter = new FilterRegistrationBean<>(new BodyLimitFilter(settings.maxBody(), problems));
    filter.setOrder(BEFORE_FORMS);
    return filter;
  }

  /**
   * Takes in one request what the largest of the features' limits lets pass, in however few files.
   */
  @Bean
  MultipartConfigElement multipartLimits(
      MultipartProperties settings, ObjectProvider<UploadLimit> limits) {
    DataSize largest =
        limits.stream()
            .map(UploadLimit::most)
            .max(Comparator.naturalOrder())
            .orElse(settings.getMaxRequestSize());
    return new MultipartConfigElement(
        settings.getLocation(),
        largest.toBytes(),
        largest.toBytes(),
        (int) settings.getFileSizeThreshold().toBytes());
  }

  @Bean
  FilterRegistrationBean<UploadLimitFilter> uploadLimits(
      ObjectProvider<UploadLimit> limits, Problems problems) {
    var filter =
        new FilterRegistrationBean<>(new UploadLimitFilter(limits.stream().toList(), problems));
    filter.setOrder(AFTER_SECURITY);
    return filter;
  }
}
