/** The internal endpoint at which workers claim, renew and give back. */
@NullMarked
package dev.lorafoundry.api.queue.web;

import org.jspecify.annotations.NullMarked;
