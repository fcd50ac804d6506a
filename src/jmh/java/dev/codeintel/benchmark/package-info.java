/** What the benchmarks of all packages share: how long they run, and what they run on. */
@org.jspecify.annotations.NullMarked
package dev.codeintel.benchmark;
