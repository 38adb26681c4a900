package dev.lorafoundry.api.page.web;

import org.jspecify.annotations.Nullable;

/**
 * An earlier job or run whose settings the form of a run shows or offers.
 *
 * @param id of the job or the run
 * @param job its name; absent: it is a run
 * @param href of the page that shows it; absent: its version is deleted
 */
record Origin(String id, @Nullable String job, Moment created, @Nullable String href) {}
