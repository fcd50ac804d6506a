"""What the answers about one source tree are worth against its truth, as counts that add up over trees.

A measure is a Counter. Of questions and of method references: tp, fp, fn. Of calls, one measure a grade: what
became of the edges of that grade (right, overload, wrong, overriding, neutral), and how many calls of the truth
are found with that grade at best (found, found_merged)."""
import collections

GRADES = ["resolved", "likely", "heuristic", "candidate"]
TASKS = ["definition", "callers", "callers, overloads merged", "callees", "refs", "subtypes"]
OF_EDGES = ("calls, ", "method references")
TYPES = {"class", "record", "enum", "struct", "interface", "trait", "annotation", "type"}
CALLS = {"calls", "instantiates"}


def of_questions(score, truth, questions, answers):
    """The counts of one task."""
    _, lines = score.score(truth, questions, answers, True)
    return collections.Counter({part: sum(line[part] for line in lines) for part in ("tp", "fp", "fn")})


class Edges:
    """Our relationships, each at its place and with its target named as the truth names it."""

    def __init__(self, score, truth, symbols, relationships):
        self.score, self.truth = score, truth
        self.symbols = {s["id"]: s for s in symbols}
        self.direct = [r for r in relationships if r["isDirect"] and r["filePath"] in truth.byfile]
        self.keys = {}

    def place(self, edge):
        return edge["filePath"], edge["lineNumber"]

    def target(self, edge):
        """The key of the truth's definition, or None if the truth knows none."""
        number = edge["toSymbolId"]
        if number not in self.keys:
            self.keys[number] = self._locate(self.symbols[number])
        return self.keys[number]

    def _locate(self, symbol):
        if not symbol.get("filePath"):
            return None
        kinds = self.score.CALL | self.score.TYPE if symbol["symbolType"] in TYPES else self.score.CALL
        return self.truth.locate({"file": symbol["filePath"], "line": symbol["lineStart"], "name": symbol["name"]}, kinds)

    def calls(self):
        """Place to target to the best grade. A construction with its constructor is one call."""
        constructed = collections.defaultdict(set)
        for edge in self.direct:
            if edge["relationshipType"] == "calls" and self.symbols[edge["toSymbolId"]]["symbolType"] == "constructor":
                constructed[self.place(edge)].add(self.symbols[edge["toSymbolId"]].get("parentId"))
        best = collections.defaultdict(dict)
        for edge in self.direct:
            if edge["relationshipType"] not in CALLS or edge["evidence"] not in GRADES:
                continue
            if edge["relationshipType"] == "instantiates" and edge["toSymbolId"] in constructed[self.place(edge)]:
                continue
            target = self.target(edge)
            if target:
                at = best[self.place(edge)]
                at[target] = min(edge["evidence"], at.get(target, edge["evidence"]), key=GRADES.index)
        return best

    def uses(self):
        """Place to all targets, whatever the use."""
        uses = collections.defaultdict(set)
        for edge in self.direct:
            if edge["relationshipType"] in CALLS | {"reads"} and edge["evidence"] in GRADES and self.target(edge):
                uses[self.place(edge)].add(self.target(edge))
        return uses


