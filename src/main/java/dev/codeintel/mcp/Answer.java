package dev.codeintel.mcp;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Everything a tool has to say, before it is cut to a budget. Built up by the tool that answers.
 */
final class Answer {
  private Completeness completeness = Completeness.COMPLETE;
  private final List<String> reasonCodes = new ArrayList<>();
  private final List<String> reasons = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<Supplier<Hit>> hits = new ArrayList<>();
  private String nothing = "Nothing found.";

  Answer add(Hit hit) {
    return add(() -> hit);
  }

  /** Adds a hit that is made only if there is room for it. */
  Answer add(Supplier<Hit> hit) {
    hits.add(hit);
    return this;
  }

  /** Says that something is missing, and why. */
  Answer partial(String code, String sentence) {
    if (completeness == Completeness.COMPLETE) {
      completeness = Completeness.PARTIAL;
    }
    return reason(code, sentence);
  }

  /** Says that the question could not be answered as asked, and why. */
  Answer unknown(String code, String sentence) {
    completeness = Completeness.UNKNOWN;
    return reason(code, sentence);
  }

  private Answer reason(String code, String sentence) {
    if (!reasonCodes.contains(code)) {
      reasonCodes.add(code);
    }
    reasons.add(code + ": " + SafeText.line(sentence));
    return this;
  }

  /** Adds a remark that says nothing about completeness. */
  Answer note(String sentence) {
    notes.add(SafeText.line(sentence));
    return this;
  }

  /** Sets what is said if there are no hits. */
  Answer ifNothing(String sentence) {
    this.nothing = SafeText.line(sentence);
    return this;
  }

  Completeness completeness() {
    return completeness;
  }

  List<String> reasonCodes() {
    return reasonCodes;
  }

  List<String> reasons() {
    return reasons;
  }

  List<String> notes() {
    return notes;
  }

  /** Returns the number of hits. */
  int size() {
    return hits.size();
  }

  Hit hit(int index) {
    return hits.get(index).get();
  }

  String nothing() {
    return nothing;
  }
}
