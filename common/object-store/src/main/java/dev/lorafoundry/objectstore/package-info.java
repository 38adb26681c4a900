/** Where large things lie: the port to object storage, its fake and its S3 adapter. */
@NullMarked
package dev.lorafoundry.objectstore;

import org.jspecify.annotations.NullMarked;
