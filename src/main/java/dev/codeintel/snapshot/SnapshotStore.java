package dev.codeintel.snapshot;

import dev.codeintel.config.DataConfig;
import dev.codeintel.config.OpenFileLimit;
import dev.codeintel.duckdb.AttachedDatabase;
import dev.codeintel.duckdb.DatabaseException;
import dev.codeintel.duckdb.DuckDbDatabase;
import dev.codeintel.duckdb.Schema;
import dev.codeintel.model.ErrorCode;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
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
  private final PublishedRefs published;
  private final Clock clock;
  private final ConcurrentMap<Path, Served> served = new ConcurrentHashMap<>();
  private final Set<Path> openFiles = ConcurrentHashMap.newKeySet();

  /** Files that were published and are not what they were; until they are removed. */
  private final Set<Path> damagedFiles = ConcurrentHashMap.newKeySet();

  private volatile Consumer<SnapshotOwner> damageListener = owner -> {};

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
    this.published = new PublishedRefs(repositories);
    this.clock = clock;
  }

  /**
   * Returns all refs that have a snapshot, newest first. Costs one look at the file system unless
   * something was published.
   */
  public List<StoredRef> list() {
    return published.list();
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
      dropDamaged(folder);
      return new PendingSnapshot(
          folder,
          lock,
          nextId(folder),
          config.keep(),
          entry -> isGood(folder, entry),
          () -> published(folder));
    } catch (IOException e) {
      lock.close();
      throw RefFolder.failure("Preparing a snapshot of " + owner.name(), e);
    }
  }

  /**
   * What is damaged is not offered any more, neither to other processes nor as a base of updates.
   */
  private void dropDamaged(RefFolder folder) throws IOException {
    List<RefFolder.Entry> entries = folder.current();
    List<RefFolder.Entry> good = entries.stream().filter(entry -> isGood(folder, entry)).toList();
    if (good.size() < entries.size()) {
      folder.setCurrent(good);
      published.changed();
    }
  }

  private boolean isGood(RefFolder folder, RefFolder.Entry entry) {
    return !damagedFiles.contains(folder.path().resolve(entry.file()));
  }

  private void published(RefFolder folder) {
    published.changed();
    folder.removeRetired(openFiles);
  }

  private String nextId(RefFolder folder) {
    String id = ID.format(clock.instant()) + "-" + ProcessHandle.current().pid();
    List<RefFolder.Entry> current = folder.current();
    // A clock that was set back must not make the newest look old.
    boolean isLater = current.isEmpty() || current.get(0).file().compareTo(id) < 0;
    return isLater ? id : current.get(0).file().replace(RefFolder.SUFFIX, "") + "a";
  }

  /**
   * Remembers which ref of a repository is meant when none is named. A failure to write is logged:
   * nothing but the choice is lost by it.
   */
  public void choose(String repositoryId, String ref) {
    if (new RepositoryFolder(repositories.resolve(repositoryId)).choose(ref)) {
      published.changed();
    }
  }

  /**
   * Holds the newest good snapshot open.
   *
   * @param ref empty for the ref that was chosen last, or without a choice published last
   * @return empty if there is none
   * @throws SnapshotException if there are some, but none can be read; the message says what to do
   */
  public Optional<SnapshotLease> open(String repositoryId, String ref) {
    if (ref.isEmpty()) {
      return openChosen(repositoryId);
    }
    RefFolder folder = folder(repositoryId, ref);
    Optional<String> stamp = folder.stamp();
    if (stamp.isEmpty()) {
      return Optional.empty();
    }
    Served state = served.computeIfAbsent(folder.path(), unused -> new Served());
    synchronized (state) {
      boolean isUsable = state.snapshot == null || state.snapshot.database().isUsable();
      if (!state.stamp.equals(stamp.get()) || !isUsable) {
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

  private Optional<SnapshotLease> openChosen(String repositoryId) {
    Optional<SnapshotLease> lease =
        published.chosen(repositoryId).flatMap(ref -> open(repositoryId, ref));
    if (lease.isPresent()) {
      return lease;
    }
    Optional<StoredRef> newest =
        list().stream().filter(stored -> stored.repositoryId().equals(repositoryId)).findFirst();
    return newest.flatMap(stored -> open(repositoryId, stored.ref()));
  }

  private void swap(Served state, RefFolder folder, String stamp) {
    OpenSnapshot old = state.snapshot;
    boolean isOldUsable = old != null && old.database().isUsable();
    state.stamp = stamp;
    state.failure = null;
    OpenSnapshot newest = null;
    try {
      newest = newest(folder);
    } catch (SnapshotException e) {
      if (isOldUsable) {
        LOG.warnf("%s The snapshot that is open goes on being served.", e.getMessage());
      } else if (e.code() == ErrorCode.UNAVAILABLE) {
        // What cannot be opened now may be with the next question.
        state.stamp = "";
        throw e;
      } else {
        state.failure = e;
      }
    }
    if (newest == null && isOldUsable) {
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
          if (e.code() == ErrorCode.UNAVAILABLE) {
            throw e;
          }
          first = first == null ? e : first;
        }
      }
      // Between reading CURRENT and opening the file another process may have retired it.
      if (entries.equals(folder.current())) {
        entries.forEach(entry -> noteIfMissing(folder, entry));
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
      if (damagedFiles.contains(file)
          || (Files.size(file) != entry.bytes() && isDamaged(folder, entry))) {
        throw damaged(name, file, null);
      }
      database = engine.attachReadOnly(file);
      database.setCheck(() -> isDamaged(folder, entry));
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
    } catch (NoSuchFileException e) {
      forget(file, database);
      throw damaged(name, file, e);
    } catch (IOException | DatabaseException e) {
      forget(file, database);
      if (isDamaged(folder, entry)) {
        throw damaged(name, file, e);
      }
      throw new SnapshotException(
          ErrorCode.UNAVAILABLE,
          "The snapshot of " + name + " cannot be opened now: " + e.getMessage(),
          e);
    } catch (SnapshotException e) {
      forget(file, database);
      throw e;
    }
  }

  /** Compares a file with what was published; whoever listens hears of it if it differs, once. */
  private boolean isDamaged(RefFolder folder, RefFolder.Entry entry) {
    Path file = folder.path().resolve(entry.file());
    if (damagedFiles.contains(file)) {
      return true;
    }
    try {
      boolean isWhole =
          Files.size(file) == entry.bytes()
              && (entry.checksum().isEmpty() || entry.checksum().equals(Checksum.of(file)));
      if (isWhole) {
        return false;
      }
      LOG.warnf("%s is damaged", file);
    } catch (NoSuchFileException e) {
      LOG.warnf("%s is not there", file);
    } catch (IOException e) {
      LOG.warnf("%s cannot be read: %s", file, e.getMessage());
      if (e instanceof ClosedChannelException || OpenFileLimit.isReached()) {
        return false; // it says nothing about the file
      }
    }
    note(folder, file);
    return true;
  }

  private void note(RefFolder folder, Path file) {
    if (damagedFiles.add(file)) {
      folder.about().ifPresent(damageListener);
    }
  }

  private void noteIfMissing(RefFolder folder, RefFolder.Entry entry) {
    Path file = folder.path().resolve(entry.file());
    if (!Files.exists(file)) {
      note(folder, file);
    }
  }

  /**
   * Has someone told of each repository and ref whose snapshot turns out to be damaged while it is
   * read. There is one listener; it must return at once.
   */
  public void whenDamaged(Consumer<SnapshotOwner> listener) {
    damageListener = listener;
  }

  /** Returns the snapshots that turned out to be damaged and have not been replaced yet. */
  List<DamagedSnapshot> damaged() {
    List<DamagedSnapshot> damaged = new ArrayList<>();
    for (Path file : Set.copyOf(damagedFiles)) {
      List<RefFolder.Entry> entries = new RefFolder(file.resolveSibling("")).current();
      String name = file.getFileName().toString();
      if (entries.stream().noneMatch(entry -> entry.file().equals(name))) {
        damagedFiles.remove(file);
        continue;
      }
      boolean isReplaced =
          entries.stream()
              .anyMatch(entry -> !damagedFiles.contains(file.resolveSibling(entry.file())));
      damaged.add(new DamagedSnapshot(file, isReplaced));
    }
    return damaged;
  }

  /**
   * A snapshot that cannot be read.
   *
   * @param isReplaced whether an older one answers in its place
   */
  record DamagedSnapshot(Path file, boolean isReplaced) {}

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
