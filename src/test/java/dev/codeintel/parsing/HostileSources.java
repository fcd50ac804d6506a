package dev.codeintel.parsing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Sources made to break a parser, by a seed: what nests too deep, ends too early, has delimiters
 * longer than anybody writes, or is no source at all. The same seed makes the same bytes.
 */
public final class HostileSources {
  private static final Path CASES = Path.of("src/test/resources/languages");
  private static final int MAX_BYTES = 1 << 16;
  private static final String ODD_CHARACTERS =
      "\0\r\f\u000b\u0085\u00a0\u2028\ufeff\uffff\u0130é汉😀";
  private static final String PUNCTUATION = "(){}[]<>\"'`;:,.@#$%&|!?*/\\=+-~^_ \n\t";

  /** What lies in itself in a language: the text before, and the text after what is inside. */
  public record Nest(String name, String open, String inside, String close) {

    /** Returns it so deep, closed as often as said. */
    public String text(int depth, int closed) {
      return open.repeat(depth) + inside + close.repeat(closed);
    }
  }

  /** A source. */
  public static final class Source {
    private final String language;
    private final String ending;
    private final byte[] content;

    private Source(String language, String ending, byte[] content) {
      this.language = language;
      this.ending = ending;
      this.content = content;
    }

    public String language() {
      return language;
    }

    /** Returns a file name with the ending of its language. */
    public String path() {
      return "made." + ending;
    }

    public byte[] content() {
      return content.clone();
    }
  }

  private record Kind(String ending, String start, List<Nest> nests, List<String> tokens) {}

  private static final Map<String, Kind> KINDS = new TreeMap<>();
  private static final Map<String, List<byte[]>> REAL = new ConcurrentHashMap<>();

  private static final List<Nest> COMMON =
      List.of(
          nest("parentheses", "(", "1", ")"),
          nest("brackets", "[", "1", "]"),
          nest("braces", "{", "a", "}"),
          nest("calls", "a(", "1", ")"),
          nest("members", "a.b(c", "", ")"),
          nest("operators", "a + ", "1", ""),
          nest("nots", "!", "a", ""),
          nest("minuses", "- ", "1", ""),
          nest("ternaries", "a ? b : ", "1", ""),
          nest("comments", "/*", "a", "*/"),
          nest("quotes", "\"", "'", "\""));

