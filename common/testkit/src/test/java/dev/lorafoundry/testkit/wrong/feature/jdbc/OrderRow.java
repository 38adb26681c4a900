package dev.lorafoundry.testkit.wrong.feature.jdbc;

/** The other of two public types of an adapter. */
public record OrderRow(long id) {}
