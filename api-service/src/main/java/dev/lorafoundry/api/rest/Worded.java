package dev.lorafoundry.api.rest;

import java.util.function.UnaryOperator;

/** An answer with sentences for people, which may be read by the page as well as by programs. */
public interface Worded {
  /** The same with its sentences said in another way. */
  Worded said(UnaryOperator<String> sentences);
}
