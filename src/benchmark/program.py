"""The packaged program: how it is started, and what a process costs."""

import json
import os
import pathlib
import shlex
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
APP = ROOT / "target/quarkus-app"
LIBRARIES = os.pathsep.join(str(APP / each) for each in ("app/*", "lib/main/*", "lib/boot/*", "quarkus/*"))
OPTIONS = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx512m"


def tool(name):
    """A tool of the JDK: that of JAVA_HOME, else of the path."""
    home = os.environ.get("JAVA_HOME")
    return f"{home}/bin/{name}" if home else name


def content(file):
    file.seek(0)
    return file.read().decode("utf-8", "replace")


def measure(command):
    """Runs a command to its end: CPU and wall seconds, peak RSS in MB, standard output."""
    start = time.monotonic()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as error:
        process = subprocess.Popen(command, stdout=out, stderr=error)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            raise SystemExit(f"{shlex.join(command)} failed with {process.returncode}:\n{content(error)}")
        text = content(out)
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return {
        "cpu": usage.ru_utime + usage.ru_stime,
        "wall": wall,
        "rss": usage.ru_maxrss / unit,
        "out": text,
    }


class Program:
    """Starts the program by its launcher, or by java if there is none or options are given."""

    def __init__(self, options=None, app=APP):
        jar, launcher = app / "quarkus-run.jar", app / "code-intel"
        if not jar.exists():
            raise SystemExit("build first: ./mvnw -q package -DskipTests")
        self.options = shlex.split(OPTIONS if options is None else options)
        if options is None and launcher.exists():
            self.start = [str(launcher)]
        else:
            self.start = [tool("java"), *self.options, "-jar", str(jar)]

    def __str__(self):
        return " ".join(self.start).replace(str(ROOT) + "/", "")

    def command(self, data, *arguments):
        return [*self.start, *arguments, "--data-dir", str(data)]

    def index(self, tree, data, *options):
        return measure(self.command(data, "index", *options, str(tree)))

    def status(self, data):
        """What the only snapshot in a data folder tells of itself."""
        return json.loads(measure(self.command(data, "query", "index_status"))["out"])["hits"][0]

    def java(self, main, classes, *arguments):
        """Runs a class of the benchmarks with the classes and options of the program."""
        path = str(classes) + os.pathsep + LIBRARIES
        return measure([tool("java"), *self.options, "-cp", path, main, *map(str, arguments)])
