package dev.lorafoundry.api.idempotency.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.api.idempotency.IdempotencySettings;
import dev.lorafoundry.api.idempotency.LastTransaction;
import dev.lorafoundry.api.idempotency.StoresFirst;
import dev.lorafoundry.api.idempotency.jdbc.StoredAnswers;
import dev.lorafoundry.api.postgres.MigratedDatabase;
import dev.lorafoundry.api.rest.ProblemsForTests;
import jakarta.servlet.FilterChain;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Requests that make a project, and whose database connection dies when it hurts most. */
final class CrashedRequestIT {
  private static final String STORING = "/api/v1/versions/*/pictures";
  private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private final JdbcClient jdbc = DATABASE.jdbc();
  private final String key = UUID.randomUUID().toString();
  private final String project = "p-" + key;
  private final PlatformTransactionManager transactions =
      new JdbcTransactionManager(DATABASE.source());
  private final LastTransaction last = new LastTransaction(new TransactionTemplate(transactions));
  private final IdempotencyFilter filter =
      new IdempotencyFilter(
          StoredAnswers.in(jdbc),
          new KeyedTransactions(transactions, last, List.of(new StoresFirst(STORING))),
          new IdempotencySettings(Duration.ofDays(1)),
          InstantSource.system(),
          new KeyAnswers(ProblemsForTests.problems()));

  @Test
  void leavesNothingWhenItDiesBetweenWorkAndKey() throws Exception {
    assertThatThrownBy(
            () ->
                send(
                    (request, response) -> {
                      make();
                      throw new IllegalStateException("died");
                    }))
        .hasMessage("died");
    assertThat(made()).isZero();

    assertThat(send(making()).getStatus()).isEqualTo(201);
    assertThat(made()).isEqualTo(1);
  }

  @Test
  void leavesNothingWhenTheDatabaseGoesBeforeTheEnd() throws Exception {
    MockHttpServletResponse answer = new MockHttpServletResponse();
    assertThatThrownBy(
            () ->
                filter.doFilter(
                    request(),
                    answer,
                    (request, response) -> {
                      making().doFilter(request, response);
                      cutConnection();
                    }))
        .isInstanceOf(RuntimeException.class);

    assertThat(answer.getContentAsString()).isEmpty();
    assertThat(answer.getStatus()).isNotEqualTo(201);
    assertThat(made()).isZero();
    assertThat(send(making()).getStatus()).isEqualTo(201);
    assertThat(made()).isEqualTo(1);
  }

  @Test
  void keepsTheKeyWithTheWorkWhenTheAnswerIsLost() throws Exception {
    MockHttpServletResponse first = send(making());
    MockHttpServletResponse again = send(making());

    assertThat(again.getContentAsString()).isEqualTo(first.getContentAsString());
    assertThat(again.getHeader(KeyAnswers.REPLAYED)).isEqualTo("true");
    assertThat(made()).isEqualTo(1);
  }

  @Test
  void doesNotWaitForTheSameRequestUnderWay() throws Exception {
    MockHttpServletResponse second = new MockHttpServletResponse();
    MockHttpServletResponse first =
        send(
            (request, response) -> {
              making().doFilter(request, response);
              CompletableFuture.runAsync(() -> sendInto(second)).join();
            });

    assertThat(first.getStatus()).isEqualTo(201);
    assertThat(second.getStatus()).isEqualTo(409);
    assertThat(made()).isEqualTo(1);
  }

  @Test
  void leavesNothingOfWorkThatCameLast() throws Exception {
    MockHttpServletRequest upload = storing();
    assertThatThrownBy(
            () ->
                filter.doFilter(
                    upload,
                    new MockHttpServletResponse(),
                    (request, response) -> {
                      last.executeWithoutResult(status -> make());
                      throw new IllegalStateException("died");
                    }))
        .hasMessage("died");
    assertThat(made()).isZero();

    for (int i = 0; i < 2; i++) {
      MockHttpServletResponse answer = new MockHttpServletResponse();
      filter.doFilter(
          storing(),
          answer,
          (request, response) -> {
            last.executeWithoutResult(status -> make());
            response.getOutputStream().write('x');
          });
      assertThat(answer.getContentAsString()).isEqualTo("x");
      assertThat(made()).isEqualTo(1);
    }
  }

  private MockHttpServletRequest storing() {
    MockHttpServletRequest request =
        new MockHttpServletRequest("POST", "/api/v1/versions/1/pictures");
    request.addHeader(IdempotencyFilter.HEADER, key);
    request.setContent(new byte[] {1});
    return request;
  }

  private void sendInto(MockHttpServletResponse response) {
    try {
      filter.doFilter(request(), response, making());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private MockHttpServletResponse send(FilterChain chain) throws Exception {
    MockHttpServletResponse response = new MockHttpServletResponse();
    filter.doFilter(request(), response, chain);
    return response;
  }

  private MockHttpServletRequest request() {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/api/v1/projects");
    request.addHeader(IdempotencyFilter.HEADER, key);
    request.setContent("{}".getBytes(StandardCharsets.UTF_8));
    return request;
  }

  private FilterChain making() {
    return (request, response) -> {
      make();
      ((jakarta.servlet.http.HttpServletResponse) response).setStatus(201);
      response
          .getOutputStream()
          .write(UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
    };
  }

  private void make() {
    jdbc.sql("insert into project (id, name, name_key, created_at) values (?, ?, ?, now())")
        .params(UUID.randomUUID(), project, UUID.randomUUID().toString())
        .update();
  }

  /** The connection of the current transaction ends, as when the database is restarted. */
  private void cutConnection() {
    Integer process = jdbc.sql("select pg_backend_pid()").query(Integer.class).single();
    DATABASE
        .jdbcElsewhere()
        .sql("select pg_terminate_backend(?, 5000)")
        .param(process)
        .query(Boolean.class)
        .single();
  }

  private int made() {
    return DATABASE
        .jdbcElsewhere()
        .sql("select count(*) from project where name = ?")
        .param(project)
        .query(Integer.class)
        .single();
  }
}
