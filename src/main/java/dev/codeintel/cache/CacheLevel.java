package dev.codeintel.cache;

import java.util.Locale;

/** Where a tier keeps its entries; nearest first, which is the order tiers are asked in. */
public enum CacheLevel {
  /** The heap of this process. */
  MEMORY,
  /** A folder of this machine. */
  DISK;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** Returns the lower-case name used in metrics. */
  public String label() {
    return label;
  }
}
