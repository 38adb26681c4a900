@NullMarked
package dev.lorafoundry.api.project;

import org.jspecify.annotations.NullMarked;
