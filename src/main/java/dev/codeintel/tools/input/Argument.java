package dev.codeintel.tools.input;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes a component of an input record, which is an argument of a tool. Its name on the wire is
 * the component's in snake_case; what it takes follows from the component's type: see {@link
 * InputType}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Argument {

  /** What the agent is told about it; empty if the name says it. */
  String description() default "";

  /** Whether the tool cannot do without. */
  boolean required() default false;

  /** What stands for an absent number or choice, as it would be written. */
  String absent() default "";

  /** The least number; a smaller one is moved up to it, a negative one refused. */
  int least() default 0;

  /** The greatest number; a greater one is moved down to it. */
  int most() default Integer.MAX_VALUE;

  /** Whether texts are taken with the spaces around them, and blank ones too. */
  boolean exact() default false;

  /**
   * Whether a text may be as long as a diff or a stack trace; what is beyond the limit is cut off.
   */
  boolean isLong() default false;

  /** Whether the schema lists the choices. */
  boolean listed() default true;
}
