package dev.lorafoundry.contracts;

/**
 * A worker says that it still works and how far it is. Renews the lease.
 *
 * @param step units done: optimiser steps, rendered pictures, prepared pictures
 * @param totalSteps units in all
 */
public record Heartbeat(WorkerId worker, LeaseEpoch epoch, long step, long totalSteps) {}
