package dev.codeintel.source;

/**
 * The state a repository is in.
 *
 * @param revision abbreviated commit, with "+" appended if the working tree has changes; for a tree
 *     without version control "files-" and a hash over paths, sizes and times
 * @param ref branch or tag, or "HEAD" if detached; "worktree" without version control
 */
public record Revision(String revision, String ref) {}
