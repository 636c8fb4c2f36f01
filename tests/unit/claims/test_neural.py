import pickle
from itertools import pairwise, product

import numpy as np
import pytest

from sayso.claims.neural import NeuralTagger, files, list_sizes
from sayso.claims.neural.decoding import Decoding, Run, Surroundings, choose_links, find_runs, find_tags, score_links
from sayso.errors import MissingDependency
from sayso.text import read_document

REPORT = (
    "Officials said on Monday that the bridge would stay closed. “We cannot open it,” said Mara Ojala, a spokeswoman for the ministry. "
    "“It is not safe.”\n\nAccording to the company, three workers were hurt. It denied that the beams were old.\n\n"
    "“First we heard a bang,” said Aron Vale, a driver. “I stopped at once.\n\n“Then the lights went out.”\n\n"
    "The agency quoted the minister as saying that nobody had died."
)
OTHER = "The mayor promised a new ferry by spring. Critics told the council it would cost too much: “Who is going to pay?” asked one."
HOSTILE = [
    "",
    " \n\n\t",
    "“",
    "\ud800 said \udfff",
    "said said said said",
    "a" * 5000,
    "“ ” ‘ ’ \" ' « » " * 300,
    "word " * 3000,
    "He said: " + "\u202e\u0000\u200b" * 50 + " 中文说 العربية 😀😀",
    "ﬁ İstanbul said ẞ “ﬂ” \u0301\u0301",
]


@pytest.fixture(scope="module", params=list_sizes())
def neural(request):
    return NeuralTagger(request.param)


def _slices(text, tagged):
    return [(text[slice(*t.source)] if t.source else None, [text[a:b] for a, b in t.content]) for t in tagged]


def test_it_finds_who_said_what(neural):
    found = _slices(REPORT, neural.tag(read_document(REPORT)))
    assert ("Officials", ["the bridge would stay closed"]) in found
    assert any(source and source.startswith("Mara Ojala") and "We cannot open it" in content for source, content in found)


def test_a_quotation_that_goes_on_in_the_next_paragraph_keeps_its_speaker(neural):
    [vale] = [
        content for source, content in _slices(REPORT, neural.tag(read_document(REPORT))) if source and source.startswith("Aron Vale")
    ]
    assert vale[0] == "First we heard a bang"
    assert vale[-1] == "Then the lights went out"


def test_who_passes_words_on_is_a_relay_and_no_source(neural):
    [relayed] = [t for t in neural.tag(read_document(REPORT)) if t.relay]
    assert REPORT[slice(*relayed.relay)] == "The agency"
    assert REPORT[slice(*relayed.source)] == "the minister"
    assert [REPORT[a:b] for a, b in relayed.content] == ["nobody had died"]


def test_words_outside_quotation_marks_do_not_run_on_into_the_next_paragraph(neural):
    text = "Poll: Voters back new bridge\n\nMinister: no plans to resign\n\nFloods kill 12, officials say"
    for each in neural.tag(read_document(text)):
        assert all("\n" not in text[start:end] for start, end in each.content)


@pytest.mark.parametrize(
    "text", ["Team\tP\tW\nNorda\t10\t7\nVeld\t10\t6\n", "def read(path):\n    return [x for x in path if x]\n", "Home | News | Contact us"]
)
def test_what_is_not_prose_holds_no_attribution(neural, text):
    assert list(neural.tag(read_document(text))) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_gives_ranges_inside_it(neural, text):
    for each in neural.tag(read_document(text)):
        ranges = [r for r in (each.source, each.cue, each.relay, *each.content) if r]
        assert all(0 <= start < end <= len(text) for start, end in ranges)
        assert each.content


def test_the_same_text_gives_the_same_answer_in_whatever_company_it_is_read():
    size = list_sizes()[-1]
    documents = [read_document(text) for text in (REPORT, OTHER, REPORT + "\n\n" + OTHER, OTHER * 30)]
    alone = [NeuralTagger(size, n_threads=1).tag(document) for document in documents]
    together = NeuralTagger(size, n_threads=2)
    assert list(together.tag_all(reversed(documents))) == alone[::-1]
    assert [together.tag(document) for document in documents] == alone
    together.forget()
    assert [together.tag(document) for document in reversed(documents)] == alone[::-1]


