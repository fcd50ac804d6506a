package dev.codeintel.search.lucene;

import dev.codeintel.embedding.BusyFieldException;
import dev.codeintel.embedding.SentenceVector;
import dev.codeintel.embedding.VectorField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.store.NIOFSDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.IOUtils;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Values of documents that can be added without writing the documents anew. Not thread-safe. */
final class LuceneVectorField implements VectorField {
  private static final Logger LOG = Logger.getLogger(LuceneVectorField.class);

  /** Whoever holds it adds vectors, and nobody else. */
  private static final String EMBEDDING_LOCK = "embedding.lock";

  private final Directory directory;
  private final Lock lock;
  private final String name;
  private final Map<String, String> about;
  private final Runnable whenWritten;

  private LuceneVectorField(
      Directory directory,
      Lock lock,
      String name,
      Map<String, String> about,
      Runnable whenWritten) {
    this.directory = directory;
    this.lock = lock;
    this.name = name;
    this.about = about;
    this.whenWritten = whenWritten;
  }

  /**
   * Opens that of the index in a folder.
   *
   * @param whenWritten runs after each change of the index
   * @return null if the index does not follow this snapshot, or there is none
   * @throws BusyFieldException if another has it open
   */
  static @Nullable LuceneVectorField open(
      Path folder, String snapshotId, String name, Runnable whenWritten) throws IOException {
    if (!Files.isDirectory(folder)) {
      return null;
    }
    Directory directory = new NIOFSDirectory(folder);
    Lock lock = null;
    LuceneVectorField field = null;
    try {
      if (DirectoryReader.indexExists(directory)) {
        lock = directory.obtainLock(EMBEDDING_LOCK);
        Map<String, String> about = SegmentInfos.readLatestCommit(directory).getUserData();
        if (snapshotId.equals(about.get(IndexUpdate.SNAPSHOT))) {
          field = new LuceneVectorField(directory, lock, name, about, whenWritten);
        }
      }
      return field;
    } catch (LockObtainFailedException e) {
      throw new BusyFieldException(e);
    } finally {
      if (field == null) {
        IOUtils.closeWhileHandlingException(lock, directory);
      }
    }
  }

  @Override
  public String snapshot() {
    return about.getOrDefault(IndexUpdate.SNAPSHOT, "");
  }

  @Override
  public View view() throws IOException {
    return new VectorFieldView(DirectoryReader.open(directory), name);
  }

  @Override
  public boolean put(List<SentenceVector> vectors) throws IOException {
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
        writer.updateDocValues(key, new BinaryDocValuesField(name, new BytesRef(each.value())));
      }
      writer.setLiveCommitData(about.entrySet());
      writer.commit();
      whenWritten.run();
      return true;
    } catch (LockObtainFailedException e) {
      throw new BusyFieldException(e);
    }
  }

  /** Lucene updates only what some document has already. */
  private void makeField(IndexWriter writer) throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      if (FieldInfos.getMergedFieldInfos(reader).fieldInfo(name) == null) {
        Document document = new Document();
        document.add(new BinaryDocValuesField(name, new BytesRef()));
        writer.addDocument(document);
      }
    }
  }

  @Override
  public void close() {
    try {
      IOUtils.close(lock, directory);
    } catch (IOException e) {
      LOG.debug("A lock could not be given back", e);
    }
  }
}
