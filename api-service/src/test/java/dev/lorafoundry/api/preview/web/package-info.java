/** Tests of previews over HTTP. */
@NullMarked
package dev.lorafoundry.api.preview.web;

import org.jspecify.annotations.NullMarked;
