"""What the retellings room reaches on public corpora, by the formulas of the neutral scorers that lie beside the data.

    python -m bench.quality.corpora passages [--sample 400] [--jobs 2]    reused passages of PAN 2013, plagdet
    python -m bench.quality.corpora versions                              WMT21 versions and BASIL: retelling pairs and origins
    python -m bench.quality.corpora links                                 sentence links, as they are and disturbed
    python -m bench.quality.corpora words                                 word links of MultiMWA-MTRef
    python -m bench.quality.corpora facts                                 typed changes of DEMETR
    python -m bench.quality.corpora quotes                                reworded quotations of WMT21 versions
    python -m bench.quality.corpora direction                             PAN 2013 passages and OneStopEnglish
    python -m bench.quality.corpora piles                                 origins and retellings of the invented piles

Data and scorers are looked for in ``../shared``, or in the folder that SAYSO_SHARED names; none of them is part of the project.
``--sample N`` measures about N evenly spread items, ``--out FILE`` keeps the predictions as JSON Lines.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench.quality import aligned, altered, traced
from bench.quality.shared_data import SHARED, Scores, load_scorer

TASKS: dict[str, Callable[[argparse.Namespace], Scores]] = {
    "passages": aligned.measure_passages,
    "versions": traced.measure_versions,
    "links": aligned.measure_links,
    "words": aligned.measure_words,
    "facts": altered.measure_facts,
    "quotes": altered.measure_quotes,
    "direction": traced.measure_direction,
    "piles": traced.measure_piles,
}


def main(arguments: list[str] | None = None) -> int:
    """Measure one task and print its scores, with wall and processor time."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=TASKS)
    parser.add_argument("--sample", type=int, default=None, metavar="N")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args(arguments)
    if not SHARED.is_dir():
        print(f"{SHARED} is not there: nothing to measure on", file=sys.stderr)
        return 3
    wall, cpu = time.perf_counter(), time.process_time()
    scores, predictions = TASKS[options.task](options)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    load_scorer("_common").emit(scores, False)
    print(f"{'time':<44} wall {wall:.1f} s  this process {cpu:.1f} s")
    if options.out:
        options.out.write_text("".join(json.dumps(record) + "\n" for record in predictions), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
