package dev.lorafoundry.api.idempotency;

/** What is known of a key when a request with it arrives. */
public sealed interface Beginning {
  /** Nothing: the request is to be done. */
  record First() implements Beginning {}

  /** The same request was answered before. */
  record Answered(Answer answer) implements Beginning {}

  /** A request with this key is being done. */
  record UnderWay() implements Beginning {}

  /** The key belongs to another request. */
  record OtherRequest() implements Beginning {}
}
