package dev.codeintel.search.lucene;

import dev.codeintel.embedding.SentenceHome;
import dev.codeintel.embedding.SentenceRows;
import dev.codeintel.embedding.SentenceVectors;
import dev.codeintel.embedding.WordSum;
import dev.codeintel.embedding.WordVectors;
import dev.codeintel.graph.Globs;
import dev.codeintel.graph.SymbolFilter;
import dev.codeintel.graph.Words;
import dev.codeintel.model.CallScope;
import dev.codeintel.model.SymbolKind;
import dev.codeintel.search.RankedKey;
import dev.codeintel.vector.VectorFilter;
import dev.codeintel.vector.VectorStoreException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * One question to one index. Words and meaning are added on one scale: words relative to the best,
 * meaning by how far it stands out. Weights are from the public retrieval sets: {@code
 * src/docs/search.md}.
 */
final class Ranking {
  private static final int MOST_WORDS = 100;

  /** So many a vector store is told of: as many take a tenth of a second there. */
  static final int MOST_PATHS = 8_000;

  /** So many by words and so many by meaning are looked at closely. */
  private static final int LEAST_CANDIDATES = 1_000;

  /** What a word in the name, or in the documentation, counts beside the same word in the text. */
  private static final float NAME_WEIGHT = 0.5f;

  private static final float DOC_WEIGHT = 0.5f;

  /** A word no text has stands for similar ones: so many letters it must have to be mistyped. */
  private static final int SHORTEST_TYPED = 5;

  private static final int SHORTEST_TYPED_TWICE = 9;
  private static final int SHORTEST_BEGINNING = 3;
  private static final int MOST_SIMILAR = 8;
  private static final float SIMILAR_WEIGHT = 0.5f;

  /** What a standard deviation of the words' meaning counts beside the best by words. */
  private static final double MEANING_WEIGHT = 0.08;

  /** The same where the text's own vector is known, which tells more. */
  private static final double MEANING_BESIDE_SENTENCE = 0.04;

  private static final double SENTENCE_WEIGHT = 0.4;

  /** The fewer words a question has, the less it tells which ones the code uses. */
  private static final double SENTENCE_WEIGHT_OF_FEW = 1.6;

  private static final int FEW_WORDS = 6;

  /** What no word speaks for has to stand out so much, and be so near. */
  private static final double LEAST_DEVIATIONS = 3;

  private static final double LEAST_COSINE = 0.4;

  /** What no word speaks for but its text has to be so near. */
  private static final double LEAST_SENTENCE_COSINE = 0.3;

  /** So much is worth naming as a reason. */
  private static final double NOTABLE_DEVIATIONS = 2;

  /** What is looked at; to measure what each is worth. */
  enum Signals {
    WORDS,
    MEANING,
    SENTENCES,
    BOTH,
    MEANINGS,
    ALL;

    private boolean areWords() {
      return this == WORDS || this == BOTH || this == ALL;
    }

    private boolean isMeaning() {
      return this == MEANING || this == BOTH || this == MEANINGS || this == ALL;
    }

    private boolean areSentences() {
      return this == SENTENCES || this == MEANINGS || this == ALL;
    }
  }

  /** What a sentence model makes of a question. Immutable. */
  static final class Sentence {
    private final SentenceHome home;
    private final byte[] direction;

    /**
     * @param home where the vectors of the same model are
     * @param vector empty if there is none
     */
    Sentence(SentenceHome home, float[] vector) {
      this.home = home;
      this.direction = SentenceVectors.direction(vector);
    }
  }

  private final IndexSearcher searcher;
  private final SymbolFilter filter;
  private final Signals signals;
  private final SignBits.Cache signs;
  private final int documents;
  private Set<String> paths = Set.of();
  private boolean hasAskedForAllPaths;
  private @Nullable VectorStoreException storeFailure;

  Ranking(IndexSearcher searcher, SymbolFilter filter, Signals signals, SignBits.Cache signs) {
    this.searcher = searcher;
    this.filter = filter;
    this.signs = signs;
    this.signals = signals;
    this.documents = searcher.getIndexReader().maxDoc();
  }

