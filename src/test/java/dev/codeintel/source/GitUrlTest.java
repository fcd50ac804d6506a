package dev.codeintel.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitUrlTest {

  private static GitUrl parse(String location) {
    return GitUrl.parse(location).orElseThrow();
  }

  @Test
  void keepsCredentialsApart() {
    GitUrl url = parse("https://someone:p%40ss@Git.Example.com:8443/team/app.git#main");

    assertThat(url.remote()).isEqualTo("https://Git.Example.com:8443/team/app.git");
    assertThat(url.origin()).isEqualTo("https://Git.Example.com:8443/team/app.git#main");
    assertThat(url.host()).isEqualTo("git.example.com");
    assertThat(url.name()).isEqualTo("app");
    assertThat(url.ref()).isEqualTo("main");
    assertThat(url.login()).isEqualTo(new GitUrl.Login("someone", "p@ss"));
    assertThat(url.toString()).doesNotContain("someone").doesNotContain("p@ss");
  }

  @Test
  void takesATokenInPlaceOfAUser() {
    GitUrl url = parse("https://ghp_token@example.com/a/b");

    assertThat(url.origin()).isEqualTo("https://example.com/a/b");
    assertThat(url.login()).isEqualTo(new GitUrl.Login("ghp_token", ""));
  }

  @Test
  void keepsTheUserOfSshButNotAPassword() {
    assertThat(parse("ssh://git:secret@example.com:22/a/b.git").remote())
        .isEqualTo("ssh://git@example.com:22/a/b.git");
    assertThat(parse("git@example.com:team/app.git#v1.0").origin())
        .isEqualTo("git@example.com:team/app.git#v1.0");
    assertThat(parse("git@example.com:app.git").name()).isEqualTo("app");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/home/someone/app", "./app", "app", "C:\\app", "a b", "~/app", "a:b"})
  void leavesPathsAlone(String path) {
    assertThat(GitUrl.parse(path)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ext::sh -c touch",
        "--upload-pack=touch",
        "-oProxyCommand=touch",
        "ssh://-oProxyCommand=touch/a",
        "git@-host:path",
        "git@host:-path",
        "ssh://host/-path",
        "javascript://a/b",
        "ftp://example.com/a",
        "https:///a",
        "https://example.com/",
        "https://example.com/a?token=1",
        "https://example.com/a b",
        "https://example.com/a#--upload-pack",
        "https://example.com/a#",
        "https://example.com/a#x..y",
        "file://host/a"
      })
  void refusesWhatCouldDoHarm(String location) {
    assertThatThrownBy(() -> GitUrl.parse(location))
        .isInstanceOf(SourceException.class)
        .hasMessageEndingWith(".");
  }
}
