#!/usr/bin/env python3
"""Counts in how many blocks of 30 lines each word occurs: count.py FOLDER... > words.tsv

Words are those of dev.codeintel.graph.Words: lower case, split at changes of case, plurals without
their "s". A line is: word, its most frequent form, blocks. The first line holds the number of blocks."""
import collections, os, re, sys

KINDS = ("java", "py", "go", "ts", "js", "md", "rst", "txt")
PART = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+")
BLOCK, LEAST, LONGEST = 30, 20, 24


def stem(word):
    if len(word) <= 3 or word[-1] != "s":
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word if word[-2] in "su" else word[:-1]


blocks, count, forms = 0, collections.Counter(), collections.defaultdict(collections.Counter)
for root in sys.argv[1:]:
    for folder, folders, files in os.walk(root):
        folders.sort()
        for name in sorted(files):
            if name.rsplit(".", 1)[-1] not in KINDS:
                continue
            with open(os.path.join(folder, name), errors="ignore") as file:
                lines = file.read(400_000).split("\n")
            for at in range(0, len(lines), BLOCK):
                blocks += 1
                words = {part.lower() for part in PART.findall("\n".join(lines[at:at + BLOCK]))}
                seen = {stem(word): word for word in words if 2 <= len(word) <= LONGEST}
                count.update(seen.keys())
                for short, word in seen.items():
                    forms[short][word] += 1
print(blocks)
for word, n in sorted(count.items(), key=lambda each: (-each[1], each[0])):
    if n >= LEAST:
        print(word, forms[word].most_common(1)[0][0], n, sep="\t")
