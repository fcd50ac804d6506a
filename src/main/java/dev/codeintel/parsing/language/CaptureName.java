package dev.codeintel.parsing.language;

import java.util.Locale;

/**
 * The name of a capture in {@code tags.scm}: a group and, after a dot, a detail.
 *
 * @param group what the captured node is
 * @param detail which one of its kind; empty if the group has no kinds
 */
public record CaptureName(Group group, String detail) {

  /** What a captured node is. */
  public enum Group {
    /** A symbol; the detail is its kind. Opens a scope. */
    DEFINITION(true),
    /**
     * Members in it belong to the type called {@code @name}; not a symbol itself. Opens a scope.
     * Detail {@code literal}: they belong to an object that is written out, {@code inline}: to a
     * type that is, unless a definition names it.
     */
    EXTENSION(true),
    /** A region with local names. */
    SCOPE(true),
    /**
     * A local variable; detail {@code element}: runs over the elements of its value; {@code outer},
     * {@code global}: says that the name is one of an outer scope or of the module.
     */
    LOCAL(true),
    /**
     * A parameter; detail {@code optional}, {@code variadic} or {@code rest}, whose type is that of
     * the sequence.
     */
    PARAMETER(true),
    /** A type parameter; its {@code @type} is the bound. */
    TYPEPARAMETER(true),
    /** A use of a name; the detail is its role. */
    REFERENCE(true),
    /** An expression whose type the detail names in the language's properties. */
    LITERAL(true),
    /** An expression that has the type in {@code @type}. */
    CAST(true),
    /** An expression that stands for the one in {@code @inner}. */
    TRANSPARENT(true),
    /**
     * An expression made of {@code @receiver} and {@code @value}; the detail says how: {@code sum}
     * (of numbers, or text if one is), {@code numeric}, {@code choice} (one of the two), {@code
     * element} or {@code item} (of the receiver), {@code first} and {@code second} (of several),
     * {@code member} (of the receiver, called {@code @type}), {@code await}; {@code array} and
     * {@code object}, made of {@code @arguments}; {@code entry}, an object's part under the key
     * {@code @type}; {@code pattern}, a parameter that is taken apart; {@code entered}, what the
     * receiver gives as a context.
     */
    OPERATION(true),
    /**
     * A function without a name that is also a scope; {@code @value}: the expression that is its
     * body, {@code @type}: its result. Details: {@code self}, it has an instance of its own; {@code
     * member}, an object's part under the key {@code @type}; {@code typed}, {@code @type} is its
     * own type.
     */
    FUNCTION(true),
    /** What a function returns: {@code @value}; detail {@code yield}: one value after the other. */
    RETURN(true),
    /** A type as written, in which names within quotes are uses as well. */
    TYPETEXT(true),
    /** An argument of the call around it; detail {@code spread}: of unknown number. */
    ARGUMENT(true),
    /**
     * An import; detail {@code all}, {@code static}, {@code static_all}, {@code reexport}, {@code
     * reexport_all}; {@code path}: the last name of the module is the member. A {@code @receiver}
     * is what stands before the module; a {@code @name} must be one of the language's import words.
     */
    IMPORT(true),
    /** The package clause. */
    PACKAGE(true),
    /** A name the module offers. */
    EXPORT(true),
    /** A comment. */
    COMMENT(true),
    /** Documentation inside the definition it belongs to. */
    DOC(true),
    /**
     * A node whose name is neither a use nor a definition, such as a label or a keyword argument.
     */
    IGNORED(true),
    NAME(false),
    TYPE(false),
    RECEIVER(false),
    VALUE(false),
    OWNER(false),
    BODY(false),
    ARGUMENTS(false),
    INNER(false),
    MODULE(false),
    MEMBER(false),
    /** The operator of the main node, which is what the language's properties say of it. */
    OPERATOR(false),
    ALIAS(false);

    private final boolean isMain;

    Group(boolean isMain) {
      this.isMain = isMain;
    }

    /** Tells whether a match is about this node; the other captures of the match describe it. */
    public boolean isMain() {
      return isMain;
    }
  }

  /**
   * Reads a capture's name.
   *
   * @throws IllegalArgumentException if there is no such group
   */
  public static CaptureName parse(String text) {
    int dot = text.indexOf('.');
    String group = dot < 0 ? text : text.substring(0, dot);
    return new CaptureName(
        Group.valueOf(group.toUpperCase(Locale.ROOT)), dot < 0 ? "" : text.substring(dot + 1));
  }
}
