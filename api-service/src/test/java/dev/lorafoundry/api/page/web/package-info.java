@NullMarked
package dev.lorafoundry.api.page.web;

import org.jspecify.annotations.NullMarked;
