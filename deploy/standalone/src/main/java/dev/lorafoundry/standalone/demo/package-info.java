/** The main job on sample data, played through the public REST API only. */
@NullMarked
package dev.lorafoundry.standalone.demo;

import org.jspecify.annotations.NullMarked;
