/** Small copies of pictures, for pages that show many. */
@NullMarked
package dev.lorafoundry.api.picture;

import org.jspecify.annotations.NullMarked;
