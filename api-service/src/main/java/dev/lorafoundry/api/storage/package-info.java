/** Where this service reaches the object store. */
@NullMarked
package dev.lorafoundry.api.storage;

import org.jspecify.annotations.NullMarked;
