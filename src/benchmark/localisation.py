#!/usr/bin/env python3
"""Where does this have to be changed? Scores `explore` and `search_code` on patches of Debian.

  src/benchmark/localisation.py FOLDER [PACKAGE ...]

A source package of Debian has the unchanged sources of a project, and patches that mend them, most with a
description of what was wrong. The description is the task; what the patch changes outside of tests is
what should be found: the files, and the innermost functions around the changed lines. As is usual
for such sets, Acc@k is the share of tasks of which all files, or functions, are among the first k.

Patches are left out that have no description of five words, or change more than five files, none
that is code, or none that exists. Nothing is written outside of FOLDER. Needs Debian's apt-get with
access to source packages, and the packaged program in target/quarkus-app.
"""

import argparse
import collections
import pathlib
import re
import subprocess
import tarfile

from program import Program
from stdio import Server, ToolError

PACKAGES = (
    "curl openssh redis libarchive tiff netty jetty9 tomcat9 zookeeper libspring-java python-cryptography pillow"
    " jinja2"
).split()
CODE = (".java", ".py", ".go", ".ts", ".js", ".mjs", ".c", ".h", ".cc", ".cpp", ".rb", ".php", ".rs", ".cs", ".kt")
TESTS = re.compile(r"(^|/)(tests?|testing|spec|regress|__tests__)(/|$)|(^|/)test_|_test\.|[tT]est\.\w+$|\.test\.")
# What is said about a patch, not about what was wrong.
ABOUT = re.compile(
    r"^(from|date|origin|bugs?(-\w+)?|forwarded|last-update\w*|author|reviewed(-by)?|applied-upstream|closes|fixes"
    r"|signed-off-by|co-authored-by|reported-by|acked-by|tested-by|cc|commit|index|index:|upstream[-\w]*|backport\w*"
    r"|\w+-by|url|assisted|follow-up to|comment|\(?cherry[ -]picked|see|refs?|references|x-\S+|change-id|openbsd-commit-id|approved-by|---|=+|\*\s*$)\b[:\s]?",
    re.IGNORECASE,
)
HUNK = re.compile(r"^@@ -(\d+)(?:,(\d+))? \+\d+(?:,\d+)? @@")
MOST_FILES = 5
LEAST_WORDS = 5
HITS_TOKENS = 12_000

APT = """Dir::State "{0}/state";
Dir::Cache "{0}/cache";
Dir::Etc::sourceparts "{0}/sources";
Dir::Etc::sourcelist "/dev/null";
APT::Sandbox::User "root";
"""


def fetch(folder, packages):
    """Fetches source packages; what cannot be had is left out and named."""
    for each in ("state/lists/partial", "cache/archives/partial", "sources"):
        (folder / each).mkdir(parents=True, exist_ok=True)
    config = folder / "apt.conf"
    config.write_text(APT.format(folder))
    for listed in pathlib.Path("/etc/apt/sources.list.d").glob("debian*.sources"):
        text = re.sub(r"^Types:.*$", "Types: deb-src", listed.read_text(), flags=re.MULTILINE)
        (folder / "sources" / listed.name).write_text(text)
    missing = [each for each in packages if not list(folder.glob(each + "_*.orig.tar.*"))]
    if missing:
        subprocess.run(["apt-get", "-c", config, "update", "-qq"], check=True)
    for each in missing:
        command = ["apt-get", "-c", config, "source", "--download-only", "-qq", each]
        if subprocess.run(command, cwd=folder, capture_output=True).returncode:
            print(f"({each} cannot be fetched)")


def unpack(folder, package):
    """Returns the project's unchanged sources and the folder of the patches."""
    tree, debian = folder / "trees" / package, folder / "debian" / package
    packed = [each for each in folder.glob(package + "_*.orig.tar.*") if each.suffix != ".asc"]
    patches = list(folder.glob(package + "_*.debian.tar.*"))
    if not packed or not patches:
        return None
    if not tree.exists():
        tree.mkdir(parents=True)
        command = ["tar", "xf", packed[0], "-C", tree, "--strip-components=1", "--no-same-owner"]
        subprocess.run(command, check=True)
    if not debian.exists():
        with tarfile.open(patches[0]) as archive:
            wanted = [m for m in archive.getmembers() if m.name.startswith("debian/patches/") and m.isfile()]
            archive.extractall(debian, members=wanted)
    return tree, debian / "debian/patches"


def description(header):
    """What a patch says was wrong; empty if it says too little."""
    lines, skipping = [], False
    # Behind the line of dashes is what git counts.
    for line in re.split(r"^---\s*$", header, maxsplit=1, flags=re.MULTILINE)[0].splitlines():
        line = re.sub(r"^(Subject|Description):\s*", "", line)
        line = re.sub(r"^(\[[^\]]*\]\s*)+", "", line)
        skipping = bool(ABOUT.match(line)) or (skipping and line.startswith(" "))
        if skipping or re.match(r"^ .*\|\s+\d+ [+-]*|^ \d+ files? changed", line):
            continue
        lines.append(re.sub(r"https?://\S+|\(?#\d+\)?|CVE-\d+-\d+|GHSA-\S+", "", line).strip())
    text = "\n".join(line for line in lines if line).strip()
    return text if len(re.findall(r"[A-Za-z]{3,}", text)) >= LEAST_WORDS else ""


