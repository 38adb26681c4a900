package dev.lorafoundry.contracts.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes one setting where it is declared: the component of a settings record. Validation, help
 * texts and the settings page of the documentation all come from here.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
  /** One sentence for the person who sets it. */
  String help();

  /** Smallest allowed number. */
  double min() default Double.NEGATIVE_INFINITY;

  /** Largest allowed number. */
  double max() default Double.POSITIVE_INFINITY;

  /** Numbers must be larger than this. */
  double above() default Double.NEGATIVE_INFINITY;

  /** Numbers must be divisible by this; 0 for no such rule. */
  int multipleOf() default 0;

  /** Most characters of a text. */
  int maxLength() default 1000;

  /** A text of one line, in which the spaces at its ends count, and commas separate nothing. */
  boolean oneLine() default false;

  /** Such as {@code px} or {@code steps}. */
  String unit() default "";

  /**
   * Name of the same option in sd-scripts, without dashes; empty if it has none. A key of a list
   * option stands behind the option, such as {@code optimizer_args betas}; several options stand
   * with commas. Arguments of sd-scripts find their settings by it.
   */
  String sdScripts() default "";

  /** Name of the same setting in sd-webui-train-tools; empty if it has none. */
  String original() default "";
}
