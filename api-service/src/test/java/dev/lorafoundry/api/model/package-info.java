@NullMarked
package dev.lorafoundry.api.model;

import org.jspecify.annotations.NullMarked;
