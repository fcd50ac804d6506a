package dev.codeintel.search.lucene;

import com.sun.management.OperatingSystemMXBean;
import dev.codeintel.embedding.SentenceHome;
import dev.codeintel.embedding.SentenceText;
import dev.codeintel.embedding.SentenceVectors;
import dev.codeintel.embedding.onnx.OnnxEmbedders;
import dev.codeintel.embedding.onnx.TestEmbedders;
import dev.codeintel.embedding.sentence.TestHomes;
import dev.codeintel.graph.SymbolDocument;
import dev.codeintel.graph.SymbolFilter;
import dev.codeintel.model.SymbolKind;
import dev.codeintel.model.Visibility;
import dev.codeintel.search.RankedKey;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.NIOFSDirectory;
import org.apache.lucene.util.BytesRef;

/**
 * Measures how long questions to large indexes take, and how many of the ten nearest texts are
 * found. The arguments are a folder for what is made (kept for the next run), a folder of Java
 * sources, and numbers of documents.
 *
 * <p>A few thousand texts of the sources are embedded. A document's vector is the normalized sum of
 * a random one of these, parts of one or two others, and noise; so hundreds of documents are near
 * each other. Its words are those of the same texts. Questions are the first sentences of
 * documentation in files of which nothing else is taken.
 */
public final class VectorScaleEvaluation {
  private static final SentenceHome HOME = TestHomes.inField("test", new SentenceText(0));
  private static final int TEXTS = 3_000;
  private static final int LONGEST_TEXT = 600;
  private static final int QUESTIONS = 100;
  private static final int EVERY_FILE = 8;
  private static final int NEAREST = 10;
  private static final int ASKED_FOR = 100;
  private static final int TIMED_QUESTIONS = 40;
  private static final int ROUNDS = 2;
  private static final double NOISE = 0.3;

  /** What is not so near is not found, by design: see {@link Ranking}. */
  private static final double LEAST_COSINE = 0.3;

  private static final double[] GAUSSIANS = new double[1 << 17];

  static {
    Random random = new Random(2);
    Arrays.setAll(GAUSSIANS, i -> random.nextGaussian());
  }

  private final Path folder;
  private final List<String> texts = new ArrayList<>();
  private final List<String> questions = new ArrayList<>();
  private final List<float[]> textVectors;
  private final List<float[]> questionVectors;

  private VectorScaleEvaluation(Path folder, Path sources) throws IOException {
    this.folder = Files.createDirectories(folder);
    read(sources);
    try (OnnxEmbedders embedders = TestEmbedders.open()) {
      this.textVectors = vectors("texts", texts, embedders);
      this.questionVectors = vectors("questions", questions, embedders);
    }
  }

  public static void main(String[] arguments) throws IOException {
    VectorScaleEvaluation evaluation =
        new VectorScaleEvaluation(Path.of(arguments[0]), Path.of(arguments[1]));
    for (String documents : List.of(arguments).subList(2, arguments.length)) {
      evaluation.measure(Integer.parseInt(documents));
    }
  }

