package dev.codeintel.source;

import java.io.IOException;
import java.nio.file.Path;

/** The watch of the folders of one tree, which reports until it is closed. Thread-safe. */
interface FolderWatch extends AutoCloseable {

  /** Is handed each path of a visit. */
  @FunctionalInterface
  interface Visitor {
    void visit(Path path) throws IOException;
  }

  /** What a watch asks about its tree, and whom it tells. */
  interface Tree {

    /**
     * Visits what is to be watched at a folder and below: each folder before its files. Visits
     * nothing if it is left out.
     *
     * @throws IOException if the system refuses what a visitor asks for, or the tree cannot be read
     */
    void visit(Path start, Visitor onFolder, Visitor onFile) throws IOException;

    /**
     * A path was created, changed or deleted. Returns at once.
     *
     * @return whether it is to be looked at, if it is a new folder
     */
    boolean changed(Path path, boolean isFolder);

    /**
     * Events may be missing from now on, or were lost.
     *
     * @param why for the log
     */
    void lost(String why);
  }

  /** Hears of what a new folder holds. */
  @FunctionalInterface
  interface Found {
    void found(Path path, boolean isFolder);
  }

  /** Returns the folders the tree was opened with, as they were when the watch was put on them. */
  WatchedFolders top();

  /**
   * Watches the folders that were created, if that has not happened by itself, and tells of them
   * and of what they hold by now.
   *
   * @throws IOException if the system refuses
   */
  void addCreated(Found found) throws IOException;

  /**
   * Watches the folders that are wanted by now and were not, or are others under their path than
   * were. Visits the tree.
   *
   * @throws IOException if the system refuses
   */
  void addMissing() throws IOException;

  /** Ends the watching. Doing it twice is harmless. */
  @Override
  void close();
}
