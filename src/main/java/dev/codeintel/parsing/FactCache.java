package dev.codeintel.parsing;

import dev.codeintel.cache.CacheKey;
import dev.codeintel.cache.TieredCache;
import dev.codeintel.model.FileFacts;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * An extractor that parses only what nobody has parsed before, in whatever repository, ref or
 * folder. Facts are kept under the hash of the content, the language and the versions of extraction
 * and {@linkplain FactCodec binary form}. The path is not in the key, so a moved or copied file is
 * found as well. That a file has no facts is not kept: it is known at once or may change.
 * Thread-safe.
 */
@Singleton
@Typed(FactCache.class)
public final class FactCache implements FactExtractor {
  private static final Logger LOG = Logger.getLogger(FactCache.class);
  private static final String KIND = "facts";

  private final FactExtractor extractor;
  private final TieredCache cache;
  private final ParseGuard guard;
  private final String form = FactCodec.version();
  private final ThreadLocal<FactCodec> codecs = ThreadLocal.withInitial(FactCodec::new);

  @Inject
  FactCache(FactExtractor extractor, TieredCache cache, CrashGuard guard) {
    this(extractor, cache, (ParseGuard) guard);
  }

  /** Makes a cache in front of an extractor that crashes on nothing. */
  public FactCache(FactExtractor extractor, TieredCache cache) {
    this(extractor, cache, ParseGuard.NONE);
  }

  private FactCache(FactExtractor extractor, TieredCache cache, ParseGuard guard) {
    this.extractor = extractor;
    this.cache = cache;
    this.guard = guard;
  }

  @Override
  public String version() {
    return extractor.version();
  }

  @Override
  public Optional<LanguageVersion> languageVersion(String path, byte[] utf8) {
    return extractor.languageVersion(path, utf8);
  }

  @Override
  public ParseOutcome extract(String path, byte[] utf8) {
    return extract(path, utf8, utf8);
  }

  @Override
  public ParseOutcome extract(String path, byte[] utf8, String identity) {
    return extract(path, utf8, identity.getBytes(StandardCharsets.UTF_8));
  }

  private ParseOutcome extract(String path, byte[] utf8, byte[] identity) {
    Optional<LanguageVersion> language = languageVersion(path, utf8);
    return language.isEmpty()
        ? extractor.extract(path, utf8)
        : extract(language.get(), path, utf8, identity);
  }

  private ParseOutcome extract(
      LanguageVersion language, String path, byte[] utf8, byte[] identity) {
    FactCodec codec = codecs.get();
    String version = language.language() + " " + language.version() + " " + form;
    CacheKey key = CacheKey.of(KIND, version, identity);
    Optional<FileFacts> known =
        cache.isEnabled()
            ? cache.get(key, bytes -> codec.decode(bytes, path, language.language(), utf8))
            : Optional.empty();
    if (known.isPresent()) {
      return new ParseOutcome.Parsed(known.get(), true);
    }
    ParseOutcome outcome = guard.extract(key.hash(), language.language(), path, utf8, extractor);
    if (cache.isEnabled() && outcome instanceof ParseOutcome.Parsed parsed) {
      put(key, codec, parsed.facts(), utf8);
    }
    return outcome;
  }

  private void put(CacheKey key, FactCodec codec, FileFacts facts, byte[] utf8) {
    try {
      cache.put(key, codec.encode(facts, utf8));
    } catch (IllegalArgumentException e) {
      LOG.debugf(e, "the facts of %s cannot be kept", facts.path());
    }
  }
}
