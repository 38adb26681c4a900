package dev.lorafoundry.api.idempotency;

/**
 * Whose key it is: callers choose their keys independently of one another.
 *
 * @param key the Idempotency-Key
 */
public record RequestKey(String caller, String key) {}
