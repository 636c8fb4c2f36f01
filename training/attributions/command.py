"""Train, export and score the attribution tagger with one command.

    python -m training.attributions large --data ../shared/data --out FOLDER
    python -m training.attributions fast  --data ../shared/data --out FOLDER     after large: it learns from large's scores, too

A run that is broken off goes on from its last checkpoint when started again. Logs, checkpoints and scores are in FOLDER. ``--ship``
writes the model into the package and its hash into the list of models.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import torch

from sayso.claims.neural.encoder import Encoder
from sayso.claims.neural.spans import find_attributions
from sayso.claims.neural.windows import Cut, find_windows
from sayso.claims.neural.words import read_words
from sayso.text import Document
from training.attributions.corpus import Article, read_articles, read_records
from training.attributions.distill import Teacher, read_fast, read_taught, read_texts, score_taught
from training.attributions.export import write_model
from training.attributions.learn import Crew, Learner, Plan, sow
from training.attributions.network import Network, Shape
from training.attributions.score import find_cues, score_records
from training.attributions.sift import fit_sieve
from training.attributions.weights import find_folder, read_network, read_tokenizer

PACKAGE = Path(__file__).resolve().parents[2] / "src/sayso/claims/neural/models"
SHAPES = {"large": Shape(), "fast": Shape(inner=512, layers=2, dropout=0.05)}
PLANS = {"large": Plan(passes=4), "fast": Plan(passes=4, rate=5e-4, head_rate=1e-3)}
CUTS = {"large": Cut(192, 288, 32), "fast": Cut(144, 224, 24)}
_ONE_IN = 28  # articles of the training half that choices are made on


def split_records(data: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]]]:
    """Return records to learn from, to make choices on, and to report."""
    train = read_records(data / "polnear/train.jsonl.gz")
    is_held = [crc32(record["id"].encode()) % _ONE_IN == 0 for record in train]
    learn = [record for record, held in zip(train, is_held, strict=True) if not held]
    choose = [record for record, held in zip(train, is_held, strict=True) if held]
    return learn, choose, read_records(data / "polnear/dev.jsonl.gz")


class Job(NamedTuple):
    """What workers are told: how many they are, where they meet, what to learn, from what, and where to keep it."""

    n_workers: int
    port: int
    size: str
    data: Path
    folder: Path


def work(rank: int, job: Job) -> None:
    """Learn as one of several workers that share their gradients."""
    n_workers, port, size, data, folder = job
    torch.set_num_threads(1)
    os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT=str(port))
    torch.distributed.init_process_group("gloo", rank=rank, world_size=n_workers)
    plan = PLANS[size]
    sow(plan.seed)
    articles = list(read_articles(split_records(data)[0], read_tokenizer()))
    if size == "large":
        learner = Learner(read_network(SHAPES[size]), plan, folder, Crew(rank, n_workers))
    else:
        articles = ask_teacher(data, folder, articles)
        network = read_fast(read_weights(folder.parent / "large", SHAPES["large"]), SHAPES[size])
        learner = Learner(network, plan, folder, Crew(rank, n_workers), score_taught)
    learner.run(articles)
    if rank == 0:
        torch.save(learner.average().state_dict(), folder / "weights.pt")


def ask_teacher(data: Path, folder: Path, articles: list[Article]) -> list[Article]:
    """Return the articles, and news without labels, with what the large model scores them."""
    encoder = Encoder((folder.parent / "large/int8.onnx").read_bytes(), n_threads=2, n_kept=1)
    teacher = Teacher(encoder, CUTS["large"], folder / "taught.pt")
    return read_taught(teacher, articles, list(read_texts(data)), read_tokenizer())


def read_weights(folder: Path, shape: Shape) -> Network:
    """Return the network that a finished run left, or the last checkpoint of one that isn't."""
    network = Network(shape)
    done = folder / "weights.pt"
    state = torch.load(done if done.exists() else folder / "checkpoint.pt", map_location="cpu", weights_only=True)
    network.load_state_dict(state["network"] | state["mean"] if "mean" in state else state)
    return network.eval()


