package dev.codeintel.parsing.treesitter;

import dev.codeintel.parsing.Natives;
import java.util.Locale;
import java.util.function.Supplier;
import org.treesitter.TSLanguage;
import org.treesitter.TreeSitterBash;
import org.treesitter.TreeSitterC;
import org.treesitter.TreeSitterCSharp;
import org.treesitter.TreeSitterCpp;
import org.treesitter.TreeSitterGo;
import org.treesitter.TreeSitterJava;
import org.treesitter.TreeSitterJavascript;
import org.treesitter.TreeSitterKotlin;
import org.treesitter.TreeSitterPhp;
import org.treesitter.TreeSitterPython;
import org.treesitter.TreeSitterRuby;
import org.treesitter.TreeSitterRust;
import org.treesitter.TreeSitterScala;
import org.treesitter.TreeSitterTsx;
import org.treesitter.TreeSitterTypescript;

/**
 * The grammars on the class path, a constant a language. The constructor is named in code so that a
 * native executable contains it.
 */
enum Grammar {
  BASH(TreeSitterBash::new),
  C(TreeSitterC::new),
  CPP(TreeSitterCpp::new),
  CSHARP(TreeSitterCSharp::new),
  GO(TreeSitterGo::new),
  JAVA(TreeSitterJava::new),
  JAVASCRIPT(TreeSitterJavascript::new),
  KOTLIN(TreeSitterKotlin::new),
  PHP(TreeSitterPhp::new),
  PYTHON(TreeSitterPython::new),
  RUBY(TreeSitterRuby::new),
  RUST(TreeSitterRust::new),
  SCALA(TreeSitterScala::new),
  TSX(TreeSitterTsx::new),
  TYPESCRIPT(TreeSitterTypescript::new);

  @SuppressWarnings("ImmutableEnumChecker") // a constructor reference has no state
  private final Supplier<TSLanguage> constructor;

  Grammar(Supplier<TSLanguage> constructor) {
    this.constructor = constructor;
  }

  /**
   * Returns the grammar of a language.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Grammar of(String languageId) {
    return valueOf(languageId.toUpperCase(Locale.ROOT));
  }

  /** Returns the id of the language, which is the name of its folder. */
  String languageId() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the grammar from the libraries that are loaded. */
  TSLanguage load(Natives natives) {
    return switch (natives) {
      case OPTIMISED -> PackedGrammar.of(languageId());
      case BUNDLED -> constructor.get();
    };
  }
}
