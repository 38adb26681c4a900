package dev.lorafoundry.api.rest;

import dev.lorafoundry.contracts.settings.SettingProblem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.json.JsonMapper;

/** Builds problems (RFC 9457) and writes them where no controller is at work. */
public final class Problems {
  private final JsonMapper json;
  private final ProblemLanguage language;

  Problems(JsonMapper json, ProblemLanguage language) {
    this.json = json;
    this.language = language;
  }

  /** A problem whose detail says what was given, what is allowed and what to do. */
  public static ProblemDetail of(HttpStatusCode status, String detail) {
    return ProblemDetail.forStatusAndDetail(status, detail);
  }

  static ProblemDetail of(HttpStatusCode status, String detail, List<SettingProblem> problems) {
    ProblemDetail problem = of(status, detail);
    if (!problems.isEmpty()) {
      problem.setProperty("problems", problems);
    }
    return problem;
  }

  /** Writes a problem as the answer. */
  public void write(
      HttpServletRequest request,
      HttpServletResponse response,
      HttpStatusCode status,
      String detail)
      throws IOException {
    ProblemDetail problem = language.say(of(status, detail), request);
    problem.setInstance(URI.create(request.getRequestURI()));
    byte[] body = json.writeValueAsBytes(problem);
    response.setStatus(status.value());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
