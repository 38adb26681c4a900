/** Where large things lie: the port to object storage and its adapters. */
@NullMarked
package dev.lorafoundry.objectstore;

import org.jspecify.annotations.NullMarked;
