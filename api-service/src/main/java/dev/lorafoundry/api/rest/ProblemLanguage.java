package dev.lorafoundry.api.rest;

import dev.lorafoundry.api.wording.Wording;
import dev.lorafoundry.contracts.settings.SettingProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.web.servlet.LocaleResolver;

/**
 * Which language an answer is in: that of the page if one asked, English if a program did, which
 * shows by its token.
 */
public final class ProblemLanguage {
  private final ObjectProvider<LocaleResolver> pages;
  private final Wording wording;

  ProblemLanguage(ObjectProvider<LocaleResolver> pages, Wording wording) {
    this.pages = pages;
    this.wording = wording;
  }

  /** A sentence as whoever sent the request reads it. */
  public String say(String english, HttpServletRequest request) {
    return wording.say(english, of(request));
  }

  /** A problem as whoever sent the request reads it: its sentences, not what they are about. */
  ProblemDetail say(ProblemDetail problem, HttpServletRequest request) {
    String detail = problem.getDetail();
    if (detail != null) {
      problem.setDetail(say(detail, request));
    }
    Map<String, Object> properties = problem.getProperties();
    if (properties != null && properties.get("problems") instanceof List<?> problems) {
      problem.setProperty("problems", problems.stream().map(each -> said(each, request)).toList());
    }
    return problem;
  }

  private Object said(Object problem, HttpServletRequest request) {
    return problem instanceof SettingProblem of
        ? new SettingProblem(of.setting(), of.given(), say(of.message(), request))
        : problem;
  }

  private Locale of(HttpServletRequest request) {
    LocaleResolver page = pages.getIfAvailable();
    return page == null || request.getHeader(HttpHeaders.AUTHORIZATION) != null
        ? Locale.ENGLISH
        : page.resolveLocale(request);
  }
}