  static {
    add(
        "bash",
        "sh",
        "",
        "<<A <<-'B' <<\"C\" <<< << $( $(( )) ` ${ } [[ ]] case esac ;; in if then fi do done"
            + " ?( *( @( !( =~ $'a' \" ' # ## %% // a= export function \\\n",
        nest("substitutions", "$(", "a", ")"),
        nest("quoted_substitutions", "\"$(", "a", ")\""),
        nest("backticks", "`a ", "b", "`"),
        nest("expansions", "${a:-", "b", "}"),
        nest("quoted_expansions", "\"${a:-", "b", "}\""),
        nest("arithmetic", "$((1+", "1", "))"),
        nest("ifs", "if a; then\n", "b\n", "fi\n"),
        nest("cases", "case a in b) ", "c", ";; esac\n"),
        nest("functions", "f() {\n", "a\n", "}\n"),
        nest("subshells", "( ", "a", " )"),
        nest("globs", "a=@(b|", "c", ")"),
        nest("tests", "[[ ( ", "a", " ) ]]"),
        nest("heredocs", "cat <<A\n$(", "a", ")\nA\n"),
        nest("heredocs_of_a_line", "cat <<A ", "\n", "A\n"));
    String[] c = {"#if 1\n", "int f() {\n", "if (a) {", "struct A {", "int *(*"};
    add(
        "c",
        "c",
        "",
        "#define #if #else #endif #include struct typedef if ( ) { } int * & \" ' \\\n ; , 0x1",
        nest("preprocessor", c[0], "int a;\n", "#endif\n"),
        nest("functions", c[1], "a;", "}\n"),
        nest("blocks", c[2], "a;", "}"),
        nest("types", c[3], "int a;", "} a;"),
        nest("declarators", c[4], "a", ")()"),
        nest("initializers", "int a[] = {", "1", "}"));
    add(
        "cpp",
        "cpp",
        "",
        "R\"a( )a\" R\"( )\" template < > :: class struct #if #endif namespace operator\"\"_a [ ] ->"
            + " auto { } ( ) ; u8R\"",
        nest("preprocessor", c[0], "int a;\n", "#endif\n"),
        nest("raw_strings", "R\"a(", "b", ")a\" "),
        nest("templates", "A<", "int", ">"),
        nest("template_declarations", "template <typename T> ", "class A;", ""),
        nest("namespaces", "namespace a {\n", "int b;", "}\n"),
        nest("lambdas", "[&](auto a) { return ", "a", "; }"),
        nest("classes", c[3], "int a;", "};"),
        nest("scopes", "a::", "b", ""));
    add(
        "csharp",
        "cs",
        "",
        "$\" $@\" @$\" $\"\"\" $$\"\"\" \"\"\" \"\"\"\"\" { } {{ }} #if #endif #region class => <"
            + " > ; var await ?",
        nest("interpolations", "$\"{", "a", "}\""),
        nest("verbatim_interpolations", "$@\"{", "a", "}\""),
        nest("raw_interpolations", "$\"\"\"{", "a", "}\"\"\""),
        nest("raw_interpolations_of_two", "$$\"\"\"{{", "a", "}}\"\"\""),
        nest("generics", "List<", "int", ">"),
        nest("namespaces", "namespace A {\n", "", "}\n"),
        nest("classes", "class A {\n", "", "}\n"),
        nest("lambdas", "() => { return ", "a", "; }"),
        nest("preprocessor", "#if A\n", "int a;\n", "#endif\n"),
        nest("arrays", "int[", "", "]"));
    add(
        "go",
        "go",
        "package a\n",
        "func go defer chan <- map [ ] { } ( ) interface struct := \n ` \" type",
        nest("functions", "func() {\n", "a()\n", "}()\n"),
        nest("maps", "map[int]", "int", ""),
        nest("slices", "var a ", "[]", "int\n"),
        nest("structs", "struct { a ", "int", "}\n"),
        nest("generics", "A[", "int", "]"),
        nest("channels", "chan ", "int", ""),
        nest("ifs", "if a {\n", "b()\n", "}\n"));
    add(
        "java",
        "java",
        "",
        "class interface record enum @A < > ? extends \"\"\" \" ' -> :: switch case default { } ( )"
            + " ; new",
        nest("classes", "class A {\n", "", "}\n"),
        nest("generics", "List<", "Integer", ">"),
        nest("lambdas", "() -> { return ", "a", "; }"),
        nest("blocks", "if (a) {", "b();", "}"),
        nest("text_blocks", "\"\"\"\n", "a", "\"\"\"+"),
        nest("annotations", "@A(@B(", "1", "))"),
        nest("concatenations", "\"a\" + ", "b", ""),
        nest("anonymous_classes", "new A() { Object a = ", "b", "; }"),
        nest("casts", "(A) ", "b", ""));
    Nest[] script = {
      nest("templates", "`${", "a", "}`"),
      nest("functions", "function f() {\n", "a();", "}\n"),
      nest("arrows", "() => {", "a()", "}"),
      nest("bare_arrows", "a => ", "b", ""),
      nest("objects", "{a: ", "1", "}"),
      nest("classes", "class A { a = ", "1", "}"),
      nest("chains", ".a()", "", ""),
      nest("ifs", "if (a) ", "b();", ""),
      nest("patterns", "/(", "a", ")/"),
      nest("awaits", "await ", "a", "")
    };
    Nest[] types = {
      nest("generics", "A<", "number", ">"),
      nest("conditional_types", "type A = B extends C ? ", "D", " : E"),
      nest("object_types", "type A = {a: ", "B", "}"),
      nest("namespaces", "namespace A {\n", "", "}\n"),
      nest("array_types", "let a: ", "A", "[]")
    };
    Nest[] markup = {
      nest("elements", "<a>", "b", "</a>"), nest("element_code", "<a>{", "b", "}</a>")
    };
    String scriptTokens =
        "` ${ } => function class < > <a> </a> /* */ // /a/g ?. ?? ... <!-- --> async await \\u{1}"
            + " \n ; ++ -- { ( ) [ ]";
    add("javascript", "js", "", scriptTokens, joined(script, markup));
    add("typescript", "ts", "", scriptTokens + " type : as ! abstract @A", joined(script, types));
    add("tsx", "tsx", "", scriptTokens + " type : as ! @A", joined(joined(script, types), markup));
    add(
        "kotlin",
        "kt",
        "",
        "\" \"\"\" $ ${ } $a \\$ \\\" /* */ // fun class -> when { } ( ) < > ?. !! import a.b \n @A",
        nest("interpolations", "\"${", "a", "}\""),
        nest("interpolations_after_text", "\"a${", "a", "}b\""),
        nest("raw_interpolations", "\"\"\"${", "a", "}\"\"\""),
        nest("lost_strings", "\"$\0", "a", "\""),
        nest("comments_in_comments", "/* a ", "b", " */"),
        nest("classes", "class A {\n", "", "}\n"),
        nest("functions", "fun f() {\n", "a()\n", "}\n"),
        nest("generics", "List<", "Int", ">"),
        nest("lambdas", "{ a -> ", "b", " }"),
        nest("whens", "when (a) { b -> ", "c", " }"),
        nest("ifs", "if (a) ", "b", " else c"));
    add(
        "php",
        "php",
        "<?php\n",
        "<?php ?> <<<A <<<'A' <<<\"A\" \nA;\n {$ ${ } $a[ ] -> ?-> \" ' ` # // /* */ fn => function"
            + " #[A] ::",
        nest("interpolations", "\"{$a[", "1", "]}\""),
        nest("dollar_interpolations", "\"${a[", "1", "]}\""),
        nest("heredocs", "<<<A\n{$a[", "1", "]}\nA"),
        nest("heredocs_in_calls", "f(<<<A\n{$a[", "1", "]}\nA)"),
        nest("nowdocs", "<<<'A'\n", "a", "\nA;\n"),
        nest("tags", "?> <?php ", "", ""),
        nest("functions", "function f() {\n", "", "}\n"),
        nest("arrows", "fn() => ", "1", ""),
        nest("arrays", "array(", "1", ")"),
        nest("ifs", "if (1) {", "", "}"));
    add(
        "python",
        "py",
        "",
        "f\" f' f\"\"\" rb' u' ` ''' \"\"\" { } {{ }} : \n \n\t \\\n # lambda def class if else async"
            + " @a ( ) [ ] = !r match case",
        nest("interpolations", "f\"{", "a", "}\""),
        nest("interpolations_of_two_quotes", "f\"{f'{", "a", "}'}\""),
        nest("triple_interpolations", "f\"\"\"{", "a", "}\"\"\""),
        nest("format_specs", "f'{a:{", "b", "}}'"),
        nest("lambdas", "lambda: ", "1", ""),
        nest("calls_over_lines", "f(\n", "a", "\n)"),
        nest("nots_in_words", "not ", "a", ""),
        nest("decorators", "@a\n", "def f(): pass\n", ""));
    add(
        "ruby",
        "rb",
        "",
        "\" ' ` #{ } #@a #$a <<A <<~A <<-'A' <<\"A\" \nA\n %w( %i[ %q{ %Q< %r! %x( ) ] } > /a/ ? :a"
            + " :\"a\" def end do |a| { } __END__ =begin\n \n=end\n",
        nest("interpolations", "\"#{", "a", "}\""),
        nest("symbols", ":\"#{", "a", "}\""),
        nest("subshells", "`#{", "a", "}`"),
        nest("patterns", "/#{", "a", "}/"),
        nest("words", "%w(", "a", ")"),
        nest("quoted", "%q(", "a", ")"),
        nest("word_interpolations", "%W(#{", "a", "})"),
        nest("heredocs", "<<A\n#{", "a", "}\nA\n"),
        nest("heredocs_of_a_line", "<<A,", "1\n", "A\n"),
        nest("methods", "def a\n", "", "end\n"),
        nest("blocks", "a do |b|\n", "", "end\n"),
        nest("modules", "module A\n", "", "end\n"),
        nest("ifs", "if a\n", "", "end\n"));
    add(
        "rust",
        "rs",
        "",
        "r#\" \"# r\" br##\" \"## 'a' 'a /* */ /** //! /// #[ ] #![ ] :: < > |a| => ! macro_rules!"
            + " { } ( ) 1.0 1..2 b'a'",
        nest("comments_in_comments", "/* a ", "b", " */"),
        nest("raw_strings", "r#\"", "a", "\"# "),
        nest("generics", "Vec<", "i32", ">"),
        nest("modules", "mod a {\n", "", "}\n"),
        nest("closures", "|a| ", "b", ""),
        nest("macros", "a!(", "b", ")"),
        nest("matches", "match a { b => ", "c", "}"),
        nest("references", "&", "a", ""),
        nest("attributes", "#[a(", "b", ")]\n"),
        nest("doc_comments", "/// a\n", "fn f() {}", ""));
    add(
        "scala",
        "scala",
        "",
        "s\" s\"\"\" \"\"\" $ ${ } /* */ // => case match { } def = \n : then else do while given [ ]"
            + " extends end",
        nest("interpolations", "s\"${", "a", "}\""),
        nest("raw_interpolations", "s\"\"\"${", "a", "}\"\"\""),
        nest("comments_in_comments", "/* a ", "b", " */"),
        nest("generics", "List[", "Int", "]"),
        nest("matches", "a match { case b => ", "c", " }"),
        nest("objects", "object A {\n", "", "}\n"),
        nest("functions", "def f = {\n", "1\n", "}\n"),
        nest("lambdas", "a => ", "b", ""),
        nest("ifs", "if a then ", "b", " else c"));
  }

