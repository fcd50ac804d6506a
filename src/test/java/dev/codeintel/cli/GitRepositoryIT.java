package dev.codeintel.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.codeintel.cli.Program.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Work trees and clones of git repositories, by the packaged program. */
final class GitRepositoryIT {

  @TempDir Path folder;

  private Program program;
  private Path tree;

  @BeforeEach
  void makeTree() {
    program = new Program(folder);
    tree = SourceTrees.generate(folder.resolve("tree"), 5);
  }

  @Test
  void workTreeIsComparedByContent() throws IOException, GitAPIException {
    try (Git git = Git.init().setDirectory(tree.toFile()).call()) {
      RevCommit head = commit(git);
      assertThat(program.run(tree, "index").code()).isZero();
      Path touched = tree.resolve("src/p1/C1.java");
      Files.setLastModifiedTime(touched, FileTime.fromMillis(1_000_000_000_000L));

      Result again = program.run(tree, "index");
      String fresh = status();
      SourceTrees.write(tree, "src/p1/C1.java", "package p1; class C1 { void other() {} }");
      String stale = status();

      assertThat(again.out()).as(again.err()).contains("unchanged");
      assertThat(fresh).contains("head=" + head.abbreviate(7).name()).contains("stale_files=0");
      assertThat(stale).contains("stale_files=1");
    }
  }

  @Test
  void clonesFollowTheirOrigin() throws IOException, GitAPIException {
    try (Git git = Git.init().setDirectory(tree.toFile()).call()) {
      commit(git);
      String url = tree.toUri().toString();
      Result first = program.run(folder, "index", url);
      SourceTrees.write(tree, "src/Added.java", "class Added { void later() {} }");
      RevCommit head = commit(git);

      Result second = program.run(folder, "index", url);
      Result found = program.run(folder, "query", "find_symbol", "names=later", "--text");

      assertThat(first.code()).as(first.err()).isZero();
      assertThat(second.code()).as(second.err()).isZero();
      assertThat(second.out()).contains(head.abbreviate(7).name());
      assertThat(found.out()).as(found.err()).contains("src/Added.java:1");
    }
  }

  @Test
  void clonesOverHttp() throws IOException, GitAPIException {
    try (Git git = Git.init().setDirectory(tree.toFile()).call()) {
      commit(git);
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", exchange -> answer(exchange, 404, "text/plain", new byte[0]));
      server.createContext(
          "/page", exchange -> answer(exchange, 200, "text/html", "<html></html>".getBytes(UTF_8)));
      server.createContext("/shop.git", exchange -> serve(exchange, git.getRepository()));
      server.start();
      try {
        String host = "http://127.0.0.1:" + server.getAddress().getPort();
        Result index = program.run(folder, "index", host + "/shop.git");
        Result found = program.run(folder, "query", "find_symbol", "names=C1.c1m1", "--text");
        Result missing = program.run(folder, "index", host + "/none.git");
        Result page = program.run(folder, "index", host + "/page");

        assertThat(index.code()).as(index.err()).isZero();
        assertThat(index.out()).startsWith("shop@");
        assertThat(found.out()).as(found.err()).contains("src/p1/C1.java:");
        assertThat(missing.code()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(missing.err()).contains("none.git").contains("Check the URL");
        assertThat(page.code()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(page.err()).contains("/page").contains("Check the URL");
      } finally {
        server.stop(0);
      }
    }
  }

  /** Serves a repository by git's smart protocol, in its first version. */
  private static void serve(HttpExchange exchange, Repository repository) throws IOException {
    UploadPack pack = new UploadPack(repository);
    pack.setBiDirectionalPipe(false);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (exchange.getRequestMethod().equals("GET")) {
      PacketLineOut lines = new PacketLineOut(out);
      lines.writeString("# service=git-upload-pack\n");
      lines.end();
      pack.sendAdvertisedRefs(new RefAdvertiser.PacketLineOutRefAdvertiser(lines));
      answer(exchange, 200, "application/x-git-upload-pack-advertisement", out.toByteArray());
    } else {
      boolean isPacked = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
      InputStream body = exchange.getRequestBody();
      pack.upload(isPacked ? new GZIPInputStream(body) : body, out, null);
      answer(exchange, 200, "application/x-git-upload-pack-result", out.toByteArray());
    }
  }

  private static void answer(HttpExchange exchange, int status, String type, byte[] content)
      throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
      if (content.length > 0) {
        exchange.getResponseBody().write(content);
      }
    }
  }

  private String status() {
    return program.run(tree, "query", "index_status", "--text").out();
  }

  private static RevCommit commit(Git git) throws GitAPIException {
    git.add().addFilepattern(".").call();
    return git.commit()
        .setMessage("a commit")
        .setAuthor("someone", "someone@example.org")
        .setCommitter("someone", "someone@example.org")
        .setSign(false)
        .call();
  }
}
