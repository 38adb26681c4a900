/**
 * What the service writes in English, said in the language of whoever reads a page: a phrase book
 * of sentences with holes stands between those who write sentences and those who show them.
 */
@NullMarked
package dev.lorafoundry.api.wording;

import org.jspecify.annotations.NullMarked;
