@NullMarked
package dev.lorafoundry.api.run;

import org.jspecify.annotations.NullMarked;
