package dev.codeintel.parsing;

import dev.codeintel.config.DataConfig;
import dev.codeintel.model.SkipReason;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a file ends this program once at most. A parser is native code: what it crashes
 * on ends the process, and nobody can catch that. So the process notes in a journal what it is
 * parsing; whoever finds the journal of a process that ended tries what it was parsing in a process
 * of its own, and remembers what that dies of. Thread-safe.
 *
 * <p>If the data folder cannot be written, files are parsed unguarded.
 */
@Singleton
final class CrashGuard implements ParseGuard, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(CrashGuard.class);

  /** Other processes on the data folder may end, too. */
  private static final long REFRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final int NO_SLOT = -1;

  private final Path folder;
  private final ParserTrial trial;
  private @Nullable CrashMemory memory;
  private @Nullable ParseJournal journal;
  private long refreshedNanos;
  private boolean isBroken;

  @Inject
  CrashGuard(DataConfig data, ParserTrial trial) {
    this(data.dataDir().resolve("parsing"), trial);
  }

  CrashGuard(Path folder, ParserTrial trial) {
    this.folder = folder;
    this.trial = trial;
  }

  @Override
  public ParseOutcome extract(
      String hash, String language, String path, byte[] utf8, FactExtractor extractor) {
    CrashMemory known = refreshed();
    if (known != null && known.isPoison(hash)) {
      return crash(language);
    }
    if ((known != null && known.isSuspect(hash)) || extractor.isRisky(path, utf8)) {
      ParserTrial.Verdict verdict = trial.run(path, utf8);
      remember(known, hash, path, verdict);
      if (!isSurvived(verdict)) {
        return new ParseOutcome.NoFacts(reason(verdict), language);
      }
    }
    int slot = begin(hash);
    try {
      return extractor.extract(path, utf8);
    } finally {
      end(slot);
    }
  }

  private static boolean isSurvived(ParserTrial.Verdict verdict) {
    return verdict == ParserTrial.Verdict.SURVIVED;
  }

  private static SkipReason reason(ParserTrial.Verdict verdict) {
    return switch (verdict) {
      case TOOK_TOO_LONG -> SkipReason.PARSE_TIMEOUT;
      case NOT_TRIED -> SkipReason.PARSER_NOT_TRIED;
      case SURVIVED, DIED -> SkipReason.PARSER_CRASH;
    };
  }

  private static ParseOutcome crash(String language) {
    return new ParseOutcome.NoFacts(SkipReason.PARSER_CRASH, language);
  }

  /** Returns what is known by now; null if there is no folder for it. */
  private synchronized @Nullable CrashMemory refreshed() {
    boolean isRecent = System.nanoTime() - refreshedNanos < REFRESH_NANOS;
    if (isBroken || (memory != null && isRecent)) {
      return memory;
    }
    try {
      CrashMemory known = memory;
      if (known == null) {
        Files.createDirectories(folder);
        known = new CrashMemory(folder);
        known.forget();
        journal = new ParseJournal(folder);
        memory = known;
      }
      takeOver(known);
      known.refresh();
      refreshedNanos = System.nanoTime();
    } catch (IOException | UncheckedIOException e) {
      broken(e);
    }
    return memory;
  }

  private void takeOver(CrashMemory known) throws IOException {
    ParseJournal.takeOver(
        folder,
        hash -> {
          try {
            known.suspect(hash);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private void remember(
      @Nullable CrashMemory known, String hash, String path, ParserTrial.Verdict verdict) {
    try {
      if (verdict == ParserTrial.Verdict.DIED) {
        LOG.warnf("%s is not parsed: its parser crashes on it", path);
        if (known != null) {
          known.poison(hash);
        }
      } else if (known != null && known.isSuspect(hash) && isSurvived(verdict)) {
        known.clear(hash);
      }
    } catch (IOException e) {
      broken(e);
    }
  }

  private synchronized int begin(String hash) {
    ParseJournal open = journal;
    try {
      return open == null || isBroken ? NO_SLOT : open.begin(hash);
    } catch (IOException e) {
      broken(e);
      return NO_SLOT;
    }
  }

  private synchronized void end(int slot) {
    ParseJournal open = journal;
    try {
      if (open != null && slot != NO_SLOT) {
        open.end(slot);
      }
    } catch (IOException e) {
      broken(e);
    }
  }

  private synchronized void broken(Exception e) {
    if (!isBroken) {
      isBroken = true;
      LOG.warnf("what parsers crash on cannot be remembered: %s", e.getMessage());
    }
  }

  @Override
  @PreDestroy
  public synchronized void close() {
    trial.close();
    try {
      if (journal != null) {
        journal.close();
        journal = null;
      }
    } catch (IOException e) {
      LOG.debug("the journal stays", e);
    }
  }
}
