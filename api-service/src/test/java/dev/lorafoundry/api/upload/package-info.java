/** Tests of uploads in parts. */
@NullMarked
package dev.lorafoundry.api.upload;

import org.jspecify.annotations.NullMarked;
