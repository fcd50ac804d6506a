"""How cost grows with the size of a repository: copies of the same sources under different names."""

import pathlib
import re
import shutil


def measure(program, folder, work, bounded, file):
    """Indexes 1, 2, 4 and 8 copies, prints a table and draws it."""
    points = []
    for copies in (1, 2, 4, 8):
        if bounded.allows(f"growth: {copies} copies"):
            tree, data = work / f"growth{copies}", work / f"growth{copies}-data"
            multiply(folder, tree, copies)
            run = program.index(tree, data, "--force")
            points.append((copies, run["cpu"], run["rss"]))
            shutil.rmtree(tree)
            shutil.rmtree(data)
    if points:
        report(points)
        plot(points, file)


def report(points):
    print("\n### Growth\n\n| copies | CPU s | a copy | peak RSS MB |\n|---:|---:|---:|---:|")
    for copies, cpu, rss in points:
        print(f"| {copies} | {cpu:.1f} | {cpu / copies:.1f} | {rss:.0f} |")


def multiply(folder, tree, copies):
    """Copies Java sources, each copy under a package name of its own."""
    package = re.compile(rb"^(\s*)package\s+([\w.]+)\s*;", re.MULTILINE)
    names = set()
    for file in folder.rglob("*.java"):
        names.update(match.group(2) for match in package.finditer(file.read_bytes()))
    top = {name.split(b".")[0] for name in names}
    own = re.compile(rb"\b(" + b"|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) + rb")\b") if names else None
    for copy in range(copies):
        prefix = b"copy%d." % copy
        for file in folder.rglob("*.java"):
            to = tree / f"copy{copy}" / file.relative_to(folder)
            to.parent.mkdir(parents=True, exist_ok=True)
            text = file.read_bytes()
            to.write_bytes(own.sub(prefix + rb"\1", text) if own and top else text)


def plot(points, file):
    """CPU seconds and peak RSS over the number of copies; dashed: what linear would be."""
    width, height, left, bottom = 640, 320, 60, 40
    most = max(points[-1][0], 1)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12">']
    for column, (label, colour) in enumerate((("CPU seconds", "#1f77b4"), ("peak RSS, MB", "#d62728")), start=1):
        top = max(max(p[column] for p in points), points[0][column] * most) * 1.05
        x0 = left + (column - 1) * width // 2
        span = width // 2 - left - 20

        def at(copies, value):
            return f"{x0 + span * copies / most:.0f},{height - bottom - (height - bottom - 30) * value / top:.0f}"

        line = " ".join(at(p[0], p[column]) for p in points)
        first = points[0][column] / points[0][0]
        parts.append(f'<text x="{x0}" y="18">{label}, by copies</text>')
        parts.append(f'<polyline points="{at(0, 0)} {at(most, 0)}" stroke="#333" fill="none"/>')
        parts.append(f'<polyline points="{at(0, 0)} {at(most, first * most)}" stroke="#999" stroke-dasharray="4" fill="none"/>')
        parts.append(f'<polyline points="{line}" stroke="{colour}" stroke-width="2" fill="none"/>')
        for p in points:
            x, y = at(p[0], p[column]).split(",")
            parts.append(f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>')
            parts.append(f'<text x="{x}" y="{height - bottom + 16}" text-anchor="middle">{p[0]}</text>')
            parts.append(f'<text x="{x}" y="{int(y) - 7}" text-anchor="end">{p[column]:.0f}</text>')
    pathlib.Path(file).write_text("\n".join(parts) + "\n</svg>\n", encoding="utf-8")
