package dev.lorafoundry.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.wording.Wording;
import dev.lorafoundry.contracts.settings.SettingProblem;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.FixedLocaleResolver;

final class ProblemLanguageTest {
  private static final String EMPTY = "The file is empty.";

  private final MockHttpServletRequest request = new MockHttpServletRequest();
  private final ProblemLanguage language = pageIn(Locale.CHINESE);

  private static ProblemLanguage pageIn(Locale locale) {
    return new ProblemLanguage(
        new StaticListableBeanFactory(Map.of("pages", new FixedLocaleResolver(locale)))
            .getBeanProvider(LocaleResolver.class),
        Wording.ofAllLanguages());
  }

  @Test
  void tellsThePageInItsLanguage() {
    assertThat(language.say(EMPTY, request)).isEqualTo("文件为空。");
    assertThat(pageIn(Locale.ENGLISH).say(EMPTY, request)).isEqualTo(EMPTY);
  }

  @Test
  void tellsProgramsInEnglish() {
    request.addHeader("Authorization", "Bearer abc");

    assertThat(language.say(EMPTY, request)).isEqualTo(EMPTY);
  }

  @Test
  void keepsWhatAProblemIsAbout() {
    ProblemDetail problem =
        Problems.of(
            HttpStatus.UNPROCESSABLE_CONTENT,
            EMPTY,
            List.of(new SettingProblem("rank", EMPTY, EMPTY)));

    language.say(problem, request);

    assertThat(problem.getDetail()).isEqualTo("文件为空。");
    assertThat(problem.getProperties())
        .containsEntry("problems", List.of(new SettingProblem("rank", EMPTY, "文件为空。")));
  }
}
