/** What all of the REST API has in common: problems, pages of lists, ETags, limits of bodies. */
@NullMarked
package dev.lorafoundry.api.rest;

import org.jspecify.annotations.NullMarked;
