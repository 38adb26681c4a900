@NullMarked
package dev.lorafoundry.api.rest;

import org.jspecify.annotations.NullMarked;
