/** The page that people see in a browser; made of HTML by the service, kept live by htmx. */
@NullMarked
package dev.lorafoundry.api.page;

import org.jspecify.annotations.NullMarked;
