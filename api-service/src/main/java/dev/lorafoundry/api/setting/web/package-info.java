/** Settings over REST. */
@NullMarked
package dev.lorafoundry.api.setting.web;

import org.jspecify.annotations.NullMarked;
