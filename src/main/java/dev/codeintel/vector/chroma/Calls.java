package dev.codeintel.vector.chroma;

import java.util.concurrent.Callable;

/** How the server is called. Thread-safe. */
interface Calls {

  /** Asks something. */
  <T> T read(Callable<T> call) throws Exception;

  /** Changes something; may be done twice. */
  <T> T write(Callable<T> call) throws Exception;
}