def score_model(model: bytes, cut: Cut, records: list[dict[str, Any]], seen_cues: frozenset[str]) -> dict[str, Any]:
    """Return the scores of an exported model."""
    encoder, tokenizer = Encoder(model, n_threads=1, n_kept=1), read_tokenizer()

    def find(document: Document) -> list[Mapping[str, Any]]:
        words = read_words(document, tokenizer)
        windows = find_windows(words, cut)
        found = find_attributions(words, windows, encoder.score([(words, window) for window in windows]), encoder.decoding)
        runs = [([each.source] if each.source else [], [each.cue] if each.cue else [], each.content) for each in found]
        ends = [[[(int(words.start[run.first]), int(words.end[run.last - 1])) for run in part] for part in each] for each in runs]
        return [dict(zip(("source", "cue", "content"), each, strict=True)) for each in ends]

    return score_records(records, find, seen_cues)


def ship(size: str, folder: Path) -> None:
    """Write the model, the sieve, the tokenizer and their hashes into the package."""
    PACKAGE.mkdir(exist_ok=True)
    raw = json.loads((find_folder() / "tokenizer.json").read_text("utf-8")) | {"truncation": None, "padding": None}
    tokenizer = json.dumps(raw, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    (PACKAGE / "tokenizer.json").write_bytes(tokenizer)
    (PACKAGE / f"{size}.onnx").write_bytes((folder / "int8.onnx").read_bytes())
    if size == "large":
        (PACKAGE / "sieve.f2").write_bytes((folder / "sieve.f2").read_bytes())
    lines = ["# The shipped models. Written by training/attributions: how the network sees a text, and the hash each file must have.", ""]
    for name, file in (("tokenizer", "tokenizer.json"), ("sieve", "sieve.f2")):
        lines += [f"[{name}]", f'file = "{file}"', f'sha256 = "{sha256((PACKAGE / file).read_bytes()).hexdigest()}"', ""]
    for name, cut in CUTS.items():
        path = PACKAGE / f"{name}.onnx"
        if path.exists():
            digest = sha256(path.read_bytes()).hexdigest()
            reach = f"{{ least = {cut.least}, most = {cut.most}, context = {cut.context} }}"
            lines += [f"[{name}]", f'file = "{name}.onnx"', f'sha256 = "{digest}"', f'version = "attributions-{name}-1"']
            lines += [f"cut = {reach}  # pieces", ""]
    (PACKAGE / "models.toml").write_text("\n".join(lines), "utf-8")


def run_workers(size: str, data: Path, folder: Path, n_workers: int) -> None:
    """Learn, or go on learning, until all passes are done."""
    if size == "fast":
        ask_teacher(data, folder, list(read_articles(split_records(data)[0], read_tokenizer())))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    torch.multiprocessing.spawn(work, (Job(n_workers, port, size, data, folder),), nprocs=n_workers)


def export_and_score(size: str, data: Path, folder: Path) -> None:
    """Write the graphs and the sieve, and the scores of the graphs."""
    weights = {name: each.numpy() for name, each in read_weights(folder, SHAPES[size]).state_dict().items()}
    learn, choose, report = split_records(data)
    if size == "large":
        halves = (list(read_articles(records, read_tokenizer())) for records in (learn, choose))
        (folder / "sieve.f2").write_bytes(fit_sieve(*halves).astype("<f2").tobytes())
    for is_int8 in (False, True):
        path = folder / ("int8.onnx" if is_int8 else "fp32.onnx")
        write_model(path, weights, SHAPES[size], is_int8=is_int8)
        for name, records in (("choose", choose), ("dev", report)):
            scores = score_model(path.read_bytes(), CUTS[size], records, find_cues(learn))
            print(json.dumps({"model": path.name, "articles": name, **scores}), flush=True)
            (folder / f"scores-{path.stem}-{name}.json").write_text(json.dumps(scores, indent=1) + "\n")


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("size", choices=sorted(SHAPES))
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("SAYSO_DATA", "../shared/data")))
    parser.add_argument("--out", type=Path, default=Path("build/attributions"))
    parser.add_argument("--workers", type=int, default=2, help="processes that share the work, one thread each")
    parser.add_argument("--export-only", action="store_true", help="export and score the last checkpoint")
    parser.add_argument("--ship", action="store_true", help="write the model into the package")
    args = parser.parse_args()
    folder = args.out / args.size
    folder.mkdir(parents=True, exist_ok=True)
    if not args.export_only:
        run_workers(args.size, args.data, folder, args.workers)
    export_and_score(args.size, args.data, folder)
    if args.ship:
        ship(args.size, folder)
