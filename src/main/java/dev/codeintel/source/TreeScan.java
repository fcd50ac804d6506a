package dev.codeintel.source;

import dev.codeintel.model.ErrorCode;
import dev.codeintel.model.SkipReason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One walk over a tree. Used once, by one thread. */
final class TreeScan {

  /** A folder still to be listed; its own rules are read when it is its turn. */
  private record Pending(String path, Supplier<FolderRules> rules, boolean isSubmodule) {}

  private static final int ENTRIES_PER_LOOK = 64;

  /** A folder is listed as a whole, so what it lists must fit into memory. */
  private static final int MAX_ENTRIES_FACTOR = 2;

  /** An entry of a folder and its name as text. */
  private record Entry(String name, Path location) {}

  private final Path root;
  private final long maxFileBytes;
  private final int maxFiles;
  private final Clock clock;
  private final long deadlineMillis;
  private final List<SourceFile> files = new ArrayList<>();
  private final List<SkippedFile> skipped = new ArrayList<>();
  private final Deque<Pending> pending = new ArrayDeque<>();
  private @Nullable String limitation;

  TreeScan(Path root, SourceConfig config, Clock clock) {
    this.root = root;
    this.maxFileBytes = config.maxFileSize().asLongValue();
    this.maxFiles = config.maxFiles();
    this.clock = clock;
    this.deadlineMillis = clock.millis() + config.maxWalkTime().toMillis();
  }

  /**
   * Walks.
   *
   * @throws SourceException if the root cannot be listed
   */
  SourceTree run(FolderRules rules) {
    pending.push(new Pending("", () -> rules, false));
    while (!pending.isEmpty() && limitation == null && !isLate()) {
      list(pending.pop());
    }
    for (Pending folder : pending) {
      skip(folder.path(), SkipReason.LIMIT_REACHED, -1);
    }
    files.sort(Comparator.comparing(SourceFile::path));
    skipped.sort(Comparator.comparing(SkippedFile::path));
    return new SourceTree(files, skipped, limitation);
  }

  private boolean isLate() {
    boolean isLate = clock.millis() > deadlineMillis;
    if (isLate && limitation == null) {
      limitation = "The walk over the files ended at its time limit; not all files were seen.";
    }
    return isLate;
  }

  private void list(Pending folder) {
    FolderRules rules = folder.rules().get();
    List<Entry> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(rules.folder())) {
      for (Path location : stream) {
        if (entries.size() % ENTRIES_PER_LOOK == ENTRIES_PER_LOOK - 1 && isLate()) {
          break;
        }
        if (entries.size() > MAX_ENTRIES_FACTOR * (long) maxFiles) {
          limitation = "A folder has more entries than a walk takes; the rest is left out.";
          break;
        }
        String name = PathNames.name(location);
        if (!FolderRules.isVersionControl(name)) {
          entries.add(new Entry(name, location));
        }
      }
    } catch (DirectoryIteratorException e) {
      cannotList(rules, e);
    } catch (IOException e) {
      cannotList(rules, e);
      return;
    }
    if (entries.isEmpty() && folder.isSubmodule()) {
      skip(rules.path(), SkipReason.SUBMODULE_MISSING, -1);
    }
    entries.sort(Comparator.comparing(Entry::name));
    List<Pending> folders = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      if (isLate()) { // rules of a megabyte make each entry dear
        skip(rules.path() + entries.get(i).name(), SkipReason.LIMIT_REACHED, -1);
        break;
      }
      visit(rules, entries.get(i), folders);
    }
    for (int i = folders.size() - 1; i >= 0; i--) {
      pending.push(folders.get(i));
    }
  }

  private void visit(FolderRules rules, Entry entry, List<Pending> folders) {
    String path = rules.path() + entry.name();
    EntryAttributes attributes;
    try {
      attributes = EntryAttributes.read(entry.location());
    } catch (IOException e) {
      skip(path, isGone(e) ? SkipReason.VANISHED : SkipReason.UNREADABLE, -1);
      return;
    }
    boolean isDirectory = attributes.isDirectory();
    Optional<SkipReason> verdict = rules.verdict(entry.name(), entry.location(), isDirectory);
    if (verdict.isPresent()) {
      skip(isDirectory ? path + "/" : path, verdict.get(), -1);
    } else if (isDirectory) {
      boolean isSubmodule = rules.isSubmodule(entry.name());
      folders.add(
          new Pending(path + "/", () -> rules.enter(entry.name(), entry.location()), isSubmodule));
    } else if (attributes.isSymbolicLink()) {
      skip(path, linkReason(entry.location()), -1);
    } else if (!attributes.isRegularFile()) {
      skip(path, SkipReason.NOT_A_FILE, -1);
    } else if (attributes.bytes() > maxFileBytes) {
      skip(path, SkipReason.TOO_LARGE, attributes.bytes());
    } else if (files.size() >= maxFiles) {
      limitation =
          "The repository has more than the "
              + maxFiles
              + " files a walk takes; the rest is left out.";
      skip(path, SkipReason.LIMIT_REACHED, -1);
    } else {
      files.add(
          new SourceFile(
              path,
              entry.location(),
              attributes.bytes(),
              attributes.modifiedMillis(),
              attributes.changedMillis()));
    }
  }

  /** Finds out where a link leads without opening what is there. */
  private SkipReason linkReason(Path link) {
    Path target;
    try {
      target = link.toRealPath();
    } catch (NoSuchFileException | NotDirectoryException e) {
      return SkipReason.SYMLINK_DANGLING;
    } catch (AccessDeniedException e) {
      return SkipReason.SYMLINK_OUTSIDE;
    } catch (IOException e) {
      // the operating system gives up after some forty links: a chain that never ends
      return SkipReason.SYMLINK_LOOP;
    }
    if (!target.startsWith(root)) {
      return SkipReason.SYMLINK_OUTSIDE;
    }
    return link.startsWith(target) ? SkipReason.SYMLINK_LOOP : SkipReason.SYMLINK_DUPLICATE;
  }

  private void cannotList(FolderRules rules, Exception e) {
    OpenFiles.check(e);
    if (rules.path().isEmpty()) {
      throw new SourceException(
          ErrorCode.NOT_FOUND,
          "The folder "
              + root
              + " cannot be read. Check that it still exists and that this user may list it.",
          e);
    }
    skip(rules.path(), isGone(e) ? SkipReason.VANISHED : SkipReason.UNREADABLE, -1);
  }

  private static boolean isGone(Exception e) {
    return e instanceof NoSuchFileException || e instanceof NotDirectoryException;
  }

  private void skip(String path, SkipReason reason, long bytes) {
    skipped.add(new SkippedFile(path, reason, bytes));
  }
}
