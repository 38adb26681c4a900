package dev.lorafoundry.api.rest;

import dev.lorafoundry.contracts.settings.SettingProblem;
import java.util.List;
import java.util.function.Function;
import org.springframework.http.HttpStatus;

/**
 * How an exception of a feature is told over HTTP: its message becomes the detail of the problem. A
 * feature declares one as a bean for each of its exceptions.
 *
 * @param problems the single problems that the exception carries, empty for most
 */
public record Refusal(
    Class<? extends RuntimeException> type,
    HttpStatus status,
    Function<RuntimeException, List<SettingProblem>> problems) {

  public static Refusal of(Class<? extends RuntimeException> type, HttpStatus status) {
    return new Refusal(type, status, exception -> List.of());
  }

  /** For exceptions that carry several problems. */
  public static <E extends RuntimeException> Refusal of(
      Class<E> type, HttpStatus status, Function<E, List<SettingProblem>> problems) {
    return new Refusal(type, status, exception -> problems.apply(type.cast(exception)));
  }

  boolean concerns(Throwable exception) {
    return type.isInstance(exception);
  }
}
