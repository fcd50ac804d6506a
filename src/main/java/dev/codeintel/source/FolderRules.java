package dev.codeintel.source;

import dev.codeintel.model.SkipReason;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of one folder are left out. Immutable; {@link #enter} gives the rules of a folder
 * in it. In order of strength: {@code .codeintelignore}, the configured patterns, the folders of
 * dependencies, and what git ignores, which spares files in git's index.
 */
final class FolderRules {
  private static final Set<String> VERSION_CONTROL = Set.of(".git", ".hg", ".svn", ".jj", ".bzr");

  /** Repositories in repositories whose tracked files count. */
  private static final int MAX_NESTING = 8;

  private final Path folder;
  private final String path;
  private final @Nullable RuleLayer own;
  private final @Nullable RuleLayer git;
  private final GitIndex index;
  private final boolean isIgnored;
  private final boolean excludesDependencies;
  private final Fence fence;
  private final int nesting;

  private FolderRules(
      Path folder,
      String path,
      @Nullable RuleLayer own,
      @Nullable RuleLayer git,
      GitIndex index,
      boolean isIgnored,
      boolean excludesDependencies,
      Fence fence,
      int nesting) {
    this.folder = folder;
    this.path = path;
    this.own = own;
    this.git = git;
    this.index = index;
    this.isIgnored = isIgnored;
    this.excludesDependencies = excludesDependencies;
    this.fence = fence;
    this.nesting = nesting;
  }

  /**
   * Returns the rules of the root of a walk.
   *
   * @param workTree what git knows of it; empty without version control
   * @param excludes configured patterns
   */
  static FolderRules ofRoot(
      Path root,
      Optional<GitWorkTree> workTree,
      List<String> excludes,
      boolean excludesDependencies) {
    RuleLayer own = RuleLayer.push(IgnoreFile.of(excludes), "", 0, null);
    own = RuleLayer.push(IgnoreFile.read(root.resolve(".codeintelignore")), "", 0, own);
    RuleLayer git = workTree.isPresent() ? above(root, workTree.get()) : null;
    git = RuleLayer.push(IgnoreFile.read(root.resolve(".gitignore")), "", 0, git);
    GitIndex index = workTree.map(GitWorkTree::index).orElse(GitIndex.NONE);
    Fence fence = GitWorkTree.fence(root, workTree);
    return new FolderRules(root, "", own, git, index, false, excludesDependencies, fence, 0);
  }

  /** The user's and the repository's own rules, then those of the folders above the root. */
  private static @Nullable RuleLayer above(Path root, GitWorkTree workTree) {
    String prefix = workTree.prefix();
    RuleLayer layers = null;
    for (IgnoreFile rules : workTree.commonRules()) {
      layers = RuleLayer.push(rules, prefix, 0, layers);
    }
    Path at = workTree.root();
    while (!at.equals(root)) {
      layers = RuleLayer.push(IgnoreFile.read(at.resolve(".gitignore")), prefix, 0, layers);
      at = at.resolve(at.relativize(root).getName(0));
      prefix = prefix.substring(prefix.indexOf('/') + 1);
    }
    return layers;
  }

  Path folder() {
    return folder;
  }

  /** Returns the path of the folder with a slash at its end; empty for the root. */
  String path() {
    return path;
  }

  /** Tells whether an entry belongs to version control and is not part of the sources at all. */
  static boolean isVersionControl(String name) {
    return VERSION_CONTROL.contains(name);
  }

  /** Returns why an entry is left out by a rule; empty if none does. */
  Optional<SkipReason> verdict(String name, Path entry, boolean isDirectory) {
    String entryPath = path + name;
    IgnoreFile.Answer ownAnswer = RuleLayer.ask(own, entryPath, isDirectory);
    if (ownAnswer != IgnoreFile.Answer.SILENT) {
      boolean isExcluded = ownAnswer == IgnoreFile.Answer.IGNORED;
      return isExcluded ? Optional.of(SkipReason.EXCLUDED) : Optional.empty();
    }
    if (isDirectory && excludesDependencies && DependencyFolders.contains(folder, entry, name)) {
      return Optional.of(SkipReason.VENDORED);
    }
    if (!isIgnoredByGit(entryPath, isDirectory)) {
      return Optional.empty();
    }
    boolean isTracked = isDirectory ? index.hasFolder(entryPath) : index.hasFile(entryPath);
    return isTracked ? Optional.empty() : Optional.of(SkipReason.GITIGNORED);
  }

  private boolean isIgnoredByGit(String entryPath, boolean isDirectory) {
    return isIgnored || RuleLayer.ask(git, entryPath, isDirectory) == IgnoreFile.Answer.IGNORED;
  }

  /** Tells whether git says a submodule belongs here. */
  boolean isSubmodule(String name) {
    return index.isSubmodule(path + name);
  }

  /** The indexes of all repositories around a folder are held at once. */
  private GitIndex indexOfNested(GitWorkTree nested) {
    return nesting < MAX_NESTING ? nested.indexOfNested() : GitIndex.NONE;
  }

  /** Returns the rules of a folder in this one that no rule leaves out. */
  FolderRules enter(String name, Path entry) {
    String entryPath = path + name + "/";
    IgnoreFile ownRules = IgnoreFile.read(entry.resolve(".codeintelignore"));
    IgnoreFile gitRules = IgnoreFile.read(entry.resolve(".gitignore"));
    RuleLayer ownBelow = RuleLayer.push(ownRules, "", entryPath.length(), own);
    Optional<GitWorkTree> nested = GitWorkTree.at(entry, fence);
    if (nested.isPresent()) {
      RuleLayer fresh = null;
      for (IgnoreFile rules : nested.get().commonRules()) {
        fresh = RuleLayer.push(rules, "", entryPath.length(), fresh);
      }
      return new FolderRules(
          entry,
          entryPath,
          ownBelow,
          RuleLayer.push(gitRules, "", entryPath.length(), fresh),
          indexOfNested(nested.get()).below(entryPath),
          false,
          excludesDependencies,
          fence,
          nesting + 1);
    }
    boolean isWantedAnyway = RuleLayer.ask(own, path + name, true) == IgnoreFile.Answer.WANTED;
    return new FolderRules(
        entry,
        entryPath,
        ownBelow,
        RuleLayer.push(gitRules, "", entryPath.length(), git),
        index,
        !isWantedAnyway && isIgnoredByGit(path + name, true),
        excludesDependencies,
        fence,
        nesting);
  }
}
