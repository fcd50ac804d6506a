package dev.codeintel.monitoring;

/**
 * Durations of one kind of operation, in milliseconds. All but the count are of the last 100.
 *
 * @param operation its name
 * @param count how often it was carried out since the start
 */
public record OperationStatistics(
    String operation,
    long count,
    double average,
    double min,
    double max,
    double p50,
    double p95,
    double p99) {}
