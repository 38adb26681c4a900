package dev.lorafoundry.contracts;

/** A worker asks for the lease of a piece of work that a message offered. */
public record ClaimRequest(WorkerId worker, DispatchId dispatch) {}
