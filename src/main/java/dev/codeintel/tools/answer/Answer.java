package dev.codeintel.tools.answer;

import dev.codeintel.model.Labelled;
import dev.codeintel.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Everything a tool has to say, before it is cut to a budget. Built up by the tool that answers;
 * not thread-safe.
 */
public final class Answer {
  private Completeness completeness = Completeness.COMPLETE;
  private final List<String> reasonCodes = new ArrayList<>();
  private final List<String> reasons = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<Supplier<? extends Hit>> hits = new ArrayList<>();
  private String nothing = "Nothing found.";
  private SnapshotHeader header = SnapshotHeader.NONE;

  /** Starts an answer that is complete and has nothing in it. */
  public Answer() {}

  /** Adds a hit. */
  public Answer add(Hit hit) {
    return add(() -> hit);
  }

  /** Adds a hit that is made only if there is room for it. */
  public Answer add(Supplier<? extends Hit> hit) {
    hits.add(hit);
    return this;
  }

  /**
   * Says that something is missing.
   *
   * @param reason a {@link Reason}, or the reason of a file that is not wholly indexed
   * @param sentence what is missing, and what to do about it
   */
  public Answer partial(Labelled reason, String sentence) {
    if (completeness == Completeness.COMPLETE) {
      completeness = Completeness.PARTIAL;
    }
    return reason(reason, sentence);
  }

  /** Says that the question could not be answered as asked, and why. */
  public Answer unknown(Reason reason, String sentence) {
    completeness = Completeness.UNKNOWN;
    return reason(reason, sentence);
  }

  private Answer reason(Labelled reason, String sentence) {
    String code = reason.label();
    if (!reasonCodes.contains(code)) {
      reasonCodes.add(code);
    }
    reasons.add(code + ": " + SafeText.line(sentence));
    return this;
  }

  /** Adds a remark that says nothing about completeness. */
  public Answer note(String sentence) {
    notes.add(SafeText.line(sentence));
    return this;
  }

  /** Sets what is said if there are no hits. */
  public Answer ifNothing(String sentence) {
    this.nothing = SafeText.line(sentence);
    return this;
  }

  /** Sets the snapshot an answer is about that was not asked of one. */
  public Answer about(SnapshotHeader snapshot) {
    this.header = snapshot;
    return this;
  }

  /** Returns the snapshot it is about; {@link SnapshotHeader#NONE} unless one was set. */
  public SnapshotHeader header() {
    return header;
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

  /** Tells whether nothing was said to be missing, or not as asked. */
  public boolean hasReasons() {
    return !reasons.isEmpty();
  }

  /** Returns the number of hits. */
  public int size() {
    return hits.size();
  }

  Hit hit(int index) {
    return hits.get(index).get();
  }

  String nothing() {
    return nothing;
  }
}
