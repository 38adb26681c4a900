/** What tests of every module share. */
@NullMarked
package dev.lorafoundry.testkit;

import org.jspecify.annotations.NullMarked;
