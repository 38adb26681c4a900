@NullMarked
package dev.lorafoundry.api.checkpoint.web;

import org.jspecify.annotations.NullMarked;