def of_calls(score, truth, edges):
    """One measure a grade, and in "calls" how many calls into its own code the truth has."""
    key = score.key
    required, implicit, neutral, unknown, related = (collections.defaultdict(set) for _ in range(5))
    for override in truth.ovr:
        if override["to"]["file"]:
            related[key(override["from"])].add(key(override["to"]))
            related[key(override["to"])].add(key(override["from"]))
    for call in truth.calls:
        place, to = (call["file"], call["line"]), call["to"]
        if call.get("unresolved") or call.get("dynamic") or to is None:
            unknown[place].add(call.get("text"))
        elif to.get("file"):
            (implicit if to.get("implicit") else required)[place].add(key(to))
    for use in truth.refs:
        if use["to"].get("file") and (use["via"] == "methodref" or use["to"]["kind"] in score.CALL):
            neutral[use["file"], use["line"]].add(key(use["to"]))
    first, one = {}, {}
    for d in truth.defs:
        if d["skind"] in score.CALL and d["from"]["name"]:
            one[d["k"]] = first.setdefault((d["file"], d["from"]["qualified"].split("(")[0]), d["k"])
    overloads = lambda a, b: one.get(a, a) == one.get(b, b)

    def verdict(place, target):
        wanted = required.get(place, set())
        if target in wanted:
            return "right"
        if target in neutral[place] or target in implicit[place] or target[2] in unknown[place]:
            return "neutral"
        if truth.d[target]["skind"] in score.TYPE and any(w[2] == target[2] for w in wanted | implicit[place]):
            return "neutral"
        if any(target in related[w] for w in wanted):
            return "overriding"
        return "overload" if any(overloads(w, target) for w in wanted) else "wrong"

    measures = {grade: collections.Counter() for grade in GRADES}
    ours = edges.calls()
    for place, targets in ours.items():
        for target, grade in targets.items():
            measures[grade][verdict(place, target)] += 1
    for place, wanted in required.items():
        targets = ours.get(place, {})
        for w in wanted:
            if w in targets:
                measures[targets[w]]["found"] += 1
            near = [grade for target, grade in targets.items() if overloads(w, target)]
            if near:
                measures[min(near, key=GRADES.index)]["found_merged"] += 1
    named = {"grade " + grade: counts for grade, counts in measures.items()}
    return {**named, "calls": collections.Counter(all=sum(map(len, required.values())))}


def of_method_references(score, truth, edges):
    uses, counts = edges.uses(), collections.Counter()
    for use in truth.refs:
        if use["via"] == "methodref" and use["to"].get("file"):
            counts["tp" if score.key(use["to"]) in uses[use["file"], use["line"]] else "fn"] += 1
    return counts


def ratio(part, whole):
    return part / whole if whole else None


def f1(c):
    return ratio(2 * c["tp"], 2 * c["tp"] + c["fp"] + c["fn"])


def precision(c):
    """Of edges; the right one of an overridden and an overriding method is no question of naming."""
    return ratio(c["right"], c["right"] + c["overload"] + c["wrong"])


def at_least(measures):
    """Grade to the sum of its counts and those of all better grades: what min_evidence=grade shows."""
    total = collections.Counter()
    for grade in GRADES:
        total = total + measures["grade " + grade]
        yield grade, total


def held(measures):
    """The figures that must not fall, by name; the higher the better each. A grade counts with all better ones, so
    that an edge which earns a better grade never lowers a figure."""
    figures = {}
    for task in TASKS:
        c = measures.get(task)
        if c:
            figures[task + ": precision"] = ratio(c["tp"], c["tp"] + c["fp"])
            figures[task + ": recall"] = ratio(c["tp"], c["tp"] + c["fn"])
            figures[task + ": F1"] = f1(c)
    for name, part in (("asked", "answered"), ("method references", "recall")):
        found = measures[name]
        figures[f"{name}: {part}"] = ratio(found["tp"], found["tp"] + found["fn"])
    for grade, c in at_least(measures):
        figures[f"calls, {grade} or better: precision"] = precision(c)
        figures[f"calls, {grade} or better: recall"] = ratio(c["found"], measures["calls"]["all"])
    return {name: value for name, value in figures.items() if value is not None}


def add(all_measures):
    """The sum over several trees."""
    total = collections.defaultdict(collections.Counter)
    for measures in all_measures:
        for name, counts in measures.items():
            total[name] = total[name] + counts
    return total


# ---- the page

