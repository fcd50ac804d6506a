"""What a running server costs: its start, its answers, and files that change under it."""

import pathlib
import random
import re
import statistics
import time

from stdio import Server, ToolError

STARTS = 3
WARM_UP = 100
SECONDS_A_KIND = 30
SAVES = 5
POLL_SECONDS = 0.02
QUIET_SECONDS = 4
UNSEEN_SECONDS = 30

# Questions about a symbol.
KINDS = {
    "find symbol": lambda s: ("find_symbol", {"names": [s["name"]]}),
    "callers": lambda s: ("find_references", {"symbol": s["id"], "role": "call"}),
    "trace, depth 3": lambda s: ("trace", {"from": s["id"], "depth": 3}),
    "outline of a file": lambda s: ("outline", {"path": s["path"]}),
    "literal search": lambda s: ("search_code", {"queries": [s["name"]], "mode": "text"}),
    "regex search": lambda s: (
        "search_code",
        {"queries": [rf"\b{re.escape(s['name'])}\w*\s*\("], "mode": "regex"},
    ),
}

# A new definition, by the ending of the file it is added to.
DEFINITIONS = {
    ".java": "class {} {{}}",
    ".py": "def {}():\n    pass",
    ".go": "func {}() {{}}",
    ".ts": "export function {}() {{}}",
}


def measure(program, tree, data, files, calls):
    """Measures a server on an index that is up to date, and prints it."""
    if not pathlib.Path("/proc/self/stat").exists():
        print("\n(the server's part left out: it needs /proc)")
        return
    starts = [start(program, tree, data) for _ in range(STARTS)]
    with Server(program, tree, data) as server:
        symbols = choose(server, tree, files)
        if not symbols:
            print("\n(the server's part left out: no functions found)")
            return
        warm_up(server, symbols)
        report_calls({kind: ask(server, question, symbols, calls) for kind, question in KINDS.items()})
        wall, cpu = (statistics.median(each[i] for each in starts) for i in (0, 1))
        print(f"\nStart to first answer: {wall:.2f} s, {cpu:.2f} CPU s (median of {STARTS}).")
        print(f"Memory of the server after these questions: {server.rss():.0f} MB.")
        measure_saves(server, [tree / path for path in dict.fromkeys(each["path"] for each in symbols)][:SAVES])


def start(program, tree, data):
    """Wall and CPU seconds from starting a server to its first answer."""
    begin = time.monotonic()
    with Server(program, tree, data) as server:
        server.call("find_symbol", {"names": ["main"]})
        return time.monotonic() - begin, server.cpu()


def choose(server, tree, files):
    """Functions and methods of files chosen at random, the same ones in every run."""
    chosen = []
    choice = random.Random(1)
    for file in choice.sample(files, min(60, len(files))):
        path = file.relative_to(tree).as_posix()
        try:
            hits = server.call("outline", {"path": path, "max_tokens": 20_000})
        except ToolError:
            continue  # left out of the index: vendored, generated
        found = [hit for hit in hits if hit["kind"] in ("function", "method")]
        chosen += choice.sample(found, min(10, len(found)))
    choice.shuffle(chosen)
    return chosen


def warm_up(server, symbols):
    """Asks other questions of every kind, so that the server has read what it keeps in memory."""
    for i in range(WARM_UP):
        for question in KINDS.values():
            server.call(*question(symbols[-1 - i % len(symbols)]))
    server.settle()


def ask(server, question, symbols, calls):
    """Wall milliseconds of each call, and CPU milliseconds a call, of a warm server."""
    cpu, end, walls = server.cpu(), time.monotonic() + SECONDS_A_KIND, []
    for i in range(calls):
        begin = time.perf_counter()
        server.call(*question(symbols[i % len(symbols)]))
        walls.append((time.perf_counter() - begin) * 1_000)
        if time.monotonic() > end:
            break
    return sorted(walls), (server.cpu() - cpu) * 1_000 / len(walls)


def report_calls(kinds):
    print("\n| in a warm server | calls | p50 ms | p95 ms | CPU ms a call |")
    print("|---|---:|---:|---:|---:|")
    for kind, (walls, cpu) in kinds.items():
        at = lambda share: walls[min(len(walls) - 1, int(len(walls) * share))]
        print(f"| {kind} | {len(walls)} | {at(0.5):.1f} | {at(0.95):.1f} | {cpu:.1f} |")


def measure_saves(server, files):
    """Files saved with a new definition, and as they were. Asking costs too, so wall and CPU apart."""
    walls = [saved(server, file) for file in files]
    cpus = [spent(server, lambda: define(file)) for file in files]
    same = [spent(server, lambda: file.write_bytes(file.read_bytes())) for file in files]
    idle = spent(server, lambda: None)
    print(f"\n| saved, one of {len(files)} files | median | most |\n|---|---:|---:|")
    for what, each in (
        ("save to answer, wall s", walls),
        ("… CPU s", cpus),
        ("saved as it was, CPU s", same),
    ):
        print(f"| {what} | {statistics.median(each):.2f} | {max(each):.2f} |")
    print(f"\nIdle for as long: {idle:.2f} CPU s.")


def saved(server, file):
    """Seconds from saving a file to an answer that knows what was added to it; infinite if none does."""
    server.settle()
    name = define(file)
    begin = time.monotonic()
    while not server.call("find_symbol", {"names": [name], "include_tests": True}):
        if time.monotonic() - begin > UNSEEN_SECONDS:
            return float("inf")
        time.sleep(POLL_SECONDS)
    return time.monotonic() - begin


def spent(server, change):
    """CPU seconds the server takes over a change when nobody asks."""
    server.settle()
    before = server.cpu()
    change()
    time.sleep(QUIET_SECONDS)
    server.settle()
    return server.cpu() - before


def define(file):
    """Adds a definition to a file and returns its name, which no other has."""
    name = f"Benchmark{time.monotonic_ns()}"
    with file.open("a", encoding="utf-8") as out:
        out.write("\n" + DEFINITIONS[file.suffix].format(name) + "\n")
    return name
