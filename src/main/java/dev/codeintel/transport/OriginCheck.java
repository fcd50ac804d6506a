package dev.codeintel.transport;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides by the {@code Host} and {@code Origin} headers whether a request may come from a web page
 * that tricked a browser (DNS rebinding). Names are compared whole, never by prefix.
 */
final class OriginCheck {
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Pattern HOST =
      Pattern.compile("(\\[[0-9a-f:.]{2,45}]|[a-z0-9._-]{1,253})(?::\\d{1,5})?");
  private static final Pattern ORIGIN =
      Pattern.compile("https?://(\\[[0-9a-f:.]{2,45}]|[a-z0-9._-]{1,253})(?::\\d{1,5})?");

  private final Set<String> hosts = new TreeSet<>(LOCAL);
  private final Set<String> origins = new TreeSet<>();
  private final boolean anyHost;
  private final boolean anyOrigin;

  OriginCheck(List<String> allowedHosts, List<String> allowedOrigins) {
    allowedHosts.forEach(host -> hosts.add(host.strip().toLowerCase(Locale.ROOT)));
    allowedOrigins.forEach(origin -> origins.add(origin.strip().toLowerCase(Locale.ROOT)));
    this.anyHost = hosts.contains("*");
    this.anyOrigin = origins.contains("*");
  }

  /** Tells whether a request with this {@code Host} header is welcome. */
  boolean allowsHost(@Nullable String host) {
    if (anyHost) {
      return true;
    }
    if (host == null) {
      return false;
    }
    Matcher matcher = HOST.matcher(host.toLowerCase(Locale.ROOT));
    return matcher.matches() && hosts.contains(matcher.group(1));
  }

  /** Tells whether a request with this {@code Origin} header is welcome; none is. */
  boolean allowsOrigin(@Nullable String origin) {
    if (origin == null || anyOrigin) {
      return true;
    }
    String lower = origin.toLowerCase(Locale.ROOT);
    if (origins.contains(lower)) {
      return true;
    }
    Matcher matcher = ORIGIN.matcher(lower);
    return matcher.matches() && LOCAL.contains(matcher.group(1));
  }
}
