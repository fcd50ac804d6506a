package dev.codeintel.tools.answer;

import dev.codeintel.model.Labelled;
import java.util.Locale;

/** The fields of hits and answers. Their labels are a contract: clients read them. */
public enum Field implements Labelled {
  ID("id of a symbol, to ask about it again; of a file or folder its path"),
  NAME("simple name"),
  KIND("kind of symbol, or file, folder, repository"),
  PATH("file, relative to the repository's root"),
  LINE("line, from 1: of a symbol that of its name, of a use that of the use"),
  END_LINE("last line, from 1"),
  SIGNATURE("declaration without its body"),
  DOC("first sentence of the documentation"),
  QUERY("which of several names or queries this answers"),
  CANDIDATE("the question was ambiguous, and may mean this one"),
  DEPENDENCY_OF("id of the symbol that uses this one"),
  MOST_USED("one of the symbols that most others use"),
  DEPTH("steps from the symbol asked about; in an outline levels of nesting"),
  ROLE("what a use does, or why a symbol is reached"),
  EVIDENCE("how well a use is founded"),
  SYMBOL("id of the symbol around a use"),
  SOURCE("the line of source"),
  SITE("path and line of the call or use that leads here"),
  EDGE("kind of relationship between two symbols of the answer"),
  FROM("id of the symbol that uses the other"),
  TO("id of the symbol that is used"),
  WHY("why a symbol was chosen, the strongest reason first"),
  SCORE("rank within one answer, higher is better"),
  MATCHED("what matched: name, doc, path, text, meaning, regex"),
  SNIPPET("the matching line, or the signature"),
  FILES("number of files below a folder"),
  SYMBOLS("number of symbols in a file or folder"),
  LANGUAGE("language of a file"),
  MAIN("names of the main symbols of a file"),
  REASON("why a file is not, or not wholly, indexed"),
  CODE_LINE("line of the first line of code, from 1"),
  CODE("source code"),
  CUT("something of this hit was left out for want of room"),

  STATE("indexed or not_indexed"),
  SNAPSHOT("id of the snapshot; in the head of an answer what it was answered from"),
  REVISION("indexed revision"),
  REF("branch or other ref"),
  CREATED_AT("when the snapshot was made"),
  COUNTS("totals by name"),
  SKIPPED("number of files by the reason they were left out"),
  TIMINGS_MS("milliseconds by stage of the run that made the snapshot"),
  LIMITATION("why the snapshot does not cover the whole repository"),
  AGE_SECONDS("seconds since the snapshot was made"),
  STALE_FILES("files changed since; -1 if unknown"),
  HEAD_REVISION("revision that is checked out now"),
  RUNNING("stage of an index run under way"),
  DONE("units finished in that stage"),
  OF("units in that stage; -1 if unknown"),
  EMBEDDED("symbols whose text has a vector"),
  TO_EMBED("symbols to embed in all"),
  LAST_ERROR("why the last run failed"),
  NOT_WATCHED("why changes are not noticed at once"),

  REPOSITORY("name of the repository"),
  COMPLETENESS("complete, partial or unknown"),
  REASONS("what an answer lacks and why, each beginning with a code"),
  NOTES("what else there is to say"),
  TOTAL("number of hits on all pages"),
  NEXT("cursor of the next page"),
  HITS("the hits of this page");

  private final String label = name().toLowerCase(Locale.ROOT);
  private final String meaning;

  Field(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String label() {
    return label;
  }

  /** Returns what it holds, for people. */
  public String meaning() {
    return meaning;
  }
}