  /** Returns why the vectors of texts could not be compared; null if the store has not failed. */
  @Nullable VectorStoreException storeFailure() {
    return storeFailure;
  }

  private record Candidate(int document, double score) {}

  private static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparingDouble(Candidate::score).reversed().thenComparingInt(Candidate::document);

  List<RankedKey> rank(String text, Sentence sentence, int limit) throws IOException {
    if (documents == 0) {
      return List.of();
    }
    List<String> all = Words.of(text);
    List<String> telling = Fields.telling(all);
    Set<String> asked = firstOf(telling.isEmpty() ? all : telling);
    float[] name = scores(Fields.NAME, firstOf(all));
    float[] doc = scores(Fields.DOC, asked);
    float[] body = scores(Fields.TEXT, asked);
    CallScope.current().check();
    FixedBitSet accepted = accepted();
    float[] lexical = new float[documents];
    float best = 0;
    for (int i = 0; i < documents; i++) {
      if (accepted == null || accepted.get(i)) {
        lexical[i] = NAME_WEIGHT * name[i] + DOC_WEIGHT * doc[i] + body[i];
        best = Math.max(best, lexical[i]);
      }
    }
    Nearness words = nearness(all);
    Nearness sentences = nearness(sentence, accepted, lexical, limit);
    FixedBitSet chosen = chosen(lexical, List.of(words, sentences), accepted, limit);
    CallScope.current().check();
    words.measure(chosen);
    sentences.measure(chosen);
    if (sentences instanceof SharedNearness shared) {
      storeFailure = shared.failure();
      hasAskedForAllPaths = paths.size() > MOST_PATHS;
    }
    double weight = asked.size() <= FEW_WORDS ? SENTENCE_WEIGHT_OF_FEW : SENTENCE_WEIGHT;
    PriorityQueue<Candidate> worstFirst = new PriorityQueue<>(BEST_FIRST.reversed());
    for (int i = chosen.nextSetBit(0); i < documents; i = next(chosen, i)) {
      if (lexical[i] > 0 || speaksFor(words, i) || sentences.cosine(i) >= LEAST_SENTENCE_COSINE) {
        double byWords = best > 0 ? lexical[i] / best : 0;
        worstFirst.add(new Candidate(i, byWords + byMeaning(words, sentences, weight, i)));
        if (worstFirst.size() > limit) {
          worstFirst.poll();
        }
      }
    }
    List<RankedKey> ranked = new ArrayList<>();
    for (Candidate candidate : worstFirst.stream().sorted(BEST_FIRST).toList()) {
      int i = candidate.document();
      double deviations = Math.max(words.deviations(i), sentences.deviations(i));
      List<String> matched = matched(name[i], doc[i], body[i], deviations);
      String key = searcher.storedFields().document(i, Set.of(Fields.KEY)).get(Fields.KEY);
      ranked.add(new RankedKey(key, matched, candidate.score()));
    }
    return ranked;
  }

  static int next(FixedBitSet set, int after) {
    return after + 1 < set.length() ? set.nextSetBit(after + 1) : DocIdSetIterator.NO_MORE_DOCS;
  }

  private static double byMeaning(Nearness words, Nearness sentences, double weight, int document) {
    return Float.isNaN(sentences.cosine(document))
        ? MEANING_WEIGHT * words.deviations(document)
        : MEANING_BESIDE_SENTENCE * words.deviations(document)
            + weight * sentences.deviations(document);
  }

  private static boolean speaksFor(Nearness nearness, int document) {
    return nearness.cosine(document) >= LEAST_COSINE
        && nearness.deviations(document) >= LEAST_DEVIATIONS;
  }

  /** Returns the best by words, and those that may be the nearest: of these the best are found. */
  private FixedBitSet chosen(
      float[] lexical, List<Nearness> all, @Nullable FixedBitSet accepted, int limit)
      throws IOException {
    FixedBitSet chosen = new FixedBitSet(documents);
    int candidates = Math.max(LEAST_CANDIDATES, limit * 2);
    TopDocuments byWords = new TopDocuments(candidates);
    for (int i = 0; i < documents; i++) {
      if (lexical[i] > 0) {
        byWords.add(i, lexical[i]);
      }
    }
    byWords.moveTo(chosen);
    for (Nearness each : all) {
      each.choose(chosen, accepted, candidates);
    }
    return chosen;
  }

