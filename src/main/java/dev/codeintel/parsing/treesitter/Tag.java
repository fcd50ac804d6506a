package dev.codeintel.parsing.treesitter;

import dev.codeintel.parsing.language.CaptureName;
import org.jspecify.annotations.Nullable;

/**
 * One match of a query: a main node and what was captured about it. Offsets are bytes; -1 is
 * absent.
 */
final class Tag {
  final CaptureName.Group group;
  final String detail;
  final int pattern;
  final int start;
  final int end;
  int nameStart = -1;
  int nameEnd = -1;
  int typeStart = -1;
  int typeEnd = -1;
  int receiverStart = -1;
  int receiverEnd = -1;
  int valueStart = -1;
  int valueEnd = -1;
  int ownerStart = -1;
  int ownerEnd = -1;
  int bodyStart = -1;
  int argumentsStart = -1;
  int argumentsEnd = -1;
  int innerStart = -1;
  int innerEnd = -1;
  int moduleStart = -1;
  int moduleEnd = -1;
  int memberStart = -1;
  int memberEnd = -1;
  int aliasStart = -1;
  int aliasEnd = -1;

  /** Index of the innermost scope around the node; set by the sweep over the file. */
  int scope;

  Tag(CaptureName name, int pattern, int start, int end) {
    this.group = name.group();
    this.detail = name.detail();
    this.pattern = pattern;
    this.start = start;
    this.end = end;
  }

  /** Notes a describing capture. The first of a kind counts. */
  void describe(CaptureName name, int from, int to) {
    switch (name.group()) {
      case NAME -> {
        if (nameStart < 0) {
          nameStart = from;
          nameEnd = to;
        }
      }
      case TYPE -> {
        if (typeStart < 0) {
          typeStart = from;
          typeEnd = to;
        }
      }
      case RECEIVER -> {
        if (receiverStart < 0) {
          receiverStart = from;
          receiverEnd = to;
        }
      }
      case VALUE -> {
        if (valueStart < 0) {
          valueStart = from;
          valueEnd = to;
        }
      }
      case OWNER -> {
        if (ownerStart < 0) {
          ownerStart = from;
          ownerEnd = to;
        }
      }
      case BODY -> {
        if (bodyStart < 0) {
          bodyStart = from;
        }
      }
      case ARGUMENTS -> {
        argumentsStart = from;
        argumentsEnd = to;
      }
      case INNER -> {
        innerStart = from;
        innerEnd = to;
      }
      case MODULE -> {
        // A path whose names are captured one by one is all of them.
        moduleStart = moduleStart < 0 ? from : Math.min(moduleStart, from);
        moduleEnd = Math.max(moduleEnd, to);
      }
      case MEMBER -> {
        memberStart = from;
        memberEnd = to;
      }
      case ALIAS -> {
        aliasStart = from;
        aliasEnd = to;
      }
      default -> throw new IllegalArgumentException("a second main capture: " + name);
    }
  }

  /** Where the node begins for ordering and naming: its name, or its start if it has none. */
  int anchor() {
    return nameStart >= 0 ? nameStart : start;
  }

  /** Returns how much is known about the node, to choose between two matches of one pattern. */
  int detailCount() {
    int count = 0;
    for (int offset :
        new int[] {
          typeStart, receiverStart, valueStart, ownerStart, bodyStart, argumentsStart, aliasStart
        }) {
      if (offset >= 0) {
        count++;
      }
    }
    return count;
  }

  @Override
  public String toString() {
    return group + "." + detail + "[" + start + "," + end + ")";
  }

  /** Returns the text of a captured stretch, or null if it was not captured. */
  static @Nullable String text(SourceText source, int start, int end) {
    return start < 0 ? null : source.text(start, end);
  }
}
