/** Files of datasets that come in parts, and go on after a connection was lost. */
@NullMarked
package dev.lorafoundry.api.upload;

import org.jspecify.annotations.NullMarked;
