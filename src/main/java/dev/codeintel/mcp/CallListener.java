package dev.codeintel.mcp;

/** Hears of one call while it runs, and may end it. Implementations must be quick. */
public interface CallListener {

  /** Hears nothing and never cancels. */
  CallListener NONE =
      new CallListener() {
        @Override
        public void progress(String message, long done, long total) {}

        @Override
        public boolean waitsLong() {
          return false;
        }

        @Override
        public void checkCancelled() {}
      };

  /**
   * Hears what the call is waiting for.
   *
   * @param total units in all, or -1 if unknown
   */
  void progress(String message, long done, long total);

  /** Tells whether the caller hears of progress, and so is patient. */
  boolean waitsLong();

  /** Throws if the caller no longer wants the answer. */
  void checkCancelled();
}
