/** The public REST API as a program outside sees it: nothing here knows the api-service's code. */
@NullMarked
package dev.lorafoundry.standalone.client;

import org.jspecify.annotations.NullMarked;
