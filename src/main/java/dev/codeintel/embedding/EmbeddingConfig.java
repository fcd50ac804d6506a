package dev.codeintel.embedding;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Which sentence model is used, and how much it may cost. */
@ConfigMapping(prefix = "code-intel.embeddings")
public interface EmbeddingConfig {

  /**
   * Whether a server embeds what it serves with a sentence model, in the background, and ranks by
   * that. If not, no model is loaded and its libraries are not unpacked.
   */
  @WithDefault("true")
  boolean enabled();

  /**
   * A model of your own as an ONNX file: a BERT-like encoder whose tokens are averaged. Default:
   * the quantized all-MiniLM-L6-v2 that comes with the program.
   */
  Optional<Path> model();

  /** The {@code tokenizer.json} of your own model. */
  Optional<Path> tokenizer();

  /** Tokens of a text that are looked at, at most. More cost more than proportionally. */
  @WithDefault("256")
  int maxTokens();

  /**
   * Characters of a symbol's body that are looked at, at most: its name, documentation and
   * signature come first, and count for the tokens too. An index has 2,000 of each. Symbols are
   * embedded anew by another number.
   */
  @WithDefault("512")
  int maxCharacters();

  /**
   * Part of its time that the background works, from 0.01 to 1; the rest it sleeps. Questions, and
   * {@code index --embed}, do not wait.
   */
  @WithDefault("1")
  double share();

  /**
   * How long the model stays in memory after its last use; the next use loads it again, which takes
   * a second. Zero keeps it.
   */
  @WithDefault("PT5M")
  Duration idle();

  /** Threads that compute. Default: half of the processors, between 1 and 4. */
  OptionalInt threads();
}
