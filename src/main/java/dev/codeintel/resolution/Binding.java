package dev.codeintel.resolution;

import dev.codeintel.model.LocalVariable;
import java.util.List;

/** What a name stands for at some place. Where nothing is found there is null instead. */
sealed interface Binding {

  /** Symbols of the index; several are overloads or true duplicates. */
  @SuppressWarnings("ArrayRecordComponent") // never compared; made for every name that is found
  record Symbols(int[] ids) implements Binding {}

  /** A local variable, parameter or type parameter of the file. */
  record Local(LocalVariable variable) implements Binding {}

  /** A part of an object that is written out: the value in a row of a file. */
  record Value(int file, int row) implements Binding {}

  /** One of several, as many as the types that the value before the dot may have. */
  record OneOf(List<Binding> choices) implements Binding {}

  /** A module of the index. */
  record Module(int module) implements Binding {}

  /**
   * Something outside the index.
   *
   * @param name its qualified name as far as known
   */
  record External(String name) implements Binding {}
}
