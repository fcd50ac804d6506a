package dev.codeintel.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

final class ProcessMemoryTest {

  @Test
  void memoryOutsideTheHeapIsResident() {
    long before = ProcessMemory.residentBytes();
    assumeTrue(before > 0, "the system does not tell");
    ByteBuffer outside = ByteBuffer.allocateDirect(96 << 20);
    for (int at = 0; at < outside.capacity(); at += 4096) {
      outside.put(at, (byte) 1);
    }

    assertThat(ProcessMemory.residentBytes() - before).isGreaterThan(32L << 20);
    assertThat(outside.get(0)).isEqualTo((byte) 1);
  }

  @Test
  void freeHeapDoesNotCount() {
    assertThat(ProcessMemory.usedBytes(500, 300, 100)).isEqualTo(300);
  }

  @Test
  void theHeapInUseCountsAtLeast() {
    assertThat(ProcessMemory.usedBytes(150, 300, 100)).isEqualTo(100);
    assertThat(ProcessMemory.usedBytes())
        .isGreaterThan(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 2);
  }
}
