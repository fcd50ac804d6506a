package dev.codeintel.model;

/** A member of a closed vocabulary that has a name of its own in the database or in answers. */
public interface Labelled {

  /** Returns the name used outside of the program; never changes. */
  String label();
}
