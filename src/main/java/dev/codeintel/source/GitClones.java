package dev.codeintel.source;

import dev.codeintel.model.ErrorCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.ResetCommand;
import org.eclipse.jgit.api.TransportCommand;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.TransportException;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.lib.SubmoduleConfig.FetchRecurseSubmodulesMode;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;

/**
 * Clones of git URLs below one folder. Only the newest commit of the wanted branch or tag is
 * fetched; submodules are not. Thread-safe; processes that share the folder wait for each other.
 */
final class GitClones {

  /** Ends a transfer that takes too long; JGit asks it between any two pieces. */
  private static final class Deadline extends EmptyProgressMonitor {
    private final Clock clock;
    private final long millis;

    Deadline(Clock clock, long millis) {
      this.clock = clock;
      this.millis = millis;
    }

    @Override
    public boolean isCancelled() {
      return clock.millis() > millis;
    }
  }

  private static final int IDLE_SECONDS = 60;
  private static final Map<String, Lock> LOCKS = new ConcurrentHashMap<>();

  private final Path folder;
  private final SourceConfig config;
  private final Clock clock;

  /**
   * @param folder made when it is first needed
   */
  GitClones(Path folder, SourceConfig config, Clock clock) {
    this.folder = folder;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Clones a URL, or brings its clone up to date.
   *
   * @return the real path of the clone
   * @throws SourceException if that fails
   */
  Path bring(GitUrl url) {
    QuietGitSystem.install();
    String id = FolderRepository.id(url.name(), url.origin());
    Lock lock = LOCKS.computeIfAbsent(folder.resolve(id).toString(), key -> new ReentrantLock());
    lock.lock();
    try {
      Files.createDirectories(folder);
      try (FileChannel channel =
              FileChannel.open(
                  folder.resolve(id + ".lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock ignored = channel.lock()) {
        Path clone = folder.resolve(id);
        update(clone, url);
        return clone.toRealPath();
      }
    } catch (IOException e) {
      throw new SourceException(
          ErrorCode.UNAVAILABLE,
          "The clone of "
              + url.origin()
              + " cannot be written. Check that the data folder is writable and has space left.",
          e);
    } finally {
      lock.unlock();
    }
  }

  private void update(Path clone, GitUrl url) throws IOException {
    try {
      Ref wanted = wanted(url);
      try {
        checkOut(clone, url, wanted);
      } catch (TransportException e) {
        throw e;
      } catch (GitAPIException | IOException | RuntimeException e) {
        // what an interrupted run left behind: begin anew, once
        delete(clone);
        checkOut(clone, url, wanted);
      }
    } catch (GitAPIException | RuntimeException e) {
      if (e instanceof SourceException known) {
        throw known;
      }
      throw failure(url, e);
    }
  }

  /** Asks the remote for the branch or tag. */
  private Ref wanted(GitUrl url) throws GitAPIException {
    Map<String, Ref> refs;
    try {
      refs = authorized(Git.lsRemoteRepository().setRemote(url.remote()), url).callAsMap();
    } catch (NullPointerException e) {
      // JGit's client of the dumb protocol wants a repository even to list what there is.
      throw noGitServer(url, e);
    }
    if (url.ref().isEmpty()) {
      Ref head = refs.get(Constants.HEAD);
      if (head == null) {
        throw new SourceException(
            ErrorCode.NOT_FOUND,
            url.origin() + " has no commits yet; there is nothing to index.",
            null);
      }
      return head.isSymbolic() ? head.getTarget() : branchAt(head, refs.values());
    }
    for (String prefix : List.of(Constants.R_HEADS, Constants.R_TAGS)) {
      Ref ref = refs.get(prefix + url.ref());
      if (ref != null) {
        return ref;
      }
    }
    throw new SourceException(
        ErrorCode.NOT_FOUND,
        url.remote()
            + " has no branch or tag named "
            + url.ref()
            + ". Leave out #"
            + url.ref()
            + " for its default branch.",
        null);
  }

  private static Ref branchAt(Ref head, Collection<Ref> refs) {
    for (Ref ref : refs) {
      boolean isSame = head.getObjectId().equals(ref.getObjectId());
      if (isSame && ref.getName().startsWith(Constants.R_HEADS)) {
        return ref;
      }
    }
    return head;
  }

  private void checkOut(Path clone, GitUrl url, Ref wanted) throws GitAPIException, IOException {
    String fetched = "refs/code-intel/" + Repository.shortenRefName(wanted.getName());
    try (Git git = open(clone)) {
      long deadline = clock.millis() + config.cloneTimeout().toMillis();
      authorized(git.fetch(), url)
          .setRemote(url.remote())
          .setRefSpecs(new RefSpec("+" + wanted.getName() + ":" + fetched))
          .setDepth(1)
          .setTagOpt(TagOpt.NO_TAGS)
          .setRecurseSubmodules(FetchRecurseSubmodulesMode.NO)
          .setProgressMonitor(new Deadline(clock, deadline))
          .call();
      Repository repository = git.getRepository();
      ObjectId commit = commit(repository, fetched);
      if (wanted.getName().startsWith(Constants.R_HEADS)) {
        force(repository.updateRef(wanted.getName()), commit);
        repository.updateRef(Constants.HEAD).link(wanted.getName());
      } else {
        force(repository.updateRef(Constants.HEAD, true), commit);
      }
      git.reset().setMode(ResetCommand.ResetType.HARD).setRef(commit.name()).call();
    }
  }

  private static ObjectId commit(Repository repository, String ref) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      return walk.parseCommit(repository.resolve(ref)).getId();
    }
  }

  private static void force(RefUpdate update, ObjectId commit) throws IOException {
    update.setNewObjectId(commit);
    update.setForceUpdate(true);
    update.forceUpdate();
  }

  private static Git open(Path clone) throws GitAPIException, IOException {
    if (Files.exists(clone.resolve(Constants.DOT_GIT))) {
      try {
        return inForeground(Git.open(clone.toFile()));
      } catch (RepositoryNotFoundException e) {
        delete(clone);
      }
    }
    Git git = Git.init().setDirectory(clone.toFile()).call();
    StoredConfig settings = git.getRepository().getConfig();
    settings.setBoolean("core", null, "autocrlf", false);
    settings.save();
    return inForeground(git);
  }

  /** Garbage is collected while the lock is held, not by a thread that outlives it. */
  private static Git inForeground(Git git) throws IOException {
    StoredConfig settings = git.getRepository().getConfig();
    if (settings.getBoolean("gc", "autoDetach", true)) {
      settings.setBoolean("gc", null, "autoDetach", false);
      settings.save();
    }
    return git;
  }

  private <C extends TransportCommand<C, ?>> C authorized(C command, GitUrl url) {
    command.setTimeout((int) Math.min(IDLE_SECONDS, config.cloneTimeout().toSeconds() + 1));
    command.setTransportConfigCallback(
        transport -> {
          if (transport instanceof SshTransport ssh) {
            ssh.setSshSessionFactory(new OpenSsh());
          }
        });
    GitUrl.Login login = url.login();
    if (login != null) {
      command.setCredentialsProvider(
          new UsernamePasswordCredentialsProvider(login.user(), login.password()));
    } else if (isTrusted(url)) {
      SourceConfig.Credentials known = config.credentials();
      command.setCredentialsProvider(
          new UsernamePasswordCredentialsProvider(known.username(), known.password().orElse("")));
    }
    return command;
  }

  private boolean isTrusted(GitUrl url) {
    SourceConfig.Credentials known = config.credentials();
    return url.scheme().equals("https")
        && known.password().isPresent()
        && known.host().map(host -> host.equalsIgnoreCase(url.host())).orElse(false);
  }

  private static SourceException failure(GitUrl url, Exception e) {
    String told = e.getMessage() == null ? "" : e.getMessage();
    String message = told.toLowerCase(Locale.ROOT);
    if (message.contains("invalid advertisement")) {
      return noGitServer(url, e);
    }
    if (message.contains("not authorized")
        || message.contains("authentication")
        || message.contains("permission denied")
        || message.contains("not permitted")) {
      return new SourceException(
          ErrorCode.CALLER,
          url.origin()
              + " refuses access. For HTTPS set code-intel.source.credentials; for SSH check that"
              + " ssh reaches the host without asking.",
          e);
    }
    if (message.contains("not found") || message.contains("does not appear to be a git")) {
      return new SourceException(
          ErrorCode.NOT_FOUND,
          "There is no git repository at "
              + url.origin()
              + ", or it is hidden from this user. Check the URL and the credentials.",
          e);
    }
    if (message.contains("cancel") || message.contains("timeout")) {
      return new SourceException(
          ErrorCode.UNAVAILABLE,
          "Cloning "
              + url.origin()
              + " took too long. Try again, or raise code-intel.source.clone-timeout.",
          e);
    }
    return new SourceException(
        ErrorCode.UNAVAILABLE,
        "Cloning "
            + url.origin()
            + " failed: "
            + withoutLogin(told, url)
            + ". Check the URL, then try again.",
        e);
  }

  private static SourceException noGitServer(GitUrl url, Exception e) {
    return new SourceException(
        ErrorCode.NOT_FOUND,
        "What answers at "
            + url.origin()
            + " is a web page, or a git server without the smart protocol. Check the URL.",
        e);
  }

  private static String withoutLogin(String message, GitUrl url) {
    GitUrl.Login login = url.login();
    if (login == null) {
      return message;
    }
    String safe = login.password().isEmpty() ? message : message.replace(login.password(), "***");
    return login.user().isEmpty() ? safe : safe.replace(login.user(), "***");
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path folder, @org.jspecify.annotations.Nullable IOException e) throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