def test_windows_seen_before_are_not_run_again(neural, monkeypatch):
    document = read_document(REPORT)
    first = neural.tag(document)
    monkeypatch.setattr(neural._encoder, "_session", None)
    assert neural.tag(document) == first


def test_a_model_file_that_is_not_the_shipped_one_is_refused(monkeypatch):
    entry = files.read_models()["tokenizer"]
    with pytest.raises(MissingDependency, match=r"tokenizer\.json"):
        files.read_checked(entry["file"], "0" * 64)
    with pytest.raises(MissingDependency, match="missing"):
        files.read_checked("absent.onnx", entry["sha256"])


def test_another_process_can_be_handed_a_tagger(neural):
    again = pickle.loads(pickle.dumps(neural))
    assert again.version == neural.version
    assert again.tag(read_document(OTHER)) == neural.tag(read_document(OTHER))


def test_the_version_names_the_model(neural):
    assert neural.version.startswith("attributions-")


# -- decoding ---------------------------------------------------------------------------------------------------------


def _decoding(rng):
    far = np.array([[0.0 if b in (0, 1, 3, 5) or a in (b, b - 1) else -1e4 for b in range(7)] for a in range(7)])
    opening = np.array([0.0, 0, -1e4, 0, -1e4, 0, -1e4])
    zeros = np.zeros((2, 20), np.float32)
    return Decoding(
        transitions=(rng.normal(size=(7, 7)) + far).astype(np.float32),
        opening=opening.astype(np.float32),
        key=2,
        nothing=np.zeros((2, 2), np.float32),
        link_bias=np.zeros(2, np.float32),
        distance=zeros,
        paragraphs=zeros[:, :4],
        between=zeros[:, :4],
    )


def _score(tags, scores, decoding):
    moves = sum(decoding.transitions[a, b] for a, b in pairwise(tags))
    return decoding.opening[tags[0]] + moves + sum(scores[k, tag] for k, tag in enumerate(tags))


@pytest.mark.parametrize("seed", range(8))
def test_the_tags_found_are_the_best_of_all_sequences(seed):
    rng = np.random.default_rng(seed)
    scores, decoding = rng.normal(size=(5, 7)).astype(np.float32) * 2, _decoding(rng)
    best = max(product(range(7), repeat=5), key=lambda tags: _score(tags, scores, decoding))
    assert find_tags(scores, decoding) == list(best)


def test_an_inside_never_stands_without_its_beginning():
    rng = np.random.default_rng(3)
    scores = rng.normal(size=(400, 7)).astype(np.float32) * 20
    tags = find_tags(scores, _decoding(rng))
    assert all(tag in (0, 1, 3, 5) or before in (tag, tag - 1) for before, tag in pairwise([0, *tags]))


def test_runs_are_the_spans_that_tags_mark():
    assert find_runs([0, 1, 2, 3, 5, 6, 5]) == [Run("source", 1, 3), Run("cue", 3, 4), Run("content", 4, 6), Run("content", 6, 7)]
    assert find_runs([]) == []


def test_an_asker_takes_the_answer_that_fits_or_none():
    decoding = _decoding(np.random.default_rng(0))
    vectors = {
        0: np.array([0, 0, 1, 0, 0, 0, 0, 0], np.float32),
        4: np.array([0, 0, 0, 1, 0, 0, 0, 0], np.float32),
        9: np.array([0, 5, 0, 0, 0, 0, 0, 0], np.float32),
        12: np.array([-5, -5, 0, 0, 0, 0, 0, 0], np.float32),
    }
    around = Surroundings(vectors, np.zeros(20, np.int64), [9, 12])
    assert choose_links(score_links(0, [9, 12], [0, 4], around, decoding)) == {9: 4, 12: None}
    assert choose_links(score_links(0, [9], [], around, decoding)) == {9: None}
