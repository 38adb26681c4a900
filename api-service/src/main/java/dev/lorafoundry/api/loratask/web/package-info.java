/** LoRA tasks over HTTP. */
@NullMarked
package dev.lorafoundry.api.loratask.web;

import org.jspecify.annotations.NullMarked;
