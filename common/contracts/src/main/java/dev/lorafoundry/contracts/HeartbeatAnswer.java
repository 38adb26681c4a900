package dev.lorafoundry.contracts;

/** The API's answer to a heartbeat whose epoch is the current one. */
public record HeartbeatAnswer(Command command) {}
