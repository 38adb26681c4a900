package dev.lorafoundry.api.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.contracts.settings.SettingProblem;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;

@ExtendWith(OutputCaptureExtension.class)
final class ProblemAdviceTest {
  private final WebRequest request = new ServletWebRequest(new MockHttpServletRequest());
  private final ProblemAdvice advice =
      advice(
          Refusal.of(
              Fact.class, HttpStatus.CONFLICT, fact -> List.of(new SettingProblem("a", "b", "c"))));

  @Test
  void tellsAMistakeByAnIdThatIsInTheLog(CapturedOutput output) {
    ProblemDetail problem =
        body(advice.other(new IllegalStateException("secret state of things"), request));

    assertThat(problem.getStatus()).isEqualTo(500);
    String detail = String.valueOf(problem.getDetail());
    assertThat(detail).contains("try again").doesNotContain("secret", "Exception");
    String id = detail.replaceAll(".*\\(error ([0-9a-f]{8})\\).*", "$1");
    assertThat(output.getAll()).contains("Internal error " + id, "secret state of things");
  }

  @Test
  void tellsAFactAsItsFeatureSays() {
    ProblemDetail problem = body(advice.other(new Fact(), request));

    assertThat(problem.getStatus()).isEqualTo(409);
    assertThat(problem.getDetail()).isEqualTo("It is so: do that.");
    assertThat(problem.getProperties())
        .containsEntry("problems", List.of(new SettingProblem("a", "b", "c")));
  }

  @Test
  void saysThatTheDatabaseIsAway() {
    for (RuntimeException failure :
        List.of(
            new DataAccessResourceFailureException("secret"),
            new CannotCreateTransactionException("secret"),
            new CannotAcquireLockException("secret"),
            new PessimisticLockingFailureException("secret"))) {
      ResponseEntity<Object> answer = advice.other(failure, request);
      ProblemDetail problem = body(answer);

      assertThat(problem.getStatus()).isEqualTo(503);
      assertThat(answer.getHeaders().getFirst("Retry-After")).isEqualTo("2");
      assertThat(problem.getDetail()).contains("try again").doesNotContain("secret");
    }
  }

  @Test
  void breaksOffAnAnswerThatHasBegun() {
    MockHttpServletResponse response = new MockHttpServletResponse();
    response.setCommitted(true);
    WebRequest begun = new ServletWebRequest(new MockHttpServletRequest(), response);
    RuntimeException fact = new Fact();
    IOException broken = new IOException("disk");

    assertThatThrownBy(() -> advice.other(fact, begun)).isSameAs(fact);
    assertThatThrownBy(() -> advice.broken(broken, begun)).isSameAs(broken);
  }

  @Test
  void tellsABrokenStreamAsAMistake() throws Exception {
    assertThat(body(advice.broken(new IOException("disk"), request)).getStatus()).isEqualTo(500);
  }

  private static ProblemDetail body(ResponseEntity<Object> answer) {
    return (ProblemDetail) answer.getBody();
  }

  private static ProblemAdvice advice(Refusal refusal) {
    StaticListableBeanFactory beans = new StaticListableBeanFactory();
    beans.addBean("fact", refusal);
    return new ProblemAdvice(beans.getBeanProvider(Refusal.class), ProblemsForTests.inEnglish());
  }

  private static final class Fact extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Fact() {
      super("It is so: do that.");
    }
  }
}
