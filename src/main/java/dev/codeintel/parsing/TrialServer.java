package dev.codeintel.parsing;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jboss.logging.Logger;

/**
 * What a process does that parses files on trial: it answers each file on its input with a byte,
 * and dies of the one that its parser crashes on.
 */
public final class TrialServer {
  /** The command of this program that serves trials. */
  public static final String COMMAND = "try-parser";

  static final int READY = 'R';
  static final int SURVIVED = 'S';
  private static final Logger LOG = Logger.getLogger(TrialServer.class);

  /** As the threads that parse have it. */
  private static final long STACK_BYTES = 16L << 20;

  private TrialServer() {}

  /** Parses files until the input ends. Closes nothing. */
  public static void serve(InputStream in, OutputStream out, FactExtractor extractor) {
    Thread thread =
        new Thread(null, () -> answerAll(in, out, extractor), "parser-trial", STACK_BYTES);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answerAll(InputStream in, OutputStream out, FactExtractor extractor) {
    DataInputStream files = new DataInputStream(in);
    try {
      answer(out, READY);
      while (true) {
        String path = files.readUTF();
        parse(extractor, path, files.readNBytes(files.readInt()));
        answer(out, SURVIVED);
      }
    } catch (EOFException e) {
      LOG.debug("no more files");
    } catch (IOException e) {
      LOG.debug("whoever asked is gone", e);
    }
  }

  private static void answer(OutputStream out, int what) throws IOException {
    out.write(what);
    out.flush();
  }

  private static void parse(FactExtractor extractor, String path, byte[] utf8) {
    try {
      extractor.extract(path, utf8);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      LOG.debugf(e, "%s gives no facts, but the process lives", path);
    }
  }

  /** Asks for one file; {@link #serve} reads it at the other end. */
  static void ask(DataOutputStream to, String path, byte[] utf8) throws IOException {
    // Its language is told by its name alone.
    String name = path.substring(path.lastIndexOf('/') + 1);
    to.writeUTF(name);
    to.writeInt(utf8.length);
    to.write(utf8);
    to.flush();
  }
}
