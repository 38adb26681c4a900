package dev.lorafoundry.api.queue;

/**
 * How much work of one kind there is that nobody does yet.
 *
 * @param waiting queued and free to go
 * @param onOffer released and not claimed
 */
public record Backlog(int waiting, int onOffer) {}
