package dev.codeintel.snapshot;

import dev.codeintel.config.DataConfig;
import dev.codeintel.duckdb.AttachedDatabase;
import dev.codeintel.duckdb.DatabaseException;
import dev.codeintel.duckdb.DuckDbDatabase;
import dev.codeintel.duckdb.Schema;
import dev.codeintel.model.ErrorCode;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The published snapshots of all repositories in the data folder. Any number of processes may read
 * while one of them writes. Thread-safe.
 */
@Singleton
public final class SnapshotStore implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(SnapshotStore.class);
  private static final int ATTEMPTS = 3;
  private static final DateTimeFormatter ID =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS").withZone(ZoneOffset.UTC);

  private final DuckDbDatabase engine;
  private final SnapshotConfig config;
  private final Path repositories;
  private final Clock clock;
  private final ConcurrentMap<Path, Served> served = new ConcurrentHashMap<>();
  private final Set<Path> openFiles = ConcurrentHashMap.newKeySet();

  /** The snapshot of one folder that requests get now. Guarded by itself. */
  private static final class Served {
    private String stamp = "";
    private @Nullable OpenSnapshot snapshot;
    private @Nullable SnapshotException failure;
  }

  @Inject
  SnapshotStore(DuckDbDatabase engine, DataConfig data, SnapshotConfig config) {
    this(engine, data.dataDir(), config, Clock.systemUTC());
  }

  SnapshotStore(DuckDbDatabase engine, Path dataDir, SnapshotConfig config, Clock clock) {
    this.engine = engine;
    this.config = config;
    this.repositories = dataDir.resolve("repositories");
    this.clock = clock;
  }

  /** Returns all refs that have a snapshot, newest first. */
  public List<StoredRef> list() {
    List<StoredRef> refs = new ArrayList<>();
    for (Path repository : folders(repositories)) {
      for (Path path : folders(repository)) {
        RefFolder folder = new RefFolder(path);
        if (folder.stamp().isPresent()) {
          folder
              .about()
              .ifPresent(
                  about ->
                      refs.add(
                          new StoredRef(
                              about.repositoryId(),
                              about.name(),
                              about.origin(),
                              about.ref(),
                              Instant.ofEpochMilli(folder.publishedMillis()))));
        }
      }
    }
    refs.sort(
        Comparator.comparing(StoredRef::publishedAt)
            .reversed()
            .thenComparing(StoredRef::repositoryId)
            .thenComparing(StoredRef::ref));
    return refs;
  }

  /**
   * Takes the writer's lock and clears away what a killed writer left.
   *
   * @throws SnapshotException {@code UNAVAILABLE} if another holds the lock for longer than
   *     configured; the message says who
   */
  public PendingSnapshot begin(SnapshotOwner owner) {
    RefFolder folder = folder(owner.repositoryId(), owner.ref());
    try {
      Files.createDirectories(folder.path());
    } catch (IOException e) {
      throw RefFolder.failure("Creating " + folder.path(), e);
    }
    WriterLock lock = WriterLock.acquire(folder.lock(), owner.name(), config.lockTimeout());
    try {
      folder.removeTemporaryFiles();
      folder.describe(owner);
      return new PendingSnapshot(
          folder, lock, nextId(folder), config.keep(), () -> folder.removeRetired(openFiles));
    } catch (IOException e) {
      lock.close();
      throw RefFolder.failure("Preparing a snapshot of " + owner.name(), e);
    }
  }

  private String nextId(RefFolder folder) {
    String id = ID.format(clock.instant()) + "-" + ProcessHandle.current().pid();
    List<RefFolder.Entry> current = folder.current();
    // A clock that was set back must not make the newest look old.
    boolean isLater = current.isEmpty() || current.get(0).file().compareTo(id) < 0;
    return isLater ? id : current.get(0).file().replace(RefFolder.SUFFIX, "") + "a";
  }

  /**
   * Holds the newest good snapshot open.
   *
   * @param ref empty for the ref that was published last
   * @return empty if there is none
   * @throws SnapshotException if there are some, but none can be read; the message says what to do
   */
  public Optional<SnapshotLease> open(String repositoryId, String ref) {
    if (ref.isEmpty()) {
      Optional<StoredRef> newest =
          list().stream().filter(stored -> stored.repositoryId().equals(repositoryId)).findFirst();
      return newest.flatMap(stored -> open(repositoryId, stored.ref()));
    }
    RefFolder folder = folder(repositoryId, ref);
    Optional<String> stamp = folder.stamp();
    if (stamp.isEmpty()) {
      return Optional.empty();
    }
    Served state = served.computeIfAbsent(folder.path(), unused -> new Served());
    synchronized (state) {
      if (!state.stamp.equals(stamp.get())) {
        swap(state, folder, stamp.get());
      }
      if (state.failure != null) {
        throw state.failure;
      }
      OpenSnapshot snapshot = state.snapshot;
      if (snapshot == null) {
        return Optional.empty();
      }
      snapshot.acquire();
      return Optional.of(new SnapshotLease(snapshot, repositoryId, ref));
    }
  }

  private void swap(Served state, RefFolder folder, String stamp) {
    OpenSnapshot old = state.snapshot;
    state.stamp = stamp;
    state.failure = null;
    OpenSnapshot newest = null;
    try {
      newest = newest(folder);
    } catch (SnapshotException e) {
      if (old == null) {
        state.failure = e;
      } else {
        LOG.warnf("%s The snapshot that is open goes on being served.", e.getMessage());
      }
    }
    if (newest == null && old != null) {
      return;
    }
    state.snapshot = newest;
    if (old != null) {
      old.retire();
    }
  }

  private @Nullable OpenSnapshot newest(RefFolder folder) {
    SnapshotException first = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      List<RefFolder.Entry> entries = folder.current();
      for (RefFolder.Entry entry : entries) {
        try {
          OpenSnapshot snapshot = openFile(folder, entry);
          if (first != null) {
            LOG.warnf("%s Serving the one before it.", first.getMessage());
          }
          return snapshot;
        } catch (SnapshotException e) {
          first = first == null ? e : first;
        }
      }
      // Between reading CURRENT and opening the file another process may have retired it.
      if (entries.equals(folder.current())) {
        break;
      }
      first = null;
    }
    if (first != null) {
      throw first;
    }
    return null;
  }

  private OpenSnapshot openFile(RefFolder folder, RefFolder.Entry entry) {
    Path file = folder.path().resolve(entry.file());
    String name = folder.about().map(SnapshotOwner::name).orElse("repository");
    AttachedDatabase database = null;
    openFiles.add(file);
    try {
      if (Files.size(file) != entry.bytes()) {
        throw damaged(name, file, null);
      }
      database = engine.attachReadOnly(file);
      int version = Schema.versionOf(database);
      if (version != Schema.VERSION) {
        throw otherVersion(name, version);
      }
      return new OpenSnapshot(
          database,
          () -> {
            openFiles.remove(file);
            folder.removeRetired(openFiles);
          });
    } catch (IOException | DatabaseException e) {
      forget(file, database);
      throw damaged(name, file, e);
    } catch (SnapshotException e) {
      forget(file, database);
      throw e;
    }
  }

  private void forget(Path file, @Nullable AttachedDatabase database) {
    openFiles.remove(file);
    if (database != null) {
      database.close();
    }
  }

  private static SnapshotException damaged(String name, Path file, @Nullable Exception cause) {
    return new SnapshotException(
        ErrorCode.NOT_FOUND,
        "The snapshot "
            + file.getFileName()
            + " of "
            + name
            + " is missing or damaged. Index the repository again with --force.",
        cause);
  }

  private static SnapshotException otherVersion(String name, int version) {
    return new SnapshotException(
        ErrorCode.NOT_FOUND,
        "The snapshot of "
            + name
            + " has schema version "
            + version
            + ", this program reads "
            + Schema.VERSION
            + ". Index the repository again.",
        null);
  }

  private RefFolder folder(String repositoryId, String ref) {
    return new RefFolder(repositories.resolve(repositoryId).resolve(RefFolder.nameOf(ref)));
  }

  private static List<Path> folders(Path parent) {
    List<Path> folders = new ArrayList<>();
    if (!Files.isDirectory(parent)) {
      return folders;
    }
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(parent, Files::isDirectory)) {
      stream.forEach(folders::add);
    } catch (IOException e) {
      LOG.warnf("%s cannot be listed: %s", parent, e.getMessage());
    }
    return folders;
  }

  /** Closes all snapshots that are not leased. */
  @Override
  @PreDestroy
  public void close() {
    for (Served state : served.values()) {
      synchronized (state) {
        if (state.snapshot != null) {
          state.snapshot.retire();
          state.snapshot = null;
          state.stamp = "";
        }
      }
    }
  }
}
