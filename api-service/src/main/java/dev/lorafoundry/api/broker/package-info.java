/** Where this service reaches Kafka. */
@NullMarked
package dev.lorafoundry.api.broker;

import org.jspecify.annotations.NullMarked;
