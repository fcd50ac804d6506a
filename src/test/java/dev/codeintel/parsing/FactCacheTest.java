package dev.codeintel.parsing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import dev.codeintel.cache.CacheLevel;
import dev.codeintel.cache.MapTier;
import dev.codeintel.cache.TieredCache;
import dev.codeintel.model.FileFacts;
import dev.codeintel.monitoring.Meters;
import dev.codeintel.parsing.language.LanguageRegistry;
import dev.codeintel.parsing.treesitter.PackageExtractors;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class FactCacheTest {
  private static final FactExtractor EXTRACTOR = PackageExtractors.create(new LanguageRegistry());
  private static final byte[] SOURCE =
      "package p; /** Ü. */ class A<T> { int a(T t) { return b(t, 1).c(); } }".getBytes(UTF_8);

  private final AtomicInteger parsed = new AtomicInteger();
  private final MapTier tier = new MapTier(CacheLevel.MEMORY);
  private final TieredCache tiers =
      new TieredCache(List.of(tier), new Meters(new SimpleMeterRegistry()));

  /** The real extractor, counted, under a version of choice. */
  private FactCache cache(String version) {
    return new FactCache(
        new FactExtractor() {
          @Override
          public String version() {
            return version;
          }

          @Override
          public Optional<LanguageVersion> languageVersion(String path, byte[] utf8) {
            return EXTRACTOR
                .languageVersion(path, utf8)
                .map(each -> new LanguageVersion(each.language(), each.version() + version));
          }

          @Override
          public ParseOutcome extract(String path, byte[] utf8) {
            parsed.incrementAndGet();
            return EXTRACTOR.extract(path, utf8);
          }
        },
        tiers);
  }

  private static FileFacts facts(FactExtractor extractor, String path, byte[] content) {
    return ((ParseOutcome.Parsed) extractor.extract(path, content)).facts();
  }

  @Test
  void parsesAContentOnce() {
    FactCache cache = cache("1");

    FileFacts first = facts(cache, "A.java", SOURCE);
    ParseOutcome second = cache.extract("A.java", SOURCE);

    assertThat(parsed).hasValue(1);
    assertThat(second).isEqualTo(new ParseOutcome.Parsed(first, true));
  }

  @Test
  void findsTheFactsOfAnotherVersionNever() {
    cache("1").extract("A.java", SOURCE);

    cache("2").extract("A.java", SOURCE);
    assertThat(parsed).hasValue(2);

    cache("1").extract("A.java", SOURCE);
    assertThat(parsed).hasValue(2);
  }

  @Test
  void aCopyElsewhereHasTheSameFactsUnderItsOwnPath() throws IOException {
    FactCache cache = cache("1");
    for (Path file : fixtures()) {
      byte[] content = Files.readAllBytes(file);
      String name = file.getFileName().toString();
      if (cache.extract(file.toString(), content) instanceof ParseOutcome.Parsed) {
        int before = parsed.get();
        FileFacts copy = facts(cache, "some/where/" + name, content);
        assertThat(parsed).hasValue(before);
        assertThat(copy).isEqualTo(facts(EXTRACTOR, "some/where/" + name, content));
      }
    }
    assertThat(parsed.get()).isGreaterThan(100);
  }

  @Test
  void anotherLanguageForTheSameContentIsAnotherEntry() {
    byte[] content = "int a;".getBytes(UTF_8);
    FactCache cache = cache("1");

    FileFacts c = facts(cache, "a.c", content);
    FileFacts java = facts(cache, "a.java", content);

    assertThat(parsed).hasValue(2);
    assertThat(c.language()).isNotEqualTo(java.language());
  }

  @Test
  void damagedEntriesAreParsedAgain() {
    FileFacts right = facts(EXTRACTOR, "A.java", SOURCE);
    Random random = new Random(7);
    for (int i = 0; i < 500; i++) {
      FactCache cache = cache("1");
      cache.extract("A.java", SOURCE);
      int before = parsed.get();
      tier.entries.replaceAll((key, bytes) -> damaged(bytes, random));

      assertThat(facts(cache, "A.java", SOURCE)).isEqualTo(right);
      assertThat(parsed).hasValue(before + 1);
    }
  }

  /** Behind the checksum: whatever the bytes are, they are facts, or they are nothing. */
  @Test
  void noBytesBreakTheCodec() throws IOException {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    FactCodec codec = new FactCodec();
    for (Path file : fixtures()) {
      byte[] content = Files.readAllBytes(file);
      if (EXTRACTOR.extract(file.toString(), content) instanceof ParseOutcome.Parsed outcome) {
        byte[] encoded = codec.encode(outcome.facts(), content);
        byte[] plain = plain(outcome.facts());
        for (int i = 0; i < 20; i++) {
          byte[] damaged = damaged(encoded, random);
          byte[] otherPlain = damaged(plain, random);
          assertThatNothingBreaks(seed, file, () -> codec.decode(damaged, "path", "java", content));
          assertThatNothingBreaks(seed, file, () -> read(otherPlain));
        }
        byte[] cut = Arrays.copyOf(encoded, encoded.length - 1);
        assertThat(codec.decode(cut, "path", "java", content)).isNull();
      }
    }
  }

  private static void assertThatNothingBreaks(long seed, Path file, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      throw new AssertionError("-Dseed=" + seed + " " + file, e);
    }
  }

  /** Only these two exceptions are expected of {@link FactReader}; the codec turns both to null. */
  private static void read(byte[] plain) {
    try {
      CodedInputStream in = CodedInputStream.newInstance(plain);
      in.pushLimit(plain.length);
      assertThat(new FactReader(in).facts("path", "java").scopes()).isNotEmpty();
    } catch (IOException | IllegalArgumentException e) {
      assertThat(e).isNotNull();
    }
  }

  private static byte[] plain(FileFacts facts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    new FactWriter(out).facts(facts);
    out.flush();
    return bytes.toByteArray();
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    byte[] damaged = bytes.clone();
    switch (random.nextInt(4)) {
      case 0 -> damaged = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 1 -> damaged[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
      case 2 -> damaged = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(9));
      default -> {
        int from = random.nextInt(bytes.length);
        int to = Math.min(bytes.length, from + 1 + random.nextInt(8));
        byte[] noise = new byte[to - from];
        random.nextBytes(noise);
        noise[0] = (byte) ~bytes[from];
        System.arraycopy(noise, 0, damaged, from, noise.length);
      }
    }
    return damaged;
  }

  private static List<Path> fixtures() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/resources"))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
