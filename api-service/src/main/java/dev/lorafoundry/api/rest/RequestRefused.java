package dev.lorafoundry.api.rest;

import org.springframework.http.HttpStatus;

/** A request that can't be answered, for a reason that no feature knows better. */
public final class RequestRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final HttpStatus status;

  /**
   * @param message what was given, what is allowed, what to do
   */
  public RequestRefused(HttpStatus status, String message) {
    super(message);
    this.status = status;
  }

  public static RequestRefused badRequest(String message) {
    return new RequestRefused(HttpStatus.BAD_REQUEST, message);
  }

  public static RequestRefused notFound(String message) {
    return new RequestRefused(HttpStatus.NOT_FOUND, message);
  }

  public HttpStatus status() {
    return status;
  }
}