  /** Takes some texts of every file: a piece of documentation and the code that follows it. */
  private void read(Path sources) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(sources)) {
      files = new ArrayList<>(found.filter(file -> file.toString().endsWith(".java")).toList());
    }
    files.sort(null);
    Collections.shuffle(files, new Random(1));
    for (int i = 0; i < files.size() && texts.size() < TEXTS; i++) {
      List<String> documented = documented(Files.readString(files.get(i)));
      if (documented.isEmpty()) {
        continue;
      }
      if (i % EVERY_FILE == 0) {
        String sentence = firstSentence(documented.get(documented.size() / 2));
        if (questions.size() < QUESTIONS && sentence.length() > 30) {
          questions.add(sentence);
        }
      } else {
        texts.addAll(documented.subList(0, Math.min(3, documented.size())));
      }
    }
  }

  private static List<String> documented(String file) {
    List<String> found = new ArrayList<>();
    for (int at = file.indexOf("/**"); at >= 0; at = file.indexOf("/**", at + 1)) {
      String text = file.substring(at, Math.min(file.length(), at + LONGEST_TEXT));
      found.add(text.replaceAll("[/*\\s]*\\n[\\s*]*", "\n").substring(3).strip());
    }
    return found;
  }

  private static String firstSentence(String text) {
    int end = text.indexOf(". ");
    String sentence = end < 0 ? text : text.substring(0, end);
    return sentence.substring(0, Math.min(150, sentence.length())).replace('\n', ' ');
  }

  private List<float[]> vectors(String name, List<String> of, OnnxEmbedders embedders)
      throws IOException {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      List<float[]> made = embedders.load().embed(of);
      ByteBuffer bytes = ByteBuffer.allocate(made.size() * made.get(0).length * Float.BYTES);
      for (float[] vector : made) {
        for (float each : vector) {
          bytes.putFloat(each);
        }
      }
      Files.write(file, bytes.array());
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    List<float[]> read = new ArrayList<>();
    int dimensions = bytes.remaining() / Float.BYTES / of.size();
    for (int i = 0; i < of.size(); i++) {
      float[] vector = new float[dimensions];
      for (int k = 0; k < dimensions; k++) {
        vector[k] = bytes.getFloat();
      }
      read.add(vector);
    }
    return read;
  }

  /** Of which texts a document is made, and its vector: always the same. */
  private final class Mixture {
    private final int[] of;
    private final float[] vector;

    Mixture(int document) {
      Random random = new Random(document * 0x9E3779B97F4A7C15L);
      int from = random.nextInt(GAUSSIANS.length - 1_000);
      of = random.ints(3, 0, texts.size()).toArray();
      double[] parts = {
        1, 0.2 + 0.6 * random.nextDouble(), random.nextBoolean() ? 0 : 0.5 * random.nextDouble()
      };
      vector = new float[textVectors.get(0).length];
      double noise = NOISE / Math.sqrt(vector.length);
      double squares = 0;
      for (int k = 0; k < vector.length; k++) {
        double sum = noise * GAUSSIANS[from + k];
        for (int i = 0; i < of.length; i++) {
          sum += parts[i] * textVectors.get(of[i])[k];
        }
        vector[k] = (float) sum;
        squares += sum * sum;
      }
      float length = (float) Math.sqrt(squares);
      for (int k = 0; k < vector.length; k++) {
        vector[k] /= length;
      }
    }

    SymbolDocument document(int number) {
      String first = texts.get(of[0]);
      String second = texts.get(of[1]);
      String name = first.replaceAll("\\W+", " ").strip();
      return new SymbolDocument(
          Integer.toString(number),
          "src/F" + number / 25 + ".java",
          "java",
          SymbolKind.METHOD,
          number % 5 == 0,
          Visibility.PUBLIC,
          name.substring(0, Math.min(20, name.length())),
          "",
          second.substring(0, Math.min(100, second.length())),
          first.substring(0, Math.min(300, first.length())));
    }
  }

  private void measure(int documents) throws IOException {
    Path index = folder.resolve("index-" + documents);
    Path truth = folder.resolve("nearest-" + documents);
    try (Directory directory = new NIOFSDirectory(index)) {
      if (!Files.exists(truth)) {
        long start = System.nanoTime();
        Files.writeString(truth, make(directory, documents));
        System.out.printf("made in %d s%n", (System.nanoTime() - start) / 1_000_000_000);
      }
      List<String> lines = Files.readAllLines(truth, StandardCharsets.UTF_8);
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        System.out.printf(
            "%d documents in %d parts, %d MB on disk%n",
            reader.maxDoc(), reader.leaves().size(), megabytes(directory));
        ask(reader, lines);
      }
    }
  }

  private static long megabytes(Directory directory) throws IOException {
    long bytes = 0;
    for (String file : directory.listAll()) {
      bytes += directory.fileLength(file);
    }
    return bytes >> 20;
  }

  /** Returns the nearest documents of each question, by the vectors and by the form kept. */
  private String make(Directory directory, int documents) throws IOException {
    Nearest floats = new Nearest(questionVectors);
    Nearest bytes = new Nearest(questionVectors.stream().map(VectorScaleEvaluation::kept).toList());
    try (IndexWriter writer = new IndexWriter(directory, IndexUpdate.config(OpenMode.CREATE))) {
      DocumentWriter out = new DocumentWriter(writer);
      for (int i = 0; i < documents; i++) {
        Mixture mixture = new Mixture(i);
        out.add(
            mixture.document(i),
            new BinaryDocValuesField(
                HOME.field(), new BytesRef(SentenceVectors.encode(mixture.vector, i))));
        floats.add(i, mixture.vector);
        bytes.add(i, kept(mixture.vector));
      }
      writer.commit();
    }
    return floats.lines() + bytes.lines();
  }

  /** Returns a vector as whole numbers, as the index keeps it, of length one. */
  private static float[] kept(float[] vector) {
    byte[] direction = SentenceVectors.direction(vector);
    double squares = 0;
    for (byte each : direction) {
      squares += each * each;
    }
    float[] kept = new float[vector.length];
    float length = (float) Math.sqrt(squares);
    for (int i = 0; i < kept.length; i++) {
      kept[i] = direction[i] / length;
    }
    return kept;
  }

  /** The nearest documents of all questions, compared one by one. */
  private static final class Nearest {
    private final float[][] byCoordinate;
    private final float[] sums;
    private final float[][] cosines;
    private final int[][] documents;

    Nearest(List<float[]> questions) {
      int count = questions.size();
      byCoordinate = new float[questions.get(0).length][count];
      for (int q = 0; q < count; q++) {
        for (int k = 0; k < byCoordinate.length; k++) {
          byCoordinate[k][q] = questions.get(q)[k];
        }
      }
      sums = new float[count];
      cosines = new float[count][NEAREST];
      documents = new int[count][NEAREST];
    }

    void add(int document, float[] vector) {
      Arrays.fill(sums, 0);
      for (int k = 0; k < vector.length; k++) {
        float[] coordinates = byCoordinate[k];
        float coordinate = vector[k];
        for (int q = 0; q < sums.length; q++) {
          sums[q] += coordinate * coordinates[q];
        }
      }
      for (int q = 0; q < sums.length; q++) {
        insert(cosines[q], documents[q], sums[q], document);
      }
    }

    private static void insert(float[] best, int[] of, float cosine, int document) {
      int at = NEAREST;
      while (at > 0 && best[at - 1] < cosine) {
        at--;
        if (at + 1 < NEAREST) {
          best[at + 1] = best[at];
          of[at + 1] = of[at];
        }
      }
      if (at < NEAREST) {
        best[at] = cosine;
        of[at] = document;
      }
    }

    String lines() {
      StringBuilder lines = new StringBuilder();
      for (int q = 0; q < documents.length; q++) {
        for (int i = 0; i < NEAREST && cosines[q][i] >= LEAST_COSINE; i++) {
          lines.append(documents[q][i]).append(' ');
        }
        lines.append('\n');
      }
      return lines.toString();
    }
  }

  private void ask(DirectoryReader reader, List<String> nearest) throws IOException {
    long before = usedMegabytes();
    SignBits.Cache signs = new SignBits.Cache();
    long start = System.nanoTime();
    ask(reader, Ranking.Signals.ALL, signs, 0);
    System.out.printf(
        "first question %d ms, then %d MB of heap more%n",
        (System.nanoTime() - start) / 1_000_000, usedMegabytes() - before);
    double found = 0;
    double foundAsKept = 0;
    for (int q = 0; q < questions.size(); q++) {
      List<RankedKey> keys = ask(reader, Ranking.Signals.SENTENCES, signs, q);
      found += recall(keys, nearest.get(q));
      foundAsKept += recall(keys, nearest.get(questions.size() + q));
    }
    System.out.printf(
        Locale.ROOT,
        "recall@%d %.4f of the nearest by float, %.4f by the form kept%n",
        NEAREST,
        found / questions.size(),
        foundAsKept / questions.size());
    for (Ranking.Signals signals :
        List.of(
            Ranking.Signals.SENTENCES,
            Ranking.Signals.MEANINGS,
            Ranking.Signals.WORDS,
            Ranking.Signals.ALL)) {
      times(reader, signals, signs);
    }
  }

  private void times(DirectoryReader reader, Ranking.Signals signals, SignBits.Cache signs)
      throws IOException {
    List<Long> micros = new ArrayList<>();
    long cpu = 0;
    for (int round = 0; round < ROUNDS; round++) {
      // Those before warm up.
      micros.clear();
      cpu = cpuNanos();
      for (int q = 0; q < TIMED_QUESTIONS; q++) {
        long start = System.nanoTime();
        ask(reader, signals, signs, q);
        micros.add((System.nanoTime() - start) / 1_000);
      }
    }
    micros.sort(null);
    System.out.printf(
        Locale.ROOT,
        "%-10s p50 %.1f ms, p95 %.1f ms, processor %.1f ms on average%n",
        signals,
        micros.get(micros.size() / 2) / 1e3,
        micros.get(micros.size() * 95 / 100) / 1e3,
        (cpuNanos() - cpu) / 1e6 / micros.size());
  }

  /** Of all threads of this process: on a busy machine it says more than the time that passed. */
  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private List<RankedKey> ask(
      DirectoryReader reader, Ranking.Signals signals, SignBits.Cache signs, int question)
      throws IOException {
    Ranking ranking =
        new Ranking(LuceneSearchIndexes.searcher(reader), SymbolFilter.ALL, signals, signs);
    Ranking.Sentence sentence = new Ranking.Sentence(HOME, questionVectors.get(question));
    return ranking.rank(questions.get(question), sentence, ASKED_FOR);
  }

  private static double recall(List<RankedKey> keys, String nearest) {
    if (nearest.isBlank()) {
      return 1;
    }
    Set<String> wanted = Set.of(nearest.strip().split(" ", -1));
    long found = keys.stream().limit(NEAREST).map(RankedKey::key).filter(wanted::contains).count();
    return (double) found / wanted.size();
  }

  private static long usedMegabytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
  }
}
