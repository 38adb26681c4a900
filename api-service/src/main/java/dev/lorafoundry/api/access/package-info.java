/**
 * Who may come in, and who may do what: people of the team with roles, by one-time sign-in links
 * and sessions at the page or by tokens of theirs; the API token for programs, the worker token for
 * workers.
 */
@NullMarked
package dev.lorafoundry.api.access;

import org.jspecify.annotations.NullMarked;