  private static Set<String> firstOf(List<String> words) {
    Set<String> first = new LinkedHashSet<>(words);
    return first.size() <= MOST_WORDS
        ? first
        : new LinkedHashSet<>(List.copyOf(first).subList(0, MOST_WORDS));
  }

  private static List<String> matched(float name, float doc, float body, double deviations) {
    List<String> matched = new ArrayList<>();
    if (name > 0) {
      matched.add("name");
    }
    if (doc > 0) {
      matched.add("doc");
    }
    if (matched.isEmpty() && body > 0) {
      matched.add("text");
    }
    if (matched.isEmpty() || deviations >= NOTABLE_DEVIATIONS) {
      matched.add("meaning");
    }
    return matched;
  }

  /** BM25 of every document in one field; 0 where no word is. */
  private float[] scores(String field, Set<String> words) throws IOException {
    float[] scores = new float[documents];
    if (!signals.areWords()) {
      return scores;
    }
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    for (String word : words) {
      Term term = new Term(field, word);
      // Of many words the others tell enough, and what is similar to strange ones tells nothing.
      boolean isKnown =
          words.size() > FEW_WORDS
              || searcher.getIndexReader().docFreq(new Term(Fields.TEXT, word)) > 0;
      query.add(isKnown ? new TermQuery(term) : similar(term), Occur.SHOULD);
    }
    each(
        query.build(), ScoreMode.COMPLETE, (document, scorer) -> scores[document] = scorer.score());
    return scores;
  }

  /** What no text has may be mistyped, or the beginning of something. */
  private static Query similar(Term term) {
    int length = term.text().length();
    BooleanQuery.Builder similar = new BooleanQuery.Builder();
    if (length >= SHORTEST_TYPED) {
      int edits = length >= SHORTEST_TYPED_TWICE ? 2 : 1;
      similar.add(new FuzzyQuery(term, edits, 1, MOST_SIMILAR, true), Occur.SHOULD);
    }
    if (length >= SHORTEST_BEGINNING) {
      MultiTermQuery.RewriteMethod some =
          new MultiTermQuery.TopTermsScoringBooleanQueryRewrite(MOST_SIMILAR);
      similar.add(new PrefixQuery(term, some), Occur.SHOULD);
    }
    return new BoostQuery(similar.build(), SIMILAR_WEIGHT);
  }

