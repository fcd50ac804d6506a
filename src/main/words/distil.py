#!/usr/bin/env python3
"""Makes the word vectors: distil.py MODEL_JAR words.tsv OUT

Each word goes through the model alone (mean of the last layer); the mean of all is taken away, the rest
brought to length 1, projected on the most telling dimensions and multiplied by how rare the word is in code.
What is written, big-endian: words, dimensions (int each); for each word its length (byte), ASCII letters,
a factor (float), and its coordinates (byte each), which times the factor are the vector's."""
import math, os, struct, sys, zipfile
import numpy as np
import onnxruntime
from tokenizers import Tokenizer

WORDS, DIMENSIONS, BATCH = int(os.environ.get("WORDS", 10000)), int(os.environ.get("DIMENSIONS", 256)), 128
jar, words_file, out = sys.argv[1:4]
with open(words_file) as file:
    blocks = int(next(file))
    rows = [line.rstrip("\n").split("\t") for line in file][:WORDS]
with zipfile.ZipFile(jar) as model:
    names = model.namelist()
    tokenizer = Tokenizer.from_str(model.read(next(n for n in names if n.endswith("tokenizer.json"))).decode())
    session = onnxruntime.InferenceSession(model.read(next(n for n in names if n.endswith(".onnx"))),
                                           providers=["CPUExecutionProvider"])
tokenizer.no_truncation()
tokenizer.no_padding()
tokens = [tokenizer.encode(form).ids for _, form, _ in rows]
vectors = None
order = sorted(range(len(rows)), key=lambda i: len(tokens[i]))
groups = {}
for i in order:
    groups.setdefault(len(tokens[i]), []).append(i)
for length, members in groups.items():
    for at in range(0, len(members), BATCH):
        part = members[at:at + BATCH]
        ids = np.array([tokens[i] for i in part], dtype=np.int64)
        inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        wanted = {each.name for each in session.get_inputs()}
        hidden = session.run(None, {k: v for k, v in inputs.items() if k in wanted})[0]
        if vectors is None:
            vectors = np.zeros((len(rows), hidden.shape[2]), dtype=np.float64)
        vectors[part] = hidden.mean(1)
vectors -= vectors.mean(0)
vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
_, _, axes = np.linalg.svd(vectors, full_matrices=False)
vectors = vectors @ axes[:DIMENSIONS].T
rarity = np.array([math.log(1 + (blocks - int(n) + 0.5) / (int(n) + 0.5)) for _, _, n in rows])
vectors *= rarity[:, None]
with open(out, "wb") as file:
    file.write(struct.pack(">ii", len(rows), DIMENSIONS))
    for (word, _, _), vector in sorted(zip(rows, vectors), key=lambda each: each[0][0]):
        factor = float(np.abs(vector).max()) / 127
        name = word.encode("ascii")
        file.write(struct.pack(">B", len(name)) + name + struct.pack(">f", factor))
        file.write(np.round(vector / factor).astype(np.int8).tobytes())
