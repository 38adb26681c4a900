/** Security of requests, signing in and out. */
@NullMarked
package dev.lorafoundry.api.access.web;

import org.jspecify.annotations.NullMarked;
