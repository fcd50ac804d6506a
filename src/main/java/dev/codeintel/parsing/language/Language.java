package dev.codeintel.parsing.language;

import dev.codeintel.model.LanguageProfile;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A language as its folder {@code languages/<id>/} describes it.
 *
 * @param profile what resolution needs to know
 * @param extensions file name endings without the dot, lower case
 * @param fileNames whole file names
 * @param interpreters names after {@code #!} that mark a script
 * @param query the text of {@code tags.scm}
 * @param visibility how visibility is told
 * @param staticWords words before a name that make it belong to its type
 * @param abstractWords words before a name that say it has no body of its own
 * @param signatureWords words before a name that say it is one more signature of the definition of
 *     that name which follows
 * @param exportWords what stands for the module where an assignment offers a name
 * @param importWords names of the calls that are imports, where the grammar has only calls
 * @param operators by their text; an expression with another operator is nothing
 * @param docStrip matches the markers of a documentation comment, to be removed line by line
 * @param docGap matches what may stand between a comment and the definition it documents
 * @param docStart matches comments that document what follows
 * @param scannerState what the scanner of the bundled grammar keeps that may outgrow its buffer;
 *     empty if nothing does
 */
public record Language(
    LanguageProfile profile,
    Set<String> extensions,
    Set<String> fileNames,
    Set<String> interpreters,
    String query,
    VisibilityRule visibility,
    Set<String> staticWords,
    Set<String> abstractWords,
    Set<String> signatureWords,
    Set<String> importWords,
    Set<String> exportWords,
    Map<String, Operator> operators,
    Pattern docStrip,
    Pattern docGap,
    Pattern docStart,
    String scannerState) {

  public Language {
    extensions = Set.copyOf(extensions);
    fileNames = Set.copyOf(fileNames);
    interpreters = Set.copyOf(interpreters);
    staticWords = Set.copyOf(staticWords);
    abstractWords = Set.copyOf(abstractWords);
    signatureWords = Set.copyOf(signatureWords);
    importWords = Set.copyOf(importWords);
    exportWords = Set.copyOf(exportWords);
    operators = Map.copyOf(operators);
  }

  /** Returns the language's id. */
  public String id() {
    return profile.id();
  }
}
