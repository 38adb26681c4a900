package dev.lorafoundry.api.project;

/**
 * A project in a list.
 *
 * @param project its versions are those in use
 * @param overview of all its versions that are in use
 */
public record ProjectOverview(Project project, Overview overview) {}
