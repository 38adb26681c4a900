/** The service in front: REST API, page, queue. */
@NullMarked
package dev.lorafoundry.api;

import org.jspecify.annotations.NullMarked;
