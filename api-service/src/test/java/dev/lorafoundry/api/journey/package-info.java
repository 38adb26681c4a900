/** The API as workers and people see it from outside: whole runs over HTTP and Kafka. */
@NullMarked
package dev.lorafoundry.api.journey;

import org.jspecify.annotations.NullMarked;
