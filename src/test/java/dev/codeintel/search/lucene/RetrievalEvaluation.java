package dev.codeintel.search.lucene;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.codeintel.embedding.Embedders;
import dev.codeintel.embedding.SentenceHome;
import dev.codeintel.embedding.SentenceText;
import dev.codeintel.embedding.SentenceVectors;
import dev.codeintel.embedding.TestEmbeddingConfig;
import dev.codeintel.embedding.onnx.TestEmbedders;
import dev.codeintel.embedding.sentence.TestHomes;
import dev.codeintel.graph.SymbolDocument;
import dev.codeintel.graph.SymbolDocuments;
import dev.codeintel.graph.SymbolFilter;
import dev.codeintel.model.SymbolKind;
import dev.codeintel.model.Visibility;
import dev.codeintel.search.RankedKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.BytesRef;

/**
 * Measures how well questions find functions: words alone, meaning alone, and both. The arguments
 * are folders with {@code queries.jsonl}, {@code corpus.jsonl} and {@code qrels.tsv}.
 */
public final class RetrievalEvaluation {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DEPTH = 100;
  private static final String FIELD = SentenceVectors.field("test");
  private static final SentenceText TEXTS =
      new SentenceText(new TestEmbeddingConfig(true).maxCharacters());
  private static final SentenceHome HOME = TestHomes.inField("test", TEXTS);
  private static final Embedders EMBEDDERS = TestEmbedders.open();

  private RetrievalEvaluation() {}

  /** A figure of one set with some signals: mean reciprocal rank within ten, recall within k. */
  record Figures(double reciprocalRank, double recall1, double recall10, double recall100) {}

  public static void main(String[] arguments) throws IOException {
    System.out.printf(
        "%-26s %-8s %8s %8s %8s %8s%n", "set", "signals", "MRR@10", "R@1", "R@10", "R@100");
    for (String folder : arguments) {
      measure(Path.of(folder))
          .forEach(
              (signals, figures) ->
                  System.out.printf(
                      Locale.ROOT,
                      "%-26s %-8s %8.4f %8.4f %8.4f %8.4f%n",
                      Path.of(folder).getFileName(),
                      signals,
                      figures.reciprocalRank(),
                      figures.recall1(),
                      figures.recall10(),
                      figures.recall100()));
    }
  }

  static Map<Ranking.Signals, Figures> measure(Path set) throws IOException {
    Map<String, Set<String>> wanted = wanted(set.resolve("qrels.tsv"));
    List<JsonNode> queries = lines(set.resolve("queries.jsonl"));
    Map<Ranking.Signals, Figures> figures = new EnumMap<>(Ranking.Signals.class);
    try (Directory directory = new ByteBuffersDirectory()) {
      index(directory, lines(set.resolve("corpus.jsonl")));
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        for (Ranking.Signals signals : Ranking.Signals.values()) {
          Ranking ranking =
              new Ranking(
                  LuceneSearchIndexes.searcher(reader),
                  SymbolFilter.ALL,
                  signals,
                  new SignBits.Cache());
          figures.put(signals, measure(ranking, queries, wanted));
        }
      }
    }
    return figures;
  }

  private static void index(Directory directory, List<JsonNode> corpus) throws IOException {
    try (IndexWriter writer = new IndexWriter(directory, IndexUpdate.config(OpenMode.CREATE))) {
      DocumentWriter documents = new DocumentWriter(writer);
      List<SymbolDocument> symbols = corpus.stream().map(RetrievalEvaluation::symbol).toList();
      List<float[]> vectors = embed(symbols.stream().map(TEXTS::of).toList());
      for (int i = 0; i < symbols.size(); i++) {
        documents.add(
            symbols.get(i),
            new BinaryDocValuesField(
                FIELD, new BytesRef(SentenceVectors.encode(vectors.get(i), 0))));
      }
      writer.commit();
    }
  }

  private static SymbolDocument symbol(JsonNode each) {
    String body = each.path("body").asText("");
    return new SymbolDocument(
        each.path("id").asText(),
        each.path("id").asText(),
        "",
        SymbolKind.FUNCTION,
        false,
        Visibility.PUBLIC,
        each.path("name").asText(""),
        each.path("signature").asText(""),
        each.path("doc").asText(""),
        body.substring(0, Math.min(body.length(), SymbolDocuments.LONGEST_BODY)));
  }

  /**
   * Vectors of texts that were embedded in an earlier run are read from a folder, if one is set.
   */
  private static List<float[]> embed(List<String> texts) throws IOException {
    Path folder = Path.of(System.getProperty("vectors", ""));
    List<float[]> vectors = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    Map<String, float[]> known = new HashMap<>();
    for (String text : texts) {
      Path file = folder.resolve(Long.toHexString(SentenceText.hash(text)));
      if (!folder.toString().isEmpty() && Files.exists(file)) {
        FloatBuffer floats = ByteBuffer.wrap(Files.readAllBytes(file)).asFloatBuffer();
        float[] vector = new float[floats.remaining()];
        floats.get(vector);
        known.put(text, vector);
      } else {
        missing.add(text);
      }
    }
    List<float[]> made = missing.isEmpty() ? List.of() : EMBEDDERS.load().embed(missing);
    for (int i = 0; i < missing.size(); i++) {
      known.put(missing.get(i), made.get(i));
      if (!folder.toString().isEmpty()) {
        ByteBuffer bytes = ByteBuffer.allocate(made.get(i).length * Float.BYTES);
        bytes.asFloatBuffer().put(made.get(i));
        Path file = folder.resolve(Long.toHexString(SentenceText.hash(missing.get(i))));
        Files.write(file, bytes.array());
      }
    }
    texts.forEach(text -> vectors.add(known.get(text)));
    return vectors;
  }

  private static Figures measure(
      Ranking ranking, List<JsonNode> queries, Map<String, Set<String>> wanted) throws IOException {
    List<float[]> questions =
        embed(queries.stream().map(query -> query.path("text").asText()).toList());
    double reciprocal = 0;
    double[] recall = new double[3];
    for (int q = 0; q < queries.size(); q++) {
      JsonNode query = queries.get(q);
      Ranking.Sentence sentence = new Ranking.Sentence(HOME, questions.get(q));
      Set<String> good = wanted.getOrDefault(query.path("id").asText(), Set.of());
      List<String> found =
          ranking.rank(query.path("text").asText(), sentence, DEPTH).stream()
              .map(RankedKey::key)
              .toList();
      int first = 0;
      while (first < found.size() && !good.contains(found.get(first))) {
        first++;
      }
      reciprocal += first < Math.min(10, found.size()) ? 1.0 / (first + 1) : 0;
      int[] depths = {1, 10, DEPTH};
      for (int i = 0; i < depths.length; i++) {
        long hits = found.stream().limit(depths[i]).filter(good::contains).count();
        recall[i] += (double) hits / Math.max(1, good.size());
      }
    }
    int n = wanted.size();
    return new Figures(reciprocal / n, recall[0] / n, recall[1] / n, recall[2] / n);
  }

  private static Map<String, Set<String>> wanted(Path file) throws IOException {
    Map<String, Set<String>> wanted = new HashMap<>();
    for (String line : Files.readAllLines(file)) {
      String[] parts = line.split("\t", -1);
      Set<String> good = wanted.computeIfAbsent(parts[0], query -> new HashSet<>());
      if (Integer.parseInt(parts[2].strip()) > 0) {
        good.add(parts[1]);
      }
    }
    return wanted;
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    List<JsonNode> nodes = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      nodes.add(JSON.readTree(line));
    }
    return nodes;
  }
}
