package dev.codeintel.search.lucene;

import dev.codeintel.embedding.VectorBytes;
import dev.codeintel.embedding.WordSum;
import dev.codeintel.embedding.WordVectors;
import dev.codeintel.graph.SymbolDocument;
import dev.codeintel.model.Visibility;
import java.io.IOException;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.UnicodeUtil;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Writes documents to an index. Not thread-safe. */
final class DocumentWriter {
  private static final Logger LOG = Logger.getLogger(DocumentWriter.class);

  /** The name tells most: it counts as often as this in the vector. */
  private static final int NAME_WEIGHT = 4;

  /** The beginning of a body tells what it is about. */
  private static final int BODY_OF_VECTOR = 1_024;

  private static final int MOST_KNOWN = 1 << 18;

  private static final FieldType WORDS = new FieldType();

  static {
    WORDS.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
    WORDS.setTokenized(true);
    WORDS.freeze();
  }

  private final IndexWriter writer;
  private final KnownWords known = new KnownWords();
  private final WordCounts name = new WordCounts(known.dictionary());
  private final WordCounts doc = new WordCounts(known.dictionary());
  private final WordCounts text = new WordCounts(known.dictionary());
  private final WordTokens nameTokens = new WordTokens(known, name, true);
  private final WordTokens docTokens = new WordTokens(known, doc, false);
  private final WordTokens textTokens = new WordTokens(known, text, false);
  private final WordSum sum = WordVectors.get().sum();

  DocumentWriter(IndexWriter writer) {
    this.writer = writer;
  }

  /** Tells whether so many words are known that it is time for another writer. */
  boolean isFull() {
    return known.dictionary().size() > MOST_KNOWN;
  }

  /** Removes a file and its symbols. */
  void remove(String path) throws IOException {
    writer.deleteDocuments(new Term(Fields.OWNER, path));
  }

  /** Notes that a file's symbols are those of this content. */
  void file(String path, String contentHash) throws IOException {
    Document document = new Document();
    document.add(new StringField(Fields.OWNER, path, Field.Store.NO));
    document.add(new StringField(Fields.FILE, path + Fields.END + contentHash, Field.Store.NO));
    writer.addDocument(document);
  }

  /**
   * Adds a symbol, unless its key is longer than Lucene takes.
   *
   * @param sentence the vector of its text, as a field of the index; null if it has none yet
   */
  void add(SymbolDocument symbol, @Nullable BinaryDocValuesField sentence) throws IOException {
    String key = symbol.key();
    if (UnicodeUtil.calcUTF16toUTF8Length(key, 0, key.length()) > IndexWriter.MAX_TERM_LENGTH) {
      LOG.debugf("%s has a symbol whose id is too long to search for", symbol.path());
      return;
    }
    name.clear();
    doc.clear();
    text.clear();
    name.add(symbol.name());
    doc.add(symbol.doc());
    text.add(doc);
    text.add(symbol.signature());
    int start = Math.min(symbol.body().length(), BODY_OF_VECTOR);
    text.add(symbol.body().substring(0, start));
    sum.clear();
    addVectors(name, NAME_WEIGHT);
    addVectors(text, 1);
    text.add(symbol.body().substring(start));
    text.add(name);
    Document document = new Document();
    document.add(new StringField(Fields.KEY, symbol.key(), Field.Store.YES));
    document.add(new StringField(Fields.OWNER, symbol.path(), Field.Store.NO));
    document.add(new SortedDocValuesField(Fields.PATH, new BytesRef(symbol.path())));
    document.add(new StringField(Fields.KIND, symbol.kind().label(), Field.Store.NO));
    document.add(new StringField(Fields.LANGUAGE, symbol.language(), Field.Store.NO));
    if (symbol.isTest()) {
      document.add(new StringField(Fields.TEST, "true", Field.Store.NO));
    }
    document.add(new Field(Fields.NAME, nameTokens, WORDS));
    document.add(new Field(Fields.DOC, docTokens, WORDS));
    document.add(new Field(Fields.TEXT, textTokens, WORDS));
    if (!sum.isEmpty()) {
      BytesRef vector = new BytesRef(VectorBytes.encode(sum.direction()));
      document.add(new BinaryDocValuesField(Fields.VECTOR, vector));
    }
    if (!symbol.kind().isFileOrNamespace()) {
      document.add(new NumericDocValuesField(Fields.USEFUL, usefulness(symbol)));
      if (sentence != null) {
        document.add(sentence);
      }
    }
    writer.addDocument(document);
  }

  /** What questions are about: what others can call, and somebody has described. */
  private static int usefulness(SymbolDocument symbol) {
    int usefulness = symbol.kind().isCallable() || symbol.kind().isType() ? 4 : 0;
    usefulness += symbol.doc().isEmpty() ? 0 : 2;
    usefulness += symbol.visibility() == Visibility.PRIVATE ? 0 : 1;
    usefulness += symbol.visibility() == Visibility.PUBLIC ? 1 : 0;
    return symbol.isTest() ? usefulness - 8 : usefulness;
  }

  /** A word that is there twice as often weighs little more, not twice as much. */
  private void addVectors(WordCounts counts, int weight) {
    for (int i = 0; i < counts.size(); i++) {
      int magnitude = Integer.SIZE - Integer.numberOfLeadingZeros(counts.count(i));
      sum.add(known.rows(counts.word(i)), weight * magnitude);
    }
  }
}
