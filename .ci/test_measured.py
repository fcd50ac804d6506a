"""What .ci/measured takes for a change that may move an evaluation, and what not. Run by .ci/run: python3 .ci/test_measured.py"""
import importlib.machinery, importlib.util, os, pathlib, shutil, subprocess, sys, tempfile, unittest, unittest.mock

HERE = pathlib.Path(__file__).resolve().parent
JAVAC = os.path.join(os.environ["JAVA_HOME"], "bin", "javac") if os.environ.get("JAVA_HOME") else "javac"
SOURCES = {
    "main/search/Ranking.java": "package search; public class Ranking { public int rank() { return new Weights().of(Limits.DEPTH); } }",
    "main/search/Weights.java": "package search; class Weights { int of(int depth) { return depth; } }",
    "main/search/Limits.java": "package search; public class Limits { public static final int DEPTH = 10; static int notUsed() { return 1; } }",
    "main/rest/Page.java": "package rest; public class Page { int size = 5; }",
    "test/search/RankingTest.java": "package search; class RankingTest { int all() { return new Ranking().rank() + new Sets().count; } static class Sets { int count = 2; } }",
    "test/rest/PageTest.java": "package rest; class PageTest { Page page = new Page(); }",
}
FILES = {
    "shared/sets/queries": "who ranks",
    "shared/other/queries": "nobody asks",
    ".ci/scores.py": "print()",
    "target/classes/words/table": "near far",
    "target/classes/application.properties": "port=1",
    "target/quarkus-app/quarkus-app-dependencies.txt": "lucene:9",
}


def load(root):
    sys.dont_write_bytecode = True
    loader = importlib.machinery.SourceFileLoader("measured", str(HERE / "measured"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("measured", loader))
    with unittest.mock.patch.dict(os.environ, MEASURED_ROOT=str(root)):
        loader.exec_module(module)
    module.EVALUATIONS = {"some": (("search.RankingTest",), (".ci/scores.py",), ("sets",)), "whole": ((), (), ("sets",))}
    return module


class MeasuredTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        """Compiles and notes once, for a copy of each test."""
        cls.first = pathlib.Path(tempfile.mkdtemp())
        cls.addClassCleanup(shutil.rmtree, cls.first)
        one = cls("is_same")
        one.root = cls.first
        for path, text in FILES.items():
            one.write(path, text)
        for path, text in SOURCES.items():
            one.write("src/" + path, text)
        one.compile()
        one.tool = load(one.root)
        one.assertFalse(one.is_same("some"), "nothing is noted yet")
        one.run_tool("note", "some")
        one.run_tool("note", "whole")

    def setUp(self):
        self.root = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.root)
        shutil.copytree(self.first, self.root, dirs_exist_ok=True)
        self.tool = load(self.root)

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def edit(self, path, old, new):
        text = SOURCES[path]
        self.assertIn(old, text)
        self.write("src/" + path, text.replace(old, new))
        self.compile()

    def compile(self):
        for part, out in (("main", "classes"), ("test", "test-classes")):
            sources = map(str, (self.root / "src" / part).rglob("*.java"))
            subprocess.run([JAVAC, "-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC", "-cp", self.root / "target/classes", "-d", self.root / "target" / out, *sources], check=True)

    def run_tool(self, action, name):
        with unittest.mock.patch.object(sys, "argv", ["measured", action, name, str(self.root / "shared")]):
            self.tool.main()

    def is_same(self, name):
        with self.assertRaises(SystemExit) as end:
            self.run_tool("check", name)
        self.assertIn(end.exception.code, (0, 1))
        return end.exception.code == 0

    def test_a_class_reached_through_others_counts(self):
        self.edit("main/search/Weights.java", "return depth", "return 2 * depth")
        self.assertFalse(self.is_same("some"))

    def test_a_class_that_is_not_reached_does_not_count_but_for_the_whole_program(self):
        self.edit("main/rest/Page.java", "5", "6")
        self.assertTrue(self.is_same("some"))
        self.assertFalse(self.is_same("whole"))

    def test_a_constant_counts_where_it_is_compiled_in(self):
        self.edit("main/search/Limits.java", "DEPTH = 10", "DEPTH = 11")
        self.assertFalse(self.is_same("some"))

    def test_the_evaluating_test_counts_and_others_do_not(self):
        self.edit("test/rest/PageTest.java", "Page page", "Page other")
        self.assertTrue(self.is_same("some"))
        self.edit("test/search/RankingTest.java", "count = 2", "count = 3")
        self.assertFalse(self.is_same("some"))

    def test_resources_libraries_data_and_scripts_count(self):
        for path in ("target/classes/words/table", "target/quarkus-app/quarkus-app-dependencies.txt", "shared/sets/queries", ".ci/scores.py"):
            self.write(path, FILES[path] + " changed")
            self.assertFalse(self.is_same("some"), path)
            self.write(path, FILES[path])
        self.assertTrue(self.is_same("some"))

    def test_new_and_missing_files_count(self):
        self.write("shared/sets/more", "")
        self.assertFalse(self.is_same("some"))
        (self.root / "shared/sets/more").unlink()
        (self.root / "target/classes/words/table").unlink()
        self.assertFalse(self.is_same("some"))

    def test_settings_count_for_the_whole_program_only(self):
        self.write("target/classes/application.properties", "port=2")
        self.assertTrue(self.is_same("some"))
        self.assertFalse(self.is_same("whole"))

    def test_what_did_not_change_and_other_data_does_not_count(self):
        self.assertTrue(self.is_same("some"))
        self.assertTrue(self.is_same("whole"))
        self.compile()
        self.write("shared/other/queries", "changed")
        self.assertTrue(self.is_same("some"))
        self.assertTrue(self.is_same("whole"))

    def test_nothing_compiled_is_no_reason_to_leave_out(self):
        shutil.rmtree(self.root / "target/test-classes")
        (self.root / "target/test-classes").mkdir()
        with self.assertRaisesRegex(SystemExit, "nothing is compiled"):
            self.run_tool("check", "some")


class EvaluationsTest(unittest.TestCase):
    def test_each_names_what_there_is(self):
        root = HERE.parent
        tool = importlib.machinery.SourceFileLoader("measured", str(HERE / "measured"))
        module = importlib.util.module_from_spec(importlib.util.spec_from_loader("measured", tool))
        tool.exec_module(module)
        for tests, files, _ in module.EVALUATIONS.values():
            for each in files:
                self.assertTrue((root / each).is_file(), each)
            for each in tests:
                self.assertTrue((root / "src/test/java" / (each.replace(".", "/") + ".java")).is_file(), each)


if __name__ == "__main__":
    unittest.main()
