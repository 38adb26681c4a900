/**
 * What the applications say to one another: ids, jobs, events, leases. Records only; the JDK and
 * Jackson's annotations are all it needs.
 */
@NullMarked
package dev.lorafoundry.contracts;

import org.jspecify.annotations.NullMarked;
