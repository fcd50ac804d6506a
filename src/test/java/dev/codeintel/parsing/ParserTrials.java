package dev.codeintel.parsing;

import java.util.concurrent.atomic.AtomicInteger;

/** Trials with an outcome of choice. */
final class ParserTrials implements ParserTrial {
  private final Verdict verdict;
  private final AtomicInteger runs = new AtomicInteger();

  ParserTrials(Verdict verdict) {
    this.verdict = verdict;
  }

  static ParserTrials none() {
    return new ParserTrials(Verdict.NOT_TRIED);
  }

  int runs() {
    return runs.get();
  }

  @Override
  public Verdict run(String path, byte[] utf8) {
    runs.incrementAndGet();
    return verdict;
  }

  @Override
  public void close() {}
}