HEAD = """# Calibration: what the grades are worth

Made by `.ci/truth TRUTH --update`; do not edit. It indexes published libraries with the packaged program, asks the questions drawn for each of them over MCP,
reads every symbol and relationship over REST and compares with what a compiler or type checker says about the same sources (Java: javac; Go: go/types;
TypeScript: the TypeScript checker; Python: pyright, whose answers are a good lower bound, not exact). `.ci/run` repeats it and fails when a figure is more than one point below
`.ci/truth-figures.tsv`.

**Questions** are up to 200 a task and library, half of them about ambiguous names, asked with `min_evidence=candidate`. *Overloads merged* counts the overloads of one owner as one symbol and takes the answers
to all of them together; asking by `path:line:name` answers for one overload only. *By name* is the F1 of a perfect extraction that joins calls to every definition of the same name.

**Calls** are all calls of the truth whose target is in the library itself, per place (file and line) and target.

| grade | means |
|---|---|
| `resolved` | proved by types, scopes or imports |
| `likely` | the only definition that fits by scope and arity |
| `heuristic` | added by a named framework rule |
| `candidate` | one of several definitions that fit; all are stored |

*Right*: the compiler means this definition. *Overload*: it means another overload of the same owner. *Wrong*: it means something else, or nothing in the library.
*Overriding*: it means the method that this one overrides or that overrides this one; not counted in the precision. Not shown: edges at places for which the truth has no opinion
(dynamic or unresolved calls of that name, implicit members, functions used as values). *Precision* = right / (right + overload + wrong); *share* = the part of the truth's calls found with this grade at best;
the last two columns take a grade with all better ones, which is what `min_evidence` shows.
"""


def percent(value):
    return "–" if value is None else f"{100 * value:.1f}"


def row(*cells):
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def questions_table(columns):
    """columns: name of a tree to its measures."""
    yield row("%", *columns)
    yield row("---", *["---:"] * len(columns))
    for task in TASKS:
        if task == "definition":
            for part, other in (("precision", "fp"), ("recall", "fn")):
                yield row(f"definitions: {part}", *[percent(ratio(m[task]["tp"], m[task]["tp"] + m[task][other])) for m in columns.values()])
        elif any(m.get(task) for m in columns.values()):
            label = "references" if task == "refs" else task
            yield row(f"{label}: precision / recall / F1", *[" / ".join(percent(x) for x in (ratio(c["tp"], c["tp"] + c["fp"]), ratio(c["tp"], c["tp"] + c["fn"]), f1(c))) if c else "–" for c in (m.get(task) for m in columns.values())])
            if task == "callers":
                yield row("callers by name: F1", *[percent(f1(m["callers by name"])) for m in columns.values()])
    if any(m.get("method references") for m in columns.values()):
        yield row("method references found", *[percent(ratio(m["method references"]["tp"], sum(m["method references"].values()))) for m in columns.values()])


def grades_table(measures):
    yield row("grade", "right", "overload", "wrong", "overriding", "precision", "overloads merged", "share", "precision, or better", "recall, or better")
    yield row("---", *["---:"] * 9)
    calls = measures["calls"]["all"]
    for grade, total in at_least(measures):
        c = measures["grade " + grade]
        seen = c["right"] + c["overload"] + c["wrong"]
        if seen + c["overriding"]:
            yield row(f"`{grade}`", c["right"], c["overload"], c["wrong"], c["overriding"], percent(precision(c)), percent(ratio(c["right"] + c["overload"], seen)), percent(ratio(c["found"], calls)), percent(precision(total)), percent(ratio(total["found"], calls)))


def page(by_language):
    """by_language: language to tree to measures."""
    lines = [HEAD]
    for language, trees in by_language.items():
        total = add(trees.values())
        lines += [f"## {language}", "", *questions_table({**trees, "together": total} if len(trees) > 1 else trees), ""]
        lines += [f"Calls of {', '.join(trees)}: {total['calls']['all']} into their own code; found with any grade {percent(ratio(sum(total['grade ' + g]['found'] for g in GRADES), total['calls']['all']))} %, overloads merged {percent(ratio(sum(total['grade ' + g]['found_merged'] for g in GRADES), total['calls']['all']))} %.", ""]
        lines += [*grades_table(total), ""]
    return "\n".join(lines)
