package dev.codeintel.benchmark;

import dev.codeintel.graph.GraphWriter;
import dev.codeintel.model.FileFacts;
import dev.codeintel.model.FileStatus;
import dev.codeintel.model.IndexedFile;
import dev.codeintel.model.Relationship;
import dev.codeintel.model.Symbol;
import dev.codeintel.resolution.PackageResolvers;
import dev.codeintel.resolution.ResolvedSymbols;
import dev.codeintel.resolution.Resolver;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a snapshot of a corpus is written from, in memory. */
public record CorpusGraph(
    List<IndexedFile> files, List<Symbol> symbols, List<Relationship> relationships) {

  /** Parses and links a corpus. */
  public static CorpusGraph of(Corpus corpus) {
    List<FileFacts> facts = corpus.parse().stream().map(Corpus.Parsed::facts).toList();
    ResolvedSymbols resolved =
        PackageResolvers.create(corpus.languages()).resolve(facts, manifests(corpus));
    List<Relationship> relationships = new ArrayList<>();
    resolved.relationships(relationships::add);
    List<Symbol> symbols = new ArrayList<>();
    resolved.symbols(symbols::add);
    List<IndexedFile> files = corpus.sources().stream().map(CorpusGraph::file).toList();
    return new CorpusGraph(files, symbols, relationships);
  }

  /** Returns the text of the files that say how modules are named, by path. */
  public static Map<String, String> manifests(Corpus corpus) {
    Resolver resolver = PackageResolvers.create(corpus.languages());
    Map<String, String> manifests = new TreeMap<>();
    for (Corpus.Source source : corpus.sources()) {
      if (resolver.isManifest(source.path())) {
        manifests.put(source.path(), new String(source.utf8(), StandardCharsets.UTF_8));
      }
    }
    return manifests;
  }

  private static IndexedFile file(Corpus.Source source) {
    String text = new String(source.utf8(), StandardCharsets.UTF_8);
    int lines = (int) text.chars().filter(each -> each == '\n').count() + 1;
    return new IndexedFile(
        source.path(),
        source.language(),
        "hash-" + source.path(),
        source.utf8().length,
        lines,
        1_000,
        FileStatus.INDEXED,
        null,
        text);
  }

  /** Writes everything, in the order an index run does. */
  public void writeTo(GraphWriter writer) {
    files.forEach(writer::file);
    relationships.forEach(writer::relationship);
    symbols.forEach(writer::symbol);
  }
}
