/** Processes beside this one: started, started again if they die, and never left behind. */
@NullMarked
package dev.lorafoundry.standalone.process;

import org.jspecify.annotations.NullMarked;
