@NullMarked
package dev.lorafoundry.api.job.jdbc;

import org.jspecify.annotations.NullMarked;
