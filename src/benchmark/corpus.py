"""Index runs over one corpus, with parsing alone and ctags beside them."""

import json
import shutil
import sys

import server
from program import LIBRARIES, ROOT, measure as run, tool

PARSER = "dev.codeintel.parsing.treesitter.ParsingAlone"
ENDINGS = (".java", ".py", ".go", ".ts")


def measure(program, name, folder, work, bounded, calls):
    """Measures everything about a copy of the folder and prints it."""
    tree, data = work / name, work / (name + "-data")
    if not bounded.allows(f"{name}: cold"):
        return
    shutil.copytree(folder, tree, symlinks=True)
    files, size = sources(tree)
    rows = {"cold": program.index(tree, data, "--force")}
    snapshot, stages = snapshot_bytes(data), program.status(data)["timings_ms"]
    parsed = parsing_alone(program, tree, work) if bounded.allows(f"{name}: parsing alone") else None
    if parsed:
        rows["parsing alone"] = parsed
    index_runs(program, name, tree, data, rows, bounded)
    if shutil.which("ctags") is None:
        print("(ctags left out: there is none; on Debian: apt-get install universal-ctags)")
    elif bounded.allows(f"{name}: ctags"):
        rows["`ctags -R`"] = run(["ctags", "-R", "-f", str(work / "tags"), str(tree)])

    print(f"\n### {name}\n")
    print(f"{len(files):,} files, {size / 1e6:.1f} MB; the snapshot has {snapshot / size:.2f} bytes a source byte.")
    report(rows, len(files))
    total = sum(stages.values()) or 1
    print("\nStages of the cold run, wall: " + ", ".join(f"{s} {ms / total:.0%}" for s, ms in stages.items()) + ".")
    if parsed:
        report_parsing(rows["cold"], parsed)
    if bounded.allows(f"{name}: in a server"):
        server.measure(program, tree, data, code(files), calls)
    sys.stdout.flush()
    shutil.rmtree(tree)
    shutil.rmtree(data)


def index_runs(program, name, tree, data, rows, bounded):
    """What follows a cold run."""
    if bounded.allows(f"{name}: warm"):
        rows["warm"] = program.index(tree, data, "--force")
    files = code(sources(tree)[0])
    if files and bounded.allows(f"{name}: one file"):
        append(files[len(files) // 2])
        rows["one file"] = program.index(tree, data)
    if files and bounded.allows(f"{name}: branch switch"):
        for file in files[::10]:
            append(file)
        rows["branch switch (a tenth of the files)"] = program.index(tree, data)
    if bounded.allows(f"{name}: no change"):
        rows["no change"] = program.index(tree, data)


def parsing_alone(program, tree, work):
    """Parses what an index run parses, with the same natives, in one thread and without a query."""
    classes = work / "classes"
    if not classes.exists():
        main = ROOT / "src/jmh/java" / (PARSER.replace(".", "/") + ".java")
        run([
            tool("javac"), "-proc:none", "-nowarn", "-d", str(classes),
            "-sourcepath", str(ROOT / "src/jmh/java"), "-cp", LIBRARIES, str(main),
        ])  # fmt: skip
    parsed = program.java(PARSER, classes, tree, work / "natives")
    return {**parsed, **{"parsing " + key: value for key, value in json.loads(parsed["out"]).items()}}


def report(rows, files):
    cold = rows["cold"]
    print("\n| run | CPU s | of cold | wall s | files/s | peak RSS MB |")
    print("|---|---:|---:|---:|---:|---:|")
    for name, each in rows.items():
        print(
            f"| {name} | {each['cpu']:.1f} | {each['cpu'] / cold['cpu']:.2f} | {each['wall']:.1f}"
            f" | {files / each['wall']:.0f} | {each['rss']:.0f} |"
        )


def report_parsing(cold, parsed):
    seconds, megabytes = parsed["parsing cpu"], parsed["parsing bytes"] / 1e6
    print(
        f"\nParsing alone: {parsed['parsing files']:,} files, {megabytes:.1f} MB in {seconds:.2f} CPU seconds"
        f" ({megabytes / seconds:.1f} MB/s), {parsed['cpu']:.2f} with starting Java, finding and reading the files."
        f" The cold run costs {cold['cpu'] / seconds:.1f} times parsing, {cold['cpu'] / parsed['cpu']:.1f} times that process."
    )


def sources(tree):
    files = [file for file in sorted(tree.rglob("*")) if file.is_file() and not file.is_symlink()]
    return files, sum(file.stat().st_size for file in files)


def snapshot_bytes(data):
    return max(file.stat().st_size for file in data.rglob("*.duckdb"))


def code(files):
    return [file for file in files if file.suffix in ENDINGS]


def append(file):
    comment = "#" if file.suffix == ".py" else "//"
    with file.open("a", encoding="utf-8") as out:
        out.write(f"\n{comment} changed by the benchmark\n")
