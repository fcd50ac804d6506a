package dev.codeintel.source;

import dev.codeintel.model.ErrorCode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/**
 * A git URL taken apart. Credentials stand in a field of their own and in no text this class gives
 * out.
 *
 * @param remote what git connects to, without a password; a user name is left only for SSH
 * @param scheme lower case; "ssh" for the form {@code user@host:path}
 * @param host lower case; empty for files
 * @param ref the branch or tag after {@code #}; empty for the remote's own choice
 * @param login the credentials from the URL, or null
 */
record GitUrl(String remote, String scheme, String host, String ref, @Nullable Login login) {

  /** A user name and a password. */
  record Login(String user, String password) {
    @Override
    public String toString() {
      return "Login[hidden]";
    }
  }

  private static final Set<String> SCHEMES = Set.of("https", "http", "ssh", "git", "file");
  private static final Pattern URL = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/]*)(.*)");
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(\\[[^\\]]*\\]|[^:\\[\\]]*)(:\\d*)?");
  private static final Pattern SCP = Pattern.compile("([\\w.+-]+)@([\\w.-]+):([^:].*)");

  /**
   * Reads a location; empty if it is not a URL but a path.
   *
   * @throws SourceException if it is a URL that is not allowed
   */
  static Optional<GitUrl> parse(String location) {
    if (location.startsWith("-")) {
      throw refused("A location must not begin with a dash; write ./ before a folder that does.");
    }
    int hash = location.indexOf('#');
    String address = hash < 0 ? location : location.substring(0, hash);
    String ref = hash < 0 ? "" : location.substring(hash + 1);
    Matcher scp = SCP.matcher(address);
    Matcher url = URL.matcher(address);
    boolean isScp = scp.matches() && !address.contains("://");
    if (!isScp && !url.matches()) {
      if (address.matches("[a-z0-9+-]+::.*")) {
        throw refused("Git's remote helpers (name::address) are not allowed; use https or ssh.");
      }
      return Optional.empty();
    }
    checkRef(ref, hash >= 0);
    if (address.chars().anyMatch(c -> c <= ' ' || c == 0x7F)) {
      throw refused("A git URL must not have spaces or control characters in it.");
    }
    if (isScp) {
      checkNoOption(scp.group(2), scp.group(3));
      String host = scp.group(2).toLowerCase(Locale.ROOT);
      return Optional.of(new GitUrl(address, "ssh", host, ref, null));
    }
    return Optional.of(ofUrl(url.group(1), url.group(2), url.group(3), ref));
  }

  private static GitUrl ofUrl(String givenScheme, String authority, String path, String ref) {
    String scheme = givenScheme.toLowerCase(Locale.ROOT);
    if (!SCHEMES.contains(scheme)) {
      throw refused(
          "Git URLs with the scheme " + scheme + " are not supported; use https, ssh or file.");
    }
    if (path.contains("?")) {
      throw refused("A git URL must not have a query (what follows a question mark).");
    }
    int at = authority.lastIndexOf('@');
    String hostAndPort = authority.substring(at + 1);
    if (!HOST_AND_PORT.matcher(hostAndPort).matches()) {
      throw refused(
          "What follows the host of a git URL must be a port. In a password write / as %2F, @ as"
              + " %40 and : as %3A.");
    }
    String host = hostAndPort.replaceAll(":\\d*$", "").toLowerCase(Locale.ROOT);
    checkNoOption(host, path.startsWith("/") ? path.substring(1) : path);
    if (host.isEmpty() != scheme.equals("file") || path.length() < 2) {
      throw refused(
          scheme.equals("file")
              ? "A file URL has three slashes, then an absolute path: file:///path/to/repository."
              : "The git URL names no host or no repository; use " + scheme + "://host/path.");
    }
    Login login = at < 0 ? null : login(authority.substring(0, at));
    if (scheme.equals("ssh")) {
      String user = login == null ? "" : login.user() + "@";
      checkNoOption(user, "");
      return new GitUrl(scheme + "://" + user + hostAndPort + path, scheme, host, ref, null);
    }
    boolean isWeb = scheme.startsWith("http");
    return new GitUrl(scheme + "://" + hostAndPort + path, scheme, host, ref, isWeb ? login : null);
  }

  private static Login login(String userInfo) {
    int colon = userInfo.indexOf(':');
    String user = colon < 0 ? userInfo : userInfo.substring(0, colon);
    return new Login(decoded(user), colon < 0 ? "" : decoded(userInfo.substring(colon + 1)));
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static void checkNoOption(String host, String path) {
    if (host.startsWith("-") || path.startsWith("-")) {
      throw refused("The host and the path of a git URL must not begin with a dash.");
    }
  }

  private static void checkRef(String ref, boolean isGiven) {
    boolean isName = Repository.isValidRefName(Constants.R_HEADS + ref);
    if (isGiven && (ref.startsWith("-") || !isName)) {
      throw refused("What follows # in a git URL must be the name of a branch or tag.");
    }
  }

  private static SourceException refused(String message) {
    return new SourceException(ErrorCode.CALLER, message, null);
  }

  /** Returns the URL for people to read: without credentials, with the ref. */
  String origin() {
    return ref.isEmpty() ? remote : remote + "#" + ref;
  }

  /** Returns the last part of the path, without {@code .git}. */
  String name() {
    String path = remote.replaceAll("/+$", "");
    String last = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf(':')) + 1);
    String name = last.endsWith(".git") ? last.substring(0, last.length() - 4) : last;
    return name.isEmpty() ? "repository" : name;
  }
}
