package dev.codeintel.graph.duckdb;

import dev.codeintel.model.IndexedFile;
import dev.codeintel.model.Relationship;
import dev.codeintel.model.Symbol;
import java.sql.Connection;
import java.sql.SQLException;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Appends files, texts, symbols with their words, and relationships to the tables of one database.
 * Nothing is sure to be in the tables before {@link #flush}; closing throws away what was not
 * flushed, as far as it is not there yet. Knows nothing of what was in the tables before. One
 * connection and one thread.
 */
final class GraphRows implements AutoCloseable {
  private final DuckDBAppender files;
  private final DuckDBAppender texts;
  private final DuckDBAppender symbols;
  private final RelationshipRows relationships;
  private final TermRows terms;
  private long fileCount;
  private long symbolCount;

  /**
   * Begins to append.
   *
   * @param connection one whose current database is {@code catalog}; stays open
   */
  GraphRows(Connection connection, String catalog) throws SQLException {
    DuckDBConnection duckdb = connection.unwrap(DuckDBConnection.class);
    files = duckdb.createAppender(catalog, "main", "files");
    texts = duckdb.createAppender(catalog, "main", "file_texts");
    symbols = duckdb.createAppender(catalog, "main", "symbols");
    symbols.setWriteInlinedStrings(true);
    relationships = new RelationshipRows(connection);
    terms = new TermRows(connection);
  }

  void file(IndexedFile file) throws SQLException {
    files.beginRow();
    files.append(file.path());
    files.append(file.language());
    appendNullable(files, file.contentHash());
    files.append(file.bytes());
    files.append(file.lines());
    files.append(file.modifiedMillis());
    files.append(file.status().label());
    appendNullable(files, file.reason() == null ? null : file.reason().label());
    files.endRow();
    fileCount++;
    if (file.text() != null) {
      texts.beginRow();
      texts.append(file.path());
      texts.append(file.text());
      texts.endRow();
    }
  }

  /** Adds a symbol and its words. */
  void symbol(Symbol symbol) throws SQLException {
    symbolAlone(symbol);
    terms.add(symbol);
  }

  /** Adds a symbol whose words are in the table already. */
  void symbolAlone(Symbol symbol) throws SQLException {
    symbols.beginRow();
    symbols.append(symbol.id());
    symbols.append(symbol.name());
    symbols.append(symbol.qualifiedName());
    symbols.append(symbol.kind().label());
    symbols.append(symbol.path());
    symbols.append(symbol.startLine());
    symbols.append(symbol.endLine());
    symbols.append(symbol.language());
    appendNullable(symbols, symbol.contentHash());
    symbols.append(symbol.signature());
    symbols.append(symbol.doc());
    symbols.append(symbol.visibility().label());
    symbols.append(symbol.parentId());
    symbols.append(symbol.isTest());
    symbols.append(symbol.key());
    symbols.append(symbol.nameLine());
    symbols.endRow();
    symbolCount++;
  }

  void relationship(Relationship relationship) throws SQLException {
    relationships.add(relationship);
  }

  long fileCount() {
    return fileCount;
  }

  long symbolCount() {
    return symbolCount;
  }

  long relationshipCount() {
    return relationships.count();
  }

  /** Brings everything added so far into the tables. */
  void flush() throws SQLException {
    files.flush();
    texts.flush();
    symbols.flush();
    relationships.flush();
    terms.flush();
  }

  private static void appendNullable(DuckDBAppender appender, @Nullable String value)
      throws SQLException {
    if (value == null) {
      appender.appendNull();
    } else {
      appender.append(value);
    }
  }

  @Override
  public void close() throws SQLException {
    try (relationships;
        terms;
        files;
        texts) {
      symbols.close();
    }
  }
}
