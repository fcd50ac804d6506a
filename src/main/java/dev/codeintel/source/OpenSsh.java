package dev.codeintel.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RemoteSession;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.util.FS;

/**
 * Reaches SSH hosts with the system's {@code ssh}, as git does: keys, agent, known hosts and {@code
 * ~/.ssh/config} are the user's own. It never asks for a password.
 */
final class OpenSsh extends SshSessionFactory {

  @Override
  public RemoteSession getSession(
      URIish uri, CredentialsProvider credentials, FS fs, int timeoutMillis) {
    return new Session(uri);
  }

  @Override
  public String getType() {
    return "openssh";
  }

  /** One connection; each command is a process of its own. */
  private static final class Session implements RemoteSession {
    private final URIish uri;

    Session(URIish uri) {
      this.uri = uri;
    }

    @Override
    public Process exec(String command, int timeoutSeconds) throws IOException {
      List<String> line = new ArrayList<>(List.of("ssh", "-T", "-o", "BatchMode=yes"));
      if (timeoutSeconds > 0) {
        line.addAll(List.of("-o", "ConnectTimeout=" + timeoutSeconds));
      }
      if (uri.getPort() > 0) {
        line.addAll(List.of("-p", Integer.toString(uri.getPort())));
      }
      String user = uri.getUser();
      line.addAll(
          List.of("--", user == null ? uri.getHost() : user + "@" + uri.getHost(), command));
      return new ProcessBuilder(line).start();
    }

    @Override
    public void disconnect() {
      // the process ends with its streams
    }
  }
}