  private HostileSources() {}

  private static Nest nest(String name, String open, String inside, String close) {
    return new Nest(name, open, inside, close);
  }

  private static Nest[] joined(Nest[] some, Nest[] more) {
    return Stream.of(some, more).flatMap(Arrays::stream).toArray(Nest[]::new);
  }

  private static void add(
      String language, String ending, String start, String tokens, Nest... nests) {
    List<Nest> all = new ArrayList<>(COMMON);
    all.addAll(List.of(nests));
    KINDS.put(language, new Kind(ending, start, all, List.of(tokens.split(" ", -1))));
  }

  /** Returns the ids of all languages. */
  public static List<String> languages() {
    return List.copyOf(KINDS.keySet());
  }

  /** Returns what nests in a language. */
  public static List<Nest> nests(String language) {
    return kind(language).nests();
  }

  /** Returns the ending of files of a language, without the dot. */
  public static String ending(String language) {
    return kind(language).ending();
  }

  /** Returns what a file of a language begins with. */
  public static String start(String language) {
    return kind(language).start();
  }

  /**
   * Returns blocks that are told by indentation alone, one in the other.
   *
   * @param inside what the innermost holds, after its indentation
   */
  public static String indented(String head, String indent, int depth, String inside) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < depth; i++) {
      text.append(indent.repeat(i)).append(head).append('\n');
    }
    return text.append(indent.repeat(depth)).append(inside).append('\n').toString();
  }

  private static Kind kind(String language) {
    Kind kind = KINDS.get(language);
    if (kind == null) {
      throw new IllegalArgumentException("no language " + language);
    }
    return kind;
  }

  /** Returns the source of a seed. */
  public static Source of(long seed) {
    Random random = new Random(seed * 0x9E3779B97F4A7C15L);
    List<String> languages = languages();
    String language = languages.get(random.nextInt(languages.size()));
    Kind kind = kind(language);
    byte[] made =
        switch (random.nextInt(8)) {
          case 0, 1 -> nested(kind, random).getBytes(UTF_8);
          case 2 -> delimiters(kind, language, random).getBytes(UTF_8);
          case 3 -> soup(kind, language, random);
          case 4 -> indentation(language, random).getBytes(UTF_8);
          default -> mutant(kind, language, random);
        };
    byte[] content = Arrays.copyOf(made, Math.min(made.length, MAX_BYTES << 2));
    return new Source(language, kind.ending(), content);
  }

  /** Returns a number that is small as a rule, and large now and then. */
  private static int size(Random random, int most) {
    return (int) Math.exp(random.nextDouble() * Math.log(most));
  }

  private static String nested(Kind kind, Random random) {
    StringBuilder text = new StringBuilder(kind.start());
    int parts = 1 + random.nextInt(3);
    for (int i = 0; i < parts; i++) {
      List<Nest> mixed = new ArrayList<>();
      for (int j = 1 + random.nextInt(3); j > 0; j--) {
        mixed.add(kind.nests().get(random.nextInt(kind.nests().size())));
      }
      int depth = size(random, random.nextInt(20) == 0 ? 3_000 : 400);
      int closed = random.nextInt(3) == 0 ? random.nextInt(depth + 1) : depth;
      StringBuilder opened = new StringBuilder();
      for (int j = 0; j < depth; j++) {
        opened.append(mixed.get(j % mixed.size()).open());
      }
      text.append(opened).append(mixed.get(0).inside());
      for (int j = depth - 1; j >= depth - closed; j--) {
        text.append(mixed.get(j % mixed.size()).close());
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** Returns strings and here-documents with words around them that are longer than usual. */
  private static String delimiters(Kind kind, String language, Random random) {
    StringBuilder text = new StringBuilder(kind.start());
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      int length = random.nextInt(3) == 0 ? 1 << (8 + random.nextInt(3)) : size(random, 3_000);
      length = Math.max(1, length + random.nextInt(16) - 8);
      String word = (random.nextInt(9) == 0 ? "é" : "A").repeat(length);
      String hashes = "#".repeat(length);
      String quotes = "\"".repeat(length);
      String content = random.nextBoolean() ? "a" : "a\n" + word.substring(1) + "\n";
      text.append(
          switch (language) {
            case "bash" -> "cat <<" + quoted(word, random) + "\n" + content + "\n" + word + "\n";
            case "ruby" -> "a = <<" + quoted(word, random) + "\n" + content + "\n" + word + "\n";
            case "php" -> "$a = <<<" + quoted(word, random) + "\n" + content + "\n" + word + ";\n";
            case "cpp" -> "auto a = R\"" + word + "(" + content + ")" + word + "\";\n";
            case "rust" -> "let a = r" + hashes + "\"" + content + "\"" + hashes + ";\n";
            case "csharp" ->
                "var a = " + "$".repeat(length % 300) + quotes + content + quotes + ";\n";
            case "kotlin", "scala", "python" -> "a = " + quotes + content + quotes + "\n";
            default -> "a = '" + word + "' + `" + content + "`;\n";
          });
      if (random.nextBoolean()) {
        String several = "<<" + word.substring(0, Math.min(word.length(), 1 + random.nextInt(30)));
        text.append("f ").append((several + " ").repeat(size(random, 400))).append('\n');
      }
    }
    return text.toString();
  }

  private static String quoted(String word, Random random) {
    String dash = random.nextInt(3) == 0 ? "-" : "";
    return dash
        + switch (random.nextInt(4)) {
          case 0 -> "'" + word + "'";
          case 1 -> "\"" + word + "\"";
          default -> word;
        };
  }

  /** Returns tokens in any order. */
  private static byte[] soup(Kind kind, String language, Random random) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(kind.start().getBytes(UTF_8));
    List<byte[]> real = real(language);
    for (int i = size(random, 3_000); i > 0; i--) {
      switch (random.nextInt(10)) {
        case 0 -> bytes.write(random.nextInt(256));
        case 1 -> bytes.writeBytes(character(ODD_CHARACTERS, random));
        case 2, 3 -> bytes.writeBytes(character(PUNCTUATION, random));
        case 4 -> {
          byte[] source = real.get(random.nextInt(real.size()));
          int from = random.nextInt(source.length);
          bytes.write(source, from, Math.min(source.length - from, 1 + random.nextInt(30)));
        }
        default -> {
          bytes.writeBytes(kind.tokens().get(random.nextInt(kind.tokens().size())).getBytes(UTF_8));
          if (random.nextBoolean()) {
            bytes.write(' ');
          }
        }
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] character(String of, Random random) {
    int[] points = of.codePoints().toArray();
    return Character.toString(points[random.nextInt(points.length)]).getBytes(UTF_8);
  }

  /** Returns blocks one in the other, told by indentation, around a string. */
  private static String indentation(String language, Random random) {
    String[] heads = {
      "if a:", "def f():", "def f =", "class A:", "while a do", "a match", "f(", "#"
    };
    String indent = List.of(" ", "\t", "  ", " \t", "\f ", "\\\n ").get(random.nextInt(6));
    int depth = size(random, random.nextInt(20) == 0 ? 650 : 60);
    String inside =
        List.of(
                "x = 'a'",
                "f\"{f'{a}'}\"",
                "a",
                "\"\"\"\n",
                "f\"{".repeat(300),
                "return",
                "}",
                "s\"$a")
            .get(random.nextInt(8));
    StringBuilder text =
        new StringBuilder(indented(heads[random.nextInt(heads.length)], indent, depth, inside));
    for (int i = random.nextInt(10); i > 0; i--) {
      text.append(indent.repeat(random.nextInt(depth + 1))).append("x = 'a'\n");
    }
    return start(language) + text;
  }

  /** Returns real code that was cut, changed, or put together anew. */
  private static byte[] mutant(Kind kind, String language, Random random) {
    List<byte[]> real = real(language);
    byte[] bytes = real.get(random.nextInt(real.size())).clone();
    for (int i = random.nextInt(12); i > 0 && bytes.length > 1; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(6)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = (byte) PUNCTUATION.charAt(random.nextInt(PUNCTUATION.length()));
        case 2 -> bytes = Arrays.copyOf(bytes, at + 1);
        case 3 -> bytes = Arrays.copyOfRange(bytes, at, bytes.length);
        case 4 -> bytes = with(bytes, at, nested(kind, random).getBytes(UTF_8));
        default -> {
          byte[] other = real.get(random.nextInt(real.size()));
          int from = random.nextInt(other.length);
          int to = Math.min(other.length, from + 1 + random.nextInt(200));
          bytes = with(bytes, at, Arrays.copyOfRange(other, from, to));
        }
      }
      if (bytes.length > MAX_BYTES) {
        bytes = Arrays.copyOf(bytes, MAX_BYTES);
      }
    }
    return bytes;
  }

  private static byte[] with(byte[] bytes, int at, byte[] more) {
    byte[] all = Arrays.copyOf(bytes, bytes.length + more.length);
    System.arraycopy(more, 0, all, at, more.length);
    System.arraycopy(bytes, at, all, at + more.length, bytes.length - at);
    return all;
  }

  /** Returns the language's cases of extraction: small, and with most of what it has. */
  private static List<byte[]> real(String language) {
    return REAL.computeIfAbsent(language, HostileSources::read);
  }

  private static List<byte[]> read(String language) {
    try (Stream<Path> files = Files.list(CASES.resolve(language).resolve("cases"))) {
      List<byte[]> all = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length > 0) {
          all.add(bytes);
        }
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
