@NullMarked
package dev.lorafoundry.api.live.web;

import org.jspecify.annotations.NullMarked;
