/** Runs over HTTP. */
@NullMarked
package dev.lorafoundry.api.run.web;

import org.jspecify.annotations.NullMarked;
