package dev.codeintel.parsing.language;

/**
 * What an operator makes of its operands.
 *
 * @param expression what the expression is, as a main capture would say it
 * @param countsLeft whether the type depends on the operand on the left
 * @param countsRight whether the type depends on the operand on the right
 */
public record Operator(CaptureName expression, boolean countsLeft, boolean countsRight) {

  /**
   * Reads the end of a property's name: a main capture, or {@code left.} and the detail of an
   * operation that only the left operand counts for. A literal's type depends on no operand.
   *
   * @throws IllegalArgumentException if there is no such capture
   */
  static Operator parse(String text) {
    if (text.startsWith("left.")) {
      return new Operator(
          new CaptureName(CaptureName.Group.OPERATION, text.substring(5)), true, false);
    }
    CaptureName expression = CaptureName.parse(text);
    boolean isMadeOfOperands = expression.group() == CaptureName.Group.OPERATION;
    return new Operator(expression, isMadeOfOperands, isMadeOfOperands);
  }

  /** Tells whether what a describing capture says counts. */
  public boolean counts(CaptureName.Group group) {
    return switch (group) {
      case RECEIVER -> countsLeft;
      case VALUE -> countsRight;
      default -> group != CaptureName.Group.OPERATOR;
    };
  }
}