def changes(patch):
    """The lines a patch changes, by file: those of the old state, from 1."""
    changed, file, line = collections.defaultdict(set), None, 0
    for each in patch.splitlines():
        hunk = HUNK.match(each)
        if each.startswith("--- "):
            file = re.sub(r"^[^/]+/", "", each[4:].split("\t")[0].strip())
        elif hunk:
            line = int(hunk[1])
        elif file and each.startswith("-"):
            changed[file].add(line)
            line += 1
        elif file and each.startswith("+") and not each.startswith("+++ "):
            changed[file].add(max(1, line - 1))
        elif file and (each.startswith(" ") or not each):
            line += 1
    return changed


def tasks(tree, patches):
    """Descriptions, and the lines that were changed for them, by file."""
    for patch in sorted(patches.rglob("*")):
        if not patch.is_file() or patch.name == "series":
            continue
        text = patch.read_text("utf-8", "replace")
        start = re.search(r"^(diff |--- \S+/|Index: )", text, re.MULTILINE)
        if not start:
            continue
        task = description(text[: start.start()])
        changed = {f: l for f, l in changes(text[start.start() :]).items() if f.endswith(CODE) and not TESTS.search(f)}
        if task and 0 < len(changed) <= MOST_FILES and all((tree / f).is_file() for f in changed):
            yield task, changed


def functions(server, changed):
    """The innermost functions around changed lines."""
    found = set()
    for path, lines in changed.items():
        hits = server.call("outline", {"path": path, "max_tokens": 50_000})
        callables = [h for h in hits if h["kind"] in ("function", "method", "constructor")]
        for line in lines:
            around = [h for h in callables if h["line"] <= line <= h["end_line"]]
            if around:
                found.add(min(around, key=lambda h: h["end_line"] - h["line"])["id"])
    return found


def first(values):
    return list(dict.fromkeys(values))


def has_all(wanted, found, k):
    return wanted <= set(found[:k])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("package", nargs="*", default=PACKAGES)
    parser.add_argument("--show", action="store_true", help="print each task, and what was found")
    parser.add_argument("--program", help="an executable, or a launcher, to measure instead of the packaged program")
    arguments = parser.parse_args()
    folder = arguments.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    program = Program()
    if arguments.program:
        program.start = [arguments.program]
    fetch(folder, arguments.package)
    asked = {
        "explore": lambda task: ("explore", {"task": task, "max_tokens": HITS_TOKENS}),
        "search_code": lambda task: ("search_code", {"queries": [task], "max_tokens": HITS_TOKENS}),
    }
    scores = {tool: collections.Counter() for tool in asked}
    for package in arguments.package:
        unpacked = unpack(folder, package)
        for_package = list(tasks(*unpacked)) if unpacked else []
        if not for_package:
            continue
        tree, data = unpacked[0], folder / "data"
        program.index(tree, data)
        with Server(program, tree, data) as server:
            for task, changed in for_package:
                score(server, asked, task, changed, scores, arguments.show)
        print(f"{package}: {len(for_package)} tasks", flush=True)
    report(scores)


def score(server, asked, task, changed, scores, show):
    try:
        wanted = functions(server, changed)
    except ToolError:
        return  # a file is left out of the index: generated, vendored
    if show:
        print(f"\n{task}\n  wanted {sorted(changed)} {sorted(wanted)}")
    for tool, question in asked.items():
        hits = [h for h in server.call(*question(task)) if "id" in h]
        files = first(h["path"] for h in hits)
        symbols = first(h["id"] for h in hits if h["kind"] in ("function", "method", "constructor"))
        scores[tool]["tasks"] += 1
        for k in (1, 3, 5):
            scores[tool][f"file {k}"] += has_all(set(changed), files, k)
        if wanted:
            scores[tool]["tasks with functions"] += 1
            for k in (5, 10):
                scores[tool][f"function {k}"] += has_all(wanted, symbols, k)
            scores[tool]["function any 10"] += bool(wanted & set(symbols[:10]))
        if show:
            print(f"  {tool}: {files[:5]} {symbols[:10]}")


def report(scores):
    print("\n| | tasks | File Acc@1 | @3 | @5 | Function Acc@5 | @10 | any function in 10 |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    for tool, each in scores.items():
        files = [f"{each[f'file {k}'] / max(1, each['tasks']):.2f}" for k in (1, 3, 5)]
        found = [each[f"function {k}"] / max(1, each["tasks with functions"]) for k in (5, 10, "any 10")]
        print("| " + " | ".join([tool, str(each["tasks"]), *files, *(f"{f:.2f}" for f in found)]) + " |")


if __name__ == "__main__":
    main()
