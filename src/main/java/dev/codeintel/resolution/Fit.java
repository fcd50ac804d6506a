package dev.codeintel.resolution;

/** How an argument fits a parameter, better ones first. */
enum Fit {
  /** The type itself. */
  SAME,
  /** A subtype, or a wider number. */
  SUBTYPE,
  /** After boxing or unboxing. */
  BOXED,
  /** It may fit or not: too little is known. */
  UNKNOWN,
  NONE
}
