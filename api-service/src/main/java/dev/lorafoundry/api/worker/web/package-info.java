/** Workers over HTTP. */
@NullMarked
package dev.lorafoundry.api.worker.web;

import org.jspecify.annotations.NullMarked;
