/**
 * Servers in a box: a real PostgreSQL, Kafka broker and S3 server that need nothing but jars. Used
 * by tests and by the standalone.
 */
@NullMarked
package dev.lorafoundry.testkit.server;

import org.jspecify.annotations.NullMarked;
