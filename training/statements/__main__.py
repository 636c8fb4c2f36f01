"""Trains the statement encoder and writes it to ``src/sayso/claims/neural/models/``.

    python -m training.statements learn FOLDER [--from FOLDER...] [--threads 2]
    python -m training.statements score FOLDER PILE...
    python -m training.statements export FOLDER [--mean FOLDER...]

It learns from the invented events and the invented coverage beside this file alone. The gold of piles (PILE is a folder with
``gold.json``) is only scored. With ``--from`` it does not begin anew: it goes on with events and coverage from the mean of other runs,
or from the encoder that ships (``--from shipped``). With ``--mean`` the weights are the mean of several runs that began from the same
ones. Needs ``training/attributions/requirements.txt``.
It takes two hours on two cores, or forty minutes from other runs, both reckoned from the time of a step; a run that is broken off goes
on where it stood.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor

from training.attributions.network import Shape
from training.attributions.weights import read_encoder
from training.statements.events import read_coverage, read_events, read_pile
from training.statements.export import read_weights, write_model
from training.statements.learn import FURTHER, STAGES, Learner
from training.statements.measure import score_pairs, score_pile
from training.statements.network import StatementNetwork

SHIPPED = "shipped"
MODELS = Path(__file__).parents[2] / "src" / "sayso" / "claims" / "neural" / "models"


def read_run(folder: Path, state: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Return the weights that a run stands at: those of its last stage that was begun. ``shipped`` is the run that the package has."""
    if folder.name == SHIPPED:
        arrays = read_weights(MODELS / "meaning.onnx", {name: each.numpy() for name, each in state.items()})
        return {name: torch.from_numpy(each.copy()) for name, each in arrays.items()}
    path = next(path for stage in (FURTHER, *reversed(STAGES)) if (path := folder / f"{stage.name}.pt").exists())
    found: dict[str, Tensor] = torch.load(path, weights_only=True)["network"]
    return found


def take_mean(runs: Sequence[Mapping[str, Tensor]]) -> dict[str, Tensor]:
    """Return the mean of the weights of several runs."""
    return {name: torch.stack([run[name].float() for run in runs]).mean(0) for name in runs[0]}


def main() -> None:
    """Learn, score or export."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=("learn", "score", "export"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("piles", nargs="*", type=Path)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--mean", nargs="*", type=Path, default=[], help="other runs, with whose weights the mean is taken")
    parser.add_argument("--from", dest="begin", nargs="*", type=Path, default=[], help="other runs, from whose mean this one begins")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(STAGES[0].seed)
    network = StatementNetwork(Shape())
    network.load_state_dict(read_encoder(network.state_dict(), range(Shape().layers)))
    network.word.weight.requires_grad_(False)
    if options.begin:
        network.load_state_dict(take_mean([read_run(folder, network.state_dict()) for folder in options.begin]))
    for stage in (FURTHER,) if options.begin or (options.folder / f"{FURTHER.name}.pt").exists() else STAGES:
        learner = Learner(network, stage, options.folder)
        if options.task == "learn":
            learner.learn(read_events(), read_coverage() if stage.coverage else ())
    learner.resume()
    runs = [network.state_dict(), *(read_run(folder, network.state_dict()) for folder in options.mean)]
    network.load_state_dict(take_mean(runs))
    if options.task == "export":
        write_model(MODELS / "meaning.onnx", {name: each.numpy() for name, each in network.state_dict().items()}, Shape())
    for pile in options.piles:
        name, statements = read_pile(pile)
        scores = score_pile(learner, statements) | score_pairs(learner, statements)
        print(name.ljust(16), " ".join(f"{what} {value:.3f}" for what, value in scores.items()))


if __name__ == "__main__":
    main()
