package dev.codeintel.model;

/** The category of a failed operation: it decides what a caller is told and what is tried again. */
public enum ErrorCode {
  /** The caller asked for something that cannot be: a bad argument, an ambiguous name. */
  CALLER,
  /** What was asked for does not exist. */
  NOT_FOUND,
  /** A resource cannot be reached or is busy; trying again may help. */
  UNAVAILABLE,
  /** A defect, or a state that should not occur. */
  INTERNAL
}
