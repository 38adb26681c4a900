/** Projects and versions over REST. */
@NullMarked
package dev.lorafoundry.api.project.web;

import org.jspecify.annotations.NullMarked;
