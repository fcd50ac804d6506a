package dev.codeintel.model;

import java.util.Locale;
import java.util.Optional;

/** What sort of thing a symbol is; the closed list of {@code @definition.<kind>} captures. */
public enum SymbolKind implements Labelled {
  /** The top level of one source file: what code outside every definition belongs to. */
  FILE,
  /** A named group of symbols: a package, a module or a namespace block. */
  NAMESPACE,
  CLASS,
  STRUCT,
  RECORD,
  INTERFACE,
  TRAIT,
  ANNOTATION,
  ENUM,
  /** A named type that is none of the above: an alias, a union, a Go defined type. */
  TYPE,
  CONSTANT,
  FUNCTION,
  METHOD,
  CONSTRUCTOR,
  FIELD,
  PROPERTY,
  VARIABLE,
  MACRO,
  /** Something outside the index that indexed code uses; it has no file and no lines. */
  EXTERNAL,
  /** A bare name that no definition could be chosen for; its uses carry {@link Evidence#TEXT}. */
  UNRESOLVED;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** Returns the name used in captures, in the database and in answers, for example "class". */
  @Override
  public String label() {
    return label;
  }

  /** Returns the kind with this {@linkplain #label() label}, ignoring case. */
  public static Optional<SymbolKind> ofLabel(String label) {
    for (SymbolKind kind : values()) {
      if (kind.label.equalsIgnoreCase(label)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /** Tells whether symbols of this kind have members and may appear as a type. */
  public boolean isType() {
    return switch (this) {
      case CLASS, STRUCT, RECORD, INTERFACE, TRAIT, ANNOTATION, ENUM, TYPE -> true;
      default -> false;
    };
  }

  /** Tells whether symbols of this kind can be called. */
  public boolean isCallable() {
    return switch (this) {
      case FUNCTION, METHOD, CONSTRUCTOR, MACRO -> true;
      default -> false;
    };
  }

  /** Tells whether symbols of this kind hold a value. */
  public boolean isValue() {
    return switch (this) {
      case CONSTANT, FIELD, PROPERTY, VARIABLE -> true;
      default -> false;
    };
  }

  /** Whether this holds whole declarations without being one. */
  public boolean isFileOrNamespace() {
    return this == FILE || this == NAMESPACE;
  }

  /** Tells whether the symbol stands for a place in the indexed sources. */
  public boolean isInSource() {
    return this != EXTERNAL && this != UNRESOLVED;
  }
}
