/** Uploads over REST, by the protocol tus 1.0. */
@NullMarked
package dev.lorafoundry.api.upload.web;

import org.jspecify.annotations.NullMarked;
