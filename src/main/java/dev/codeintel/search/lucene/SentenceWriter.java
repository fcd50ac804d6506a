package dev.codeintel.search.lucene;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.BytesRef;

/** Gives documents of an index the vectors of their texts. Not thread-safe. */
final class SentenceWriter {
  private final Directory directory;
  private final String field;
  private final Map<String, String> about;

  /**
   * @param field of the vectors
   * @param about what the commit says that they are for
   */
  SentenceWriter(Directory directory, String field, Map<String, String> about) {
    this.directory = directory;
    this.field = field;
    this.about = about;
  }

  /**
   * Writes vectors and commits.
   *
   * @return false if an update came between: then the vectors are not of this index, and nothing
   *     was written
   * @throws org.apache.lucene.store.LockObtainFailedException if another process writes the index
   */
  boolean write(List<SentenceVector> vectors) throws IOException {
    IndexWriterConfig config = IndexUpdate.config(OpenMode.APPEND);
    // Merges are the updates' business: here each commit would begin the same one, and drop it.
    config.setMergePolicy(NoMergePolicy.INSTANCE);
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      if (!about.equals(SegmentInfos.readLatestCommit(directory).getUserData())) {
        return false;
      }
      makeField(writer);
      for (SentenceVector each : vectors) {
        Term key = new Term(Fields.KEY, each.key());
        writer.updateDocValues(key, new BinaryDocValuesField(field, each.value()));
      }
      writer.setLiveCommitData(about.entrySet());
      writer.commit();
      return true;
    }
  }

  /** Lucene updates only what some document has already. */
  private void makeField(IndexWriter writer) throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      if (FieldInfos.getMergedFieldInfos(reader).fieldInfo(field) == null) {
        Document document = new Document();
        document.add(new BinaryDocValuesField(field, new BytesRef()));
        writer.addDocument(document);
      }
    }
  }
}
