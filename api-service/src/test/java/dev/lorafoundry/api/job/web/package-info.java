@NullMarked
package dev.lorafoundry.api.job.web;

import org.jspecify.annotations.NullMarked;