  /** Returns the documents to choose from; null for all. */
  private @Nullable FixedBitSet accepted() throws IOException {
    boolean isAnyPath = Globs.toRegex(filter.pathGlob()).isEmpty();
    if (isAnyPath
        && filter.kinds().isEmpty()
        && filter.language().isEmpty()
        && filter.includeTests()
        && !searcher.getIndexReader().hasDeletions()) {
      return null;
    }
    FixedBitSet accepted = new FixedBitSet(documents);
    each(filterQuery(), ScoreMode.COMPLETE_NO_SCORES, (document, scorer) -> accepted.set(document));
    if (!isAnyPath) {
      Predicate<String> path = Globs.matcher(filter.pathGlob());
      paths = new HashSet<>();
      int others = 0;
      for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
        others += dropOtherPaths(leaf, path, accepted, paths);
      }
      if (others == 0) {
        paths = Set.of();
      }
    }
    return accepted;
  }

  /** Tells whether a vector store has been asked for the nearest of all paths: too many fit. */
  boolean hasAskedForAllPaths() {
    return hasAskedForAllPaths;
  }

  /** More paths are left to what is accepted here: then the nearest may all be elsewhere. */
  private VectorFilter filter(VectorFilter all) {
    return new VectorFilter(
        all.repository(),
        all.ref(),
        filter.language().isEmpty() ? Set.of() : Set.of(filter.language()),
        filter.kinds().stream().map(SymbolKind::label).collect(Collectors.toSet()),
        filter.includeTests(),
        paths.size() <= MOST_PATHS ? paths : Set.of(),
        Set.of());
  }

  private Query filterQuery() {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    query.add(new MatchAllDocsQuery(), Occur.FILTER);
    if (!filter.kinds().isEmpty()) {
      List<BytesRef> kinds =
          filter.kinds().stream().map(SymbolKind::label).map(BytesRef::new).toList();
      query.add(new TermInSetQuery(Fields.KIND, kinds), Occur.FILTER);
    }
    if (!filter.language().isEmpty()) {
      query.add(new TermQuery(new Term(Fields.LANGUAGE, filter.language())), Occur.FILTER);
    }
    if (!filter.includeTests()) {
      query.add(new TermQuery(new Term(Fields.TEST, "true")), Occur.MUST_NOT);
    }
    return query.build();
  }

  /** Returns how many paths were others. Each is looked at once, not each document. */
  private static int dropOtherPaths(
      LeafReaderContext leaf, Predicate<String> glob, FixedBitSet accepted, Set<String> paths)
      throws IOException {
    SortedDocValues values = DocValues.getSorted(leaf.reader(), Fields.PATH);
    FixedBitSet fitting = new FixedBitSet(Math.max(1, values.getValueCount()));
    for (int path = 0; path < values.getValueCount(); path++) {
      String name = values.lookupOrd(path).utf8ToString();
      if (glob.test(name)) {
        fitting.set(path);
        paths.add(name);
      }
    }
    for (int i = 0; i < leaf.reader().maxDoc(); i++) {
      boolean fits = values.advanceExact(i) && fitting.get(values.ordValue());
      if (!fits) {
        accepted.clear(leaf.docBase + i);
      }
    }
    return values.getValueCount() - fitting.cardinality();
  }

  private Nearness nearness(List<String> words) {
    WordSum sum = WordVectors.get().sum();
    if (signals.isMeaning()) {
      words.forEach(word -> sum.add(word, 1));
    }
    byte[] direction = sum.isEmpty() ? new byte[0] : sum.direction();
    return new LocalNearness(searcher.getIndexReader(), Fields.VECTOR, direction, signs);
  }

  /** Where nothing is accepted a store need not be asked. */
  private Nearness nearness(
      Sentence sentence, @Nullable FixedBitSet accepted, float[] lexical, int limit)
      throws IOException {
    SentenceHome home = sentence.home;
    byte[] direction = signals.areSentences() ? sentence.direction : new byte[0];
    SentenceRows rows = home.rows();
    if (rows == null || direction.length == 0) {
      return new LocalNearness(searcher.getIndexReader(), home.field(), direction, signs);
    }
    return accepted != null && accepted.cardinality() == 0
        ? new LocalNearness(searcher.getIndexReader(), home.field(), new byte[0], signs)
        : new SharedNearness(
            searcher.getIndexReader(),
            home.field(),
            rows,
            direction,
            filter(rows.all()),
            lexical,
            limit,
            signs);
  }

  /** Hears of documents that match, with their numbers in the whole index. */
  private interface Matches {
    void document(int document, Scorable scorer) throws IOException;
  }

  /** One collector serves all parts of the index: each document is heard of once. */
  private void each(Query query, ScoreMode mode, Matches matches) throws IOException {
    searcher.search(
        query,
        new CollectorManager<EachDocument, Integer>() {
          @Override
          public EachDocument newCollector() {
            return new EachDocument(mode, matches);
          }

          @Override
          public Integer reduce(Collection<EachDocument> collectors) {
            return collectors.size();
          }
        });
  }

  private static final class EachDocument extends SimpleCollector {
    private final ScoreMode mode;
    private final Matches matches;
    private @Nullable Scorable scorer;
    private int base;

    EachDocument(ScoreMode mode, Matches matches) {
      this.mode = mode;
      this.matches = matches;
    }

    @Override
    protected void doSetNextReader(LeafReaderContext leaf) {
      base = leaf.docBase;
    }

    @Override
    public void setScorer(Scorable newScorer) {
      scorer = newScorer;
    }

    @Override
    public void collect(int document) throws IOException {
      matches.document(base + document, Objects.requireNonNull(scorer));
    }

    @Override
    public ScoreMode scoreMode() {
      return mode;
    }
  }
}
