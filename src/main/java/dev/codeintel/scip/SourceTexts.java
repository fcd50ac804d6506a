package dev.codeintel.scip;

import java.util.Optional;

/** The tree a SCIP index is imported into. */
public interface SourceTexts {
  /** Returns the text of an indexed file; empty if the file is not indexed. */
  Optional<String> text(String path);

  /** Tells whether the file is in the tree, but left out of the index. */
  boolean isLeftOut(String path);
}
