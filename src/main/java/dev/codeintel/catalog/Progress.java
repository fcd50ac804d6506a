package dev.codeintel.catalog;

import dev.codeintel.model.IndexStage;

/**
 * How far an index run is.
 *
 * @param repository its name
 * @param stage what it does now
 * @param done units finished in that stage
 * @param total units in that stage, or -1 if unknown
 */
public record Progress(String repository, IndexStage stage, long done, long total) {

  /** Returns it in words, for example "parse 12 of 80". */
  String words() {
    return total > 0 ? stage.label() + " " + done + " of " + total : stage.label();
  }
}
