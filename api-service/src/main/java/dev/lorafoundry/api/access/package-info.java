/**
 * Who may do what: the API token for programs, the worker token for workers, one-time sign-in links
 * and sessions for people at the page.
 */
@NullMarked
package dev.lorafoundry.api.access;

import org.jspecify.annotations.NullMarked;
