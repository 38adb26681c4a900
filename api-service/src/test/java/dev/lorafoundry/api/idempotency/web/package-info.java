@NullMarked
package dev.lorafoundry.api.idempotency.web;

import org.jspecify.annotations.NullMarked;
