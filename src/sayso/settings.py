"""Every threshold of Sayso: its name, default, unit, why it has that value, and where that was measured.

A setting is a field of one of the frozen classes below, made with ``setting()``. ``docs/settings.md`` is generated from this file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Any, NamedTuple


def setting(default: Any, *, unit: str, why: str, measured: str = "not yet swept") -> Any:
    """Return a dataclass field that carries its own explanation. ``measured`` names the run that set the default."""
    return field(default=default, metadata={"unit": unit, "why": why, "measured": measured})


@dataclass(frozen=True, slots=True)
class IngestSettings:
    """Limits on what is read."""

    max_text_chars: int = setting(2_000_000, unit="characters", why="a long book; nothing of that size is one report")
    max_file_bytes: int = setting(16 * 1024**2, unit="bytes", why="files of one text, and single records, are read whole into memory")
    max_document_bytes: int = setting(
        64 * 1024**2, unit="bytes", why="spreadsheets, documents and lists of records are read whole; scanned pages reach some 50 MiB"
    )
    unpacked_free_bytes: int = setting(256 * 1024**2, unit="bytes", why="below it a packed file may unpack to any ratio")
    unpacked_ratio: int = setting(250, unit="factor", why="text packs 3 to 20 times; beyond this only a bomb does")
    most_members: int = setting(
        20_000, unit="files", why="in one spreadsheet or document, which hold a dozen, and one more for each picture"
    )
    most_pages: int = setting(2_000, unit="pages", why="a thick book; no report fills it")
    confined_bytes: int = setting(
        2 * 1024**3, unit="bytes", why="memory of the process that reads spreadsheets, documents and PDF; honest ones need a tenth"
    )
    confined_cpu_s: int = setting(60, unit="seconds", why="of work on one spreadsheet, document or PDF; long honest ones need a few")
    paragraph_gap: float = setting(1.35, unit="line heights", why="lines of a PDF that stand farther apart are two paragraphs")
    paragraph_indent: float = setting(0.6, unit="line heights", why="a line of a PDF that begins farther right opens a paragraph")
    short_line_share: float = setting(0.15, unit="share", why="of a column left empty behind the end of a sentence: a paragraph ends")
    binary_share: float = setting(0.02, unit="share", why="of control characters in bytes that are not UTF-8; random bytes hold 10 %")
    binary_share_valid: float = setting(0.3, unit="share", why="of control characters in valid UTF-8: stray NULs are no reason")
    charset_sample_bytes: int = setting(16_384, unit="bytes", why="lines with bytes above 127 that the charset is judged on")
    charset_confidence: float = setting(0.9, unit="probability", why="a rarer code page must make the language plainly clearer")
    mixed_share: float = setting(0.2, unit="share", why="of bytes above 127 in lines of valid UTF-8, which chance does not make")
    utf8_share: float = setting(0.8, unit="share", why="of bytes above 127 in pieces of UTF-8; the rest are strays")
    latin_share: float = setting(0.25, unit="share", why="of bytes above 127 among letters; more only in scripts that are not Latin")
    language_chars: int = setting(3_000, unit="characters", why="the identifier's answer no longer changes beyond")
    language_min_letters: int = setting(40, unit="letters", why="shorter texts are named wrongly too often")
    language_confidence: float = setting(0.5, unit="probability", why="below it the second guess is as good")
    headline_max_chars: int = setting(180, unit="characters", why="longer first lines are prose")
    standfirst_max_chars: int = setting(320, unit="characters", why="a line or two under the headline")
    standfirst_max_lines: int = setting(3, unit="lines", why="how far below the headline a date line or byline is looked for")
    fetch_delay_s: float = setting(1.0, unit="seconds", why="between two requests to one host: a reader in a hurry, and no load")
    fetch_most_delay_s: float = setting(60.0, unit="seconds", why="a site that wants more between two requests is asked for one page a run")
    fetch_silence_s: float = setting(20.0, unit="seconds", why="a site that says nothing for so long does not answer")
    fetch_total_s: float = setting(60.0, unit="seconds", why="for one answer: what trickles in for longer never ends")
    fetch_most_bytes: int = setting(16 * 1024**2, unit="bytes", why="of one answer, unpacked: as much as a file of one text may have")
    fetch_most_redirects: int = setting(5, unit="redirects", why="what RFC 9309 asks to follow to a robots.txt; pages need two or three")
    fetch_robots_bytes: int = setting(512_000, unit="bytes", why="RFC 9309 asks to read 500 KiB of a robots.txt; the rest is left")


@dataclass(frozen=True, slots=True)
class RetellingSettings:
    """Candidates, alignment, verdict, direction and lineage."""

    # alignment of sentences
    function_word_weight: float = setting(
        0.25,
        unit="factor",
        why="function words tell whole sentences apart a little, and never find them",
        measured="python -m bench.quality.corpora links: F1 0.976 as they are, 0.964 disturbed",
    )
    typed_weight: float = setting(
        1.4,
        unit="factor",
        why="names and numbers survive rewording",
        measured="python -m bench.quality.corpora links: F1 0.976 as they are, 0.964 disturbed",
    )
    piece_chars: int = setting(
        4,
        unit="characters",
        why="shorter pieces of words meet by chance, longer ones miss inflections",
        measured="python -m bench.quality.corpora links: F1 0.976 as they are, 0.964 disturbed",
    )
    piece_weight: float = setting(
        0.5,
        unit="factor",
        why="a word shares about as many pieces as it has letters; together they must not outweigh the word",
        measured="python -m bench.quality.corpora links: F1 0.976 as they are, 0.964 disturbed",
    )
    most_sentences_per_feature: int = setting(
        40, unit="sentences", why="commoner words would pair every sentence with every other in a long text"
    )
    most_table_cells: int = setting(
        4_000_000, unit="sentence pairs", why="a full table of two texts of 2,000 sentences takes 32 MB; longer ones are compared sparsely"
    )
    sparse_partners: int = setting(
        20, unit="sentences", why="that share most rare features with one of a long text: its counterpart and what quotes it are among them"
    )
    link_similarity: float = setting(
        0.11,
        unit="cosine",
        why="below it two sentences in order share no more than their subject",
        measured="python -m bench.quality.corpora links: F1 0.976 as they are, 0.964 disturbed",
    )
    gap_similarity: float = setting(
        0.05,
        unit="cosine",
        why="two sentences alone between linked neighbours belong together by position",
        measured="python -m bench.quality.corpora links: F1 0.976 as they are, 0.964 disturbed",
    )
    gap_most_sentences: int = setting(
        6,
        unit="sentences",
        why="in a longer gap the sentences may have any order",
        measured="python -m bench.quality.corpora links: F1 0.976 as they are, 0.964 disturbed",
    )
    parallel_share: float = setting(
        0.7, unit="share of sentences", why="of both texts linked in order: then what is left over is linked, too"
    )
    parallel_length_ratio: float = setting(
        0.5,
        unit="ratio",
        why="of two sentences in the same place one is not twice the other",
        measured="python -m bench.quality.corpora links: F1 0.976 as they are, 0.964 disturbed",
    )
    attach_share: float = setting(
        0.22,
        unit="share",
        why="of a sentence found beside its place: it was split off or merged",
        measured="python -m bench.quality.corpora links: F1 0.976 as they are, 0.964 disturbed",
    )
    join_gain: float = setting(
        0.08,
        unit="cosine",
        why="a sentence joined to a bead must bring it nearer to the other side",
        measured="python -m bench.quality.corpora links: F1 0.976 as they are, 0.964 disturbed",
    )
    moved_least_words: int = setting(3, unit="words", why="a scrap of a sentence is alike to many; out of order it is no trace")
    moved_similarity: float = setting(
        0.2,
        unit="cosine",
        why="out of order nothing but likeness speaks for a pair",
        measured="python -m bench.quality.corpora links: F1 0.976 as they are, 0.964 disturbed",
    )
    moved_neighbour_similarity: float = setting(
        0.15,
        unit="cosine",
        why="beside a moved pair its neighbours may be less alike",
        measured="python -m bench.quality.corpora links: F1 0.976 as they are, 0.964 disturbed",
    )
    make_way_similarity: float = setting(
        0.5,
        unit="cosine",
        why="so alike, two sentences are counterparts, and what order alone pairs with them gives way",
        measured="python -m bench.quality.corpora links: F1 0.976 as they are, 0.964 disturbed",
    )
    left_over_similarity: float = setting(
        0.1,
        unit="cosine",
        why="in texts that run side by side what is left over in both belongs together, moved or not",
        measured="python -m bench.quality.corpora links: F1 0.976 as they are, 0.964 disturbed",
    )
    attach_length_gain: float = setting(
        0.2,
        unit="natural logarithm of the ratio of lengths",
        why="in texts that run side by side a sentence left over belongs to the neighbour that is too short without it",
        measured="python -m bench.quality.corpora links: F1 0.976 as they are, 0.964 disturbed",
    )
    stray_similarity: float = setting(0.3, unit="cosine", why="a run of weaker links only is two texts on one subject")
    stray_gap_sentences: int = setting(2, unit="sentences", why="a weak link this near a clear one is borne by it")
    passage_unit_words: int = setting(
        40,
        unit="words",
        why="a longer sentence is a list or has lost its full stops, and is cut",
        measured="python -m bench.quality.corpora passages: plagdet 0.93",
    )
    passage_seed_similarity: float = setting(
        0.28,
        unit="cosine",
        why="a passage grows from sentences that are clearly reused",
        measured="python -m bench.quality.corpora passages: plagdet 0.93",
    )
    passage_seed_share: float = setting(
        0.65,
        unit="share of the best",
        why="a sentence has one source: what is much less alike is none",
        measured="python -m bench.quality.corpora passages: plagdet 0.93",
    )
    passage_gap_units: int = setting(
        2,
        unit="sentences",
        why="seeds this close on both sides are one passage to begin with",
        measured="python -m bench.quality.corpora passages: plagdet 0.93",
    )
    passage_join_words: int = setting(
        60,
        unit="words",
        why="stretches this close are one passage if they are worth more together",
        measured="python -m bench.quality.corpora passages: plagdet 0.93",
    )
    passage_reach_words: int = setting(
        80,
        unit="words",
        why="how far outside its seeds a passage may go on",
        measured="python -m bench.quality.corpora passages: plagdet 0.93",
    )
    passage_long_words: int = setting(
        20_000, unit="words", why="a longer stretch is made of stretches whose ends were found; each word once more takes seconds"
    )
    passage_theta: float = setting(
        0.38,
        unit="Dice",
        why="words that bring two stretches below it are not part of the passage",
        measured="python -m bench.quality.corpora passages: plagdet 0.93",
    )
    passage_theta_share: float = setting(
        0.6,
        unit="share",
        why="a closer copy has closer edges: of the likeness of the passage itself",
        measured="python -m bench.quality.corpora passages: plagdet 0.93",
    )
    passage_least_score: float = setting(
        32.0,
        unit="weight",
        why="shorter or vaguer stretches are met by chance in texts on one subject",
        measured="python -m bench.quality.corpora passages: plagdet 0.93",
    )
    passage_least_chars: int = setting(
        140, unit="characters", why="shorter stretches are stock phrases", measured="python -m bench.quality.corpora passages: plagdet 0.93"
    )
    passage_loose_chars: int = setting(
        30,
        unit="characters",
        why="a few other words at its edge still belong to a reused sentence",
        measured="python -m bench.quality.corpora passages: plagdet 0.93",
    )
    condensed_similarity: float = setting(
        0.26,
        unit="cosine",
        why="a sentence of a summary that is less like any other has no source",
        measured="python -m bench.quality.corpora passages: plagdet 0.93",
    )
    condensed_clear_similarity: float = setting(
        0.35,
        unit="cosine",
        why="at this likeness the source is beyond doubt",
        measured="python -m bench.quality.corpora passages: plagdet 0.93",
    )
    condensed_least_clear: int = setting(
        2, unit="sentences", why="one clear source is met by chance", measured="python -m bench.quality.corpora passages: plagdet 0.93"
    )
    condensed_least_sources: int = setting(
        3,
        unit="sentences",
        why="what comes from one place is not condensed",
        measured="python -m bench.quality.corpora passages: plagdet 0.93",
    )
    condensed_least_worth: float = setting(
        8.0,
        unit="cosine × words",
        why="that much the sentences must be alike above chance",
        measured="python -m bench.quality.corpora passages: plagdet 0.93",
    )
    condensed_factor: float = setting(
        3.0,
        unit="factor",
        why="a summary is much shorter than what it condenses",
        measured="python -m bench.quality.corpora passages: plagdet 0.93",
    )
    condensed_whole_share: float = setting(
        0.4, unit="share of the parent", why="sources spread over that much of a text are spread over all of it"
    )
    condensed_most_words: int = setting(
        55,
        unit="words",
        why="a summary takes over a sentence or two at a time, not a passage",
        measured="python -m bench.quality.corpora passages: plagdet 0.93",
    )
    # typed changes
    retold_share: float = setting(
        0.15,
        unit="share of the parent",
        why="who takes over less has not retold the report, and leaves nothing out",
        measured="changes along the known retellings of three piles, F1 0.81",
    )
    derived_share: float = setting(
        0.5,
        unit="share of the child",
        why="a text that is mostly its own reporting adds nothing to the parent's",
        measured="changes along the known retellings of three piles, F1 0.81",
    )
    converted_tolerance: float = setting(0.08, unit="share", why="15 km and 9 miles are the same distance")
    lone_figure_similarity: float = setting(
        0.3, unit="cosine", why="the only two figures of linked sentences are one figure if the sentences are clearly one"
    )
    hedge_similarity: float = setting(
        0.25,
        unit="cosine",
        why="in weaker links the hedge may have belonged to something else",
        measured="changes along the known retellings of three piles, F1 0.81",
    )
    saying_linked_share: float = setting(
        0.2,
        unit="share",
        why="of linked sentences, attributions with a fifth of the words in common carry the same statement",
        measured="changes along the known retellings of three piles, F1 0.81",
    )
    saying_share: float = setting(
        0.55,
        unit="share",
        why="elsewhere most words must be the same",
        measured="changes along the known retellings of three piles, F1 0.81",
    )
    saying_min_words: int = setting(3, unit="words", why="shorter contents are found again by chance")
    omitted_least: float = setting(0.35, unit="probability", why="what is left out is noteworthy from there on")
    added_least: float = setting(0.4, unit="probability", why="what a retelling adds is new from there on")
    lost_least: float = setting(0.4, unit="probability", why="what somebody said is stated as fact from there on")
    sure_least: float = setting(
        0.6, unit="probability", why="a sentence rarely states two statements, and what a report stated is rarely left with someone later"
    )
    sure_similarity: float = setting(0.2, unit="cosine", why="weaker links do not count when the texts' shares in each other are taken")
    label_similarity: float = setting(
        0.15,
        unit="cosine",
        why="in weaker links a label may name someone else",
        measured="changes along the known retellings of three piles, F1 0.81",
    )
    negation_similarity: float = setting(0.35, unit="cosine", why="only sentences that are otherwise close can be each other's contrary")
    close_similarity: float = setting(
        0.55,
        unit="cosine",
        why="in sentences this alike, another word in the same place says the same unless it is the contrary",
        measured="python -m bench.quality.corpora facts: negation 0.94 balanced, and no flip more on four piles",
    )
    nearly_same_similarity: float = setting(
        0.75,
        unit="cosine",
        why="in sentences less alike, a negation that bears on words which the other side has not is part of what was left out or added",
        measured="facts: negation 0.93 balanced (0.94 without); of what is flagged on 42 piles 105 are wrong and not 119",
    )
    replaced_name_similarity: float = setting(
        0.25,
        unit="cosine",
        why="only in sentences that are clearly one does a new name replace another",
        measured="python -m bench.quality.corpora facts: ne_replaced 0.93 balanced",
    )
    name_spelling: float = setting(0.65, unit="ratio", why="names this alike are one name in two spellings")
    quote_linked_likeness: float = setting(
        0.3, unit="share", why="in linked sentences a quotation with a third of the words is the same quotation"
    )
    quote_looks: float = setting(0.5, unit="ratio", why="two quotations in the same place of linked sentences need only look alike")
    quote_frame: float = setting(
        0.3,
        unit="share of words",
        why="or stand in the same frame: what the shorter of the two sentences says around them, the other says, too",
        measured="python -m bench.quality.corpora quotes: F1 0.936 without it, 0.966 with it (each 20th pair of versions)",
    )
    quote_likeness: float = setting(0.6, unit="share", why="elsewhere in the text most words must be the same")
    quote_min_words: int = setting(4, unit="words", why="fewer words meet by chance")
    quote_more_words: int = setting(
        1, unit="words", why="one word more in a quoted sentence was put there; who quotes the statement at greater length has more"
    )
    anchor_similarity: float = setting(0.6, unit="cosine", why="where a long text is cut, the cut must be sure")
    most_cells: int = setting(
        40_000, unit="sentence pairs", why="two texts of 200 sentences are searched in full; longer ones are cut at anchors"
    )

    # candidates
    candidate_all_pairs: int = setting(40, unit="reports", why="in a small pile every pair is compared: 780 pairs take seconds")
    candidate_stems: int = setting(7, unit="stems", why="a sentence's rarest stems survive rewording; more of them bring in its subject")
    candidate_most_stems: int = setting(60, unit="stems", why="what has no sentence marks is one sentence; its pairs must not run away")
    candidate_most_reports: int = setting(
        60, unit="reports", why="a feature of more reports is about the event; it then joins neighbours only"
    )
    candidate_neighbours: int = setting(3, unit="reports", why="copies of one text stay connected although each meets only a few others")
    candidate_least_shared: int = setting(3, unit="features", why="two features are met by chance")
    candidate_partners: int = setting(30, unit="reports", why="of reports on one event the likeliest few are compared in full")
    candidate_rows: int = setting(
        2_000_000,
        unit="stems",
        why="pairs are made of so many stems at once: a pile of 100,000 reports goes through the memory in slices",
    )
    # verdict
    verdict_link_similarity: float = setting(0.13, unit="cosine", why="weaker links show how two texts differ, not that they are one")
    verdict_moved_similarity: float = setting(0.25, unit="cosine", why="the same out of order")
    most_sentences: int = setting(1500, unit="sentences", why="a book among the reports is compared by its beginning")
    quotation_words: int = setting(4, unit="words", why="a term in quotation marks is nobody's sentence")
    quotation_new: float = setting(
        0.5, unit="share of words", why="a quotation of which less stands in any of the other text's is new there"
    )
    quotation_shared: float = setting(
        0.7, unit="share of words", why="a quotation of which as much stands in one of the other text's is the same"
    )
    quotation_end_words: int = setting(
        3, unit="words", why="a quotation that goes on in other words for longer was quoted further, not reworded"
    )
    least_shared_pairs: int = setting(3, unit="word pairs", why="texts that share fewer neighbouring words are not worth aligning")
    least_shared_pairs_share: float = setting(
        0.06,
        unit="share of word pairs",
        why="reports on one subject share fewer neighbouring words than any retelling, and aligning them takes most of the time",
        measured="1,126 translated and independent reports and three piles: the least of 1,578 pairs judged 0.3 or more was 0.08",
    )
    least_shared_runs: int = setting(15, unit="runs of five words", why="a verbatim passage in a long report is a small share of it")
    join_probability: float = setting(
        0.4,
        unit="probability",
        why="reports of one event stay far below it, tabloid rewrites of a digest come close to it from above",
        measured="cross-validated: at .4 5 pairs of piles are joined wrongly, 3 missed, 0 of BASIL joined; at .35 8, 2, 0; at .25 14, 1, 2",
    )
    doubted_probability: tuple[float, float] = setting(
        (0.02, 0.9), unit="probability", why="between these the words of two reports leave open whether one was made from the other"
    )
    alike_meaning: float = setting(
        0.8,
        unit="cosine",
        why="statements whose topics are as near say the same more often than not",
        measured="0.75 with the encoder before this one: 4 of 169 doubtful pairs of piles judged wrongly, cross-validated, 7 without it",
    )
    odds_meaning: float = setting(5.0, unit="log-odds", why="for all of the shorter text that means what some part of the other means")
    share_meaning: float = setting(
        0.02, unit="share", why="from there on it speaks for a retelling: so near are hardly any two statements of two reports by chance"
    )
    clear_probability: float = setting(
        0.9, unit="probability", why="from it up a family is joined by every such pair, below it by each report's likeliest parent alone"
    )
    odds_copy: float = setting(20.0, unit="log-odds", why="the very same words are one text")
    odds_short: float = setting(-3.0, unit="log-odds", why="what a text without a word of its own loses; longer ones lose less")
    enough_free_words: int = setting(30, unit="words", why="two or three sentences: shares of fewer words swing with each of them")
    odds_credit: float = setting(1.0, unit="log-odds", why="who names the outlet it has the story from rarely wrote all of it anew")
    odds_own_reporting: float = setting(
        -1.5,
        unit="log-odds",
        why="who retells another's report has heard nobody",
        measured="57 piles: a newsroom names itself in 114 of 374 reports that were made from none, in 7 of 201 rewrites and reprints",
    )
    odds_turn: float = setting(
        -6.0,
        unit="log-odds",
        why="that somebody admits or withdraws something days later is news, however much of the old it tells again",
        measured="57 piles: 1 of 302 retellings by another outlet opens so, 24 hours and more after what it was made from",
    )
    turn_hours: int = setting(24, unit="hours", why="a retelling that turns what was said into an admission comes out with the others")
    odds_nothing_new: float = setting(1.8, unit="log-odds", why="a report with reporting of its own has heard somebody")
    least_new_quoted: float = setting(0.02, unit="share of word pairs", why="a reworded word or two in a quotation is no new voice")
    odds_version: float = setting(3.0, unit="log-odds", why="a headline that says UPDATE 2 says what it is")
    odds_same_outlet: float = setting(
        -2.5, unit="log-odds", why="an outlet's background paragraphs come back in every new report of its own"
    )
    odds_new_report: float = setting(
        -5.0, unit="log-odds", why="where most of both texts differs and nothing marks a newer version, there is none"
    )
    update_least_share: float = setting(0.6, unit="share of text", why="a newer version keeps most of the older, or is mostly kept from it")
    update_hours: int = setting(24, unit="hours", why="within a day an outlet writes its report anew rather than another one")
    update_soon_share: float = setting(
        0.4,
        unit="share of text",
        why="a version of the same day keeps less, for much has happened",
        measured="of 25 unmarked and marked updates in 22 piles 23 keep 0.43 or more; an outlet's other reports come 40 hours later",
    )
    most_reasons: int = setting(4, unit="reasons", why="the rest of the measures add little, and nobody reads them")
    # kinds
    reprint_verbatim: float = setting(0.78, unit="share of words", why="machine-read and hand-typed copies keep four words of five in runs")
    excerpt_words: int = setting(25, unit="words", why="one background sentence may be shared; a passage of narrative is not met by chance")
    excerpt_narrative: int = setting(
        10,
        unit="words",
        why="of narrative, all in a row: then what is quoted between them was taken over with them, and not heard",
        measured="of 150 BASIL reports four pairs have such passages, each printed from one agency's or paper's text",
    )
    excerpt_share: float = setting(0.35, unit="share of child", why="a passage aside, so little common text is no retelling of the whole")
    excerpt_most_share: float = setting(
        0.55,
        unit="share of child",
        why="what is mostly another text is not reporting with an excerpt in it",
        measured="17 excerpts of 22 piles are 0.40 of the child at most",
    )
    excerpt_verbatim: float = setting(
        0.7, unit="share of common text", why="in an excerpt all that both have is word for word; in a rewrite little is"
    )
    passage_gap_words: int = setting(4, unit="words", why="a changed word or two does not end a verbatim passage")
    statement_words: int = setting(18, unit="words", why="shorter quotations of one statement are picked by many newsrooms alike")
    statement_share: float = setting(
        0.115,
        unit="share of words",
        why="of the longer report: printed, not quoted from",
        measured="eight statements that two reports of ten piles print are 0.118 and more; what two BASIL reports quote, 0.108 or less",
    )
    statement_sentences: int = setting(
        2, unit="sentences", why="newsrooms pick one sentence alike; several on end were given out in writing"
    )
    statement_probability: float = setting(
        0.7, unit="probability", why="that both print one statement is clear, that they report nothing else is not"
    )
    # direction
    direction_time: float = setting(3.0, unit="log-odds", why="the later text is the copy unless a clock is wrong or a page was dated anew")
    direction_far_time: float = setting(5.0, unit="log-odds", why="after a day only a wrong date can turn the order round")
    direction_close_time: float = setting(1.5, unit="log-odds", why="within minutes publishing order and writing order may differ")
    direction_close_minutes: int = setting(15, unit="minutes", why="feeds and sites stamp the same release minutes apart")
    direction_credit: float = setting(2.0, unit="log-odds", why="the copy names its source, the source does not name the copy")
    direction_mention: float = setting(1.0, unit="log-odds", why="an outlet may be named for other reasons")
    direction_version: float = setting(3.0, unit="log-odds", why="a newer version is made from an older one")
    direction_cut: float = setting(1.0, unit="log-odds per share", why="copies are cut from the end, but originals grow at the end, too")
    direction_detail: float = setting(0.8, unit="log-odds", why="retellings lose names and numbers more often than they gain them")
    direction_detail_prior: float = setting(5.0, unit="names", why="one lost name proves nothing")
    direction_shortened: float = setting(
        8.0, unit="log-odds per share", why="a tenth more found in the other is a sign, however long both are"
    )
    direction_most_shortened: float = setting(
        1.2,
        unit="log-odds",
        why="an original that took up an agency's text whole looks the same",
        measured="python -m bench.quality.corpora direction",
    )
    direction_least_shortened: float = setting(
        0.02, unit="share", why="smaller differences are differences of wording", measured="python -m bench.quality.corpora direction"
    )
    direction_words: float = setting(
        4.0, unit="log-odds per log ratio", why="a tenth fewer words is a sign", measured="python -m bench.quality.corpora direction"
    )
    direction_most_words: float = setting(
        0.8, unit="log-odds", why="translations and careful rewrites may grow", measured="python -m bench.quality.corpora direction"
    )
    direction_least_words: int = setting(20, unit="words", why="of common text; a word or two decide nothing")
    direction_least_ratio: float = setting(0.02, unit="log ratio", why="smaller differences are differences of wording")
    direction_beside_time: float = setting(
        0.15,
        unit="factor",
        why="between dated reports the shape of the texts says little more",
        measured="python -m bench.quality.corpora direction",
    )
    direction_least: float = setting(
        0.54,
        unit="probability",
        why="below it the answer is that nobody can tell",
        measured="python -m bench.quality.corpora direction: of reworded passages 0.80 answered, 0.92 of them right; at 0.55 0.76 and 0.93",
    )
    direction_least_cut: float = setting(0.05, unit="share", why="smaller differences are rounding of sentence lengths")
    # lineage
    most_of_child: float = setting(
        0.5, unit="share of child", why="more than half of a text has one origin only; a digest joins its parents by no half"
    )
    closeness_of_credit: float = setting(
        0.15, unit="share of child", why="of a text and its copies the one whose outlet is named was at hand"
    )
    closeness_of_parent: float = setting(0.2, unit="factor", why="between two parents the one of which less is left over was at hand")


@dataclass(frozen=True, slots=True)
class ClaimSettings:
    """Attributions, voices, stance and figures."""

    # attributions by rules
    longest_stretch_items: int = setting(
        400, unit="words and marks", why="nobody writes a sentence as long; work on one grows in the square"
    )
    most_stretch_cues: int = setting(20, unit="verbs", why="a sentence with more reporting verbs is a list, not prose")
    short_quote_words: int = setting(
        4, unit="words", why="fewer words in quotation marks, and nobody said to say them, are a name or a term"
    )
    # pointers, pronouns and roles
    pointer_words: int = setting(6, unit="words", why="what is longer says something itself, and does not only point at a claim")
    reach_sentences: int = setting(12, unit="sentences", why="how far back a pronoun or a role looks for whom it means")
    announced_sentences: int = setting(3, unit="sentences", why="how soon the name follows a role that was announced without it")
    bare_quote_chars: int = setting(
        400, unit="characters", why="a quotation without a source is the last speaker's if it stands this close"
    )
    # voices
    alike_share: float = setting(0.5, unit="Jaccard of words", why="unnamed people in two reports are one if they are described alike")
    alike_topics: float = setting(
        0.6,
        unit="cosine",
        why="from there on two statements are so near that who is called by one noun for both is one",
        measured="names 63 unnamed voices of 42 piles: of 4,243 attributions 29 get the gold's voice by it, and 2 lose it",
    )
    alike_margin: float = setting(0.05, unit="cosine", why="of two who are called by the noun and say the same, neither is meant surely")
    follows_within: int = setting(3, unit="attributions", why="how soon the statement follows that a country's name announces")
    # figures
    event_reach_words: int = setting(
        9, unit="words", why="how far from a number the word may stand that tells what happened to what it counts"
    )
    figure_noun_words: int = setting(3, unit="words", why="what a number counts is told by the first words behind it")
    least_bare_figure: int = setting(10, unit="things", why="below it a bare number of things is rarely a contested figure")


@dataclass(frozen=True, slots=True)
class LedgerSettings:
    """Propositions, independence and status."""

    link_share: float = setting(
        0.32,
        unit="share of pairs",
        why="two groups fit as well as their best pairs: one chance likeness joins nothing, and no denial must resemble all",
        measured="moved with the weights by training/relations",
    )
    link_least: float = setting(
        -0.38,
        unit="log-odds",
        why="of two groups that are joined, on average over those pairs",
        measured="moved with the weights by training/relations",
    )
    link_few: int = setting(
        64,
        unit="statements",
        why="a smaller pile is mostly about one affair: its pairs are weighed otherwise",
        measured="32, 48, 64, 96 on the probes long-counted: claims 0.50, 0.56, 0.60, 0.62, stances 510, 535, 538, 527 of 946",
    )
    link_few_more: float = setting(
        1.15,
        unit="log-odds",
        why="better by so much in a pile of next to none: what one or two reports tell of is seldom all one thing",
        measured="0.8, 1.15, 1.5 on the probes matters-counted: claims 0.72, 0.68, 0.62, told apart 19, 34, 40 of 56 pairs",
    )
    company_from: int = setting(
        29,
        unit="statements",
        why="of so few none keeps any company: what is not about the main thing is all in one there. Of n it counts for 1 - 29/n",
        measured="5 and 29, weights moved along: 42 piles alike; 5 is better on small probes (421 for 376 of 622) and wrong on the seeds",
    )
    doubt_least: float = setting(
        -0.8,
        unit="log-odds",
        why="a doubt goes to the assertion that it fits best from there on: it is about something",
        measured="-1.5 to -0.3 on 34 piles: -0.8 and -1.5 alike, -0.3 lets doubts stand alone",
    )
    link_floor: float = setting(-3.0, unit="log-odds", why="statements that go together with a twentieth of the chance are no pair")
    most_links: int = setting(
        200, unit="statements", why="each statement keeps the likeliest; in a large pile the rest would fill the memory"
    )
    taken_up_by: int = setting(8, unit="statements", why="the closest ones; what two or three voices share by chance is not talked about")
    taken_up_of: int = setting(12, unit="statements", why="for each dozen of a small pile one other is enough")
    aside_from: int = setting(
        8,
        unit="statements",
        why="fewer do not tell what is talked about and what is beside it",
        measured="8 and 48 on the probes long-counted: stances right in 538 and 507 of 946",
    )
    aside_least: float = setting(
        0.5,
        unit="probability",
        why="a statement that is more likely an aside than not is set aside, and grouped with nothing",
        measured="python -m training.relations --leave-one-out",
    )
    concession_least: float = setting(
        0.25,
        unit="probability",
        why="who is found on both sides of a claim has conceded it, or one of the two was misread",
        measured="0.2 to 0.5 on 42 piles: stances right within 0.01 of each other, and 0.01 more than where all such ones concede",
    )
    toll_rival: float = setting(
        0.75,
        unit="share",
        why="of the toll that is claimed: a quarter fewer is another account of what happened, and no slip of counting",
        measured="of those who give between half and nine tenths of it 12 deny and 6 affirm in 42 piles, below three quarters 10 and 3",
    )
    toll_same: float = setting(0.9, unit="share", why="of the toll that is claimed: a tenth fewer is as good as the same")
    toll_share: float = setting(
        0.4,
        unit="share of assertions",
        why="a claim of whose assertions as many give a toll is about that toll; in others it stands by the way",
        measured="0.25 and 0.4 alike on 42 piles",
    )
    most_compared: int = setting(40, unit="statements", why="of a group, the latest ones, are compared with a statement one by one")
    open_posture: float = setting(
        0.8,
        unit="probability",
        why="a statement that shows by itself that it leaves the matter open, says neither yes nor no",
        measured="where no phrase says so, 14 of 20 statements of 34 piles with as much do, and 14 of 51 with 0.45 to 0.8",
    )
    fact_least: float = setting(
        -0.9,
        unit="log-odds",
        why="a sentence that states a claim as fact with less is mostly about something else",
        measured="given the gold's own groups the best F1 of 22 piles; twelve others have 0.60 and 0.73",
    )
    corrected_similarity: float = setting(
        0.45, unit="cosine", why="what an outlet takes back is what it had said in other words, not whatever it had said of the matter"
    )
    bare_figure: int = setting(2, unit="words", why="beside its number a denial of so few words says nothing else that might be denied")
    same_but_name: float = setting(0.6, unit="share", why="of all words, names left out: who denies only who or where says the rest, too")
    least_same_words: int = setting(3, unit="words", why="two statements with fewer in common are no more the same than any others")
    shared_words: int = setting(8, unit="words", why="as many words in a row in two newsrooms' own sentences are no accident")
    about_share: float = setting(0.25, unit="share", why="what is about 300 does not contradict 240; sources round by as much")
    far_ratio: float = setting(10.0, unit="ratio", why="sums and measures named by their unit alone: so far apart they are of two things")


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """How work is spread and kept."""

    batch_items: int = setting(32, unit="items", why="worked on and kept at once: a run that is killed loses less than a second or two")
    parallel_items: int = setting(
        200,
        unit="items",
        why="fewer are done before another process has started",
    )
    kept_documents: int = setting(512, unit="texts", why="cut texts that are kept in memory, some 2 MB for each long report")
    kept_days: int = setting(40, unit="pictures", why="of past days, kept in the case; one of a thousand reports takes 2 MB")
    kept_days_reports: int = setting(
        100,
        unit="reports",
        why="a picture of fewer is painted in a second",
        measured="python -m bench.speed.workbench: 1,000 reports, half of them past: 11 s to paint, 0.5 s to load",
    )
    shown_reports: int = setting(100, unit="reports", why="a larger pile is not worked out only because a notebook shows the case")


@dataclass(frozen=True, slots=True)
class SurfaceSettings:
    """How much is shown, and when progress is."""

    widest_columns: int = setting(120, unit="columns", why="prose in longer lines is hard to read; a wider terminal is left empty")
    side_by_side_columns: int = setting(100, unit="columns", why="the two texts of a redline get 48 each; in less every line breaks")
    progress_after_s: float = setting(1.0, unit="seconds", why="a bar that flashes past is noise")
    most_blocks: int = setting(12, unit="claims", why="`read` shows the claims that are carried most; `claims` lists them all")
    most_rows: int = setting(40, unit="rows", why="`read` keeps to a few screens; the commands of their own and the export hold the rest")
    most_voices: int = setting(8, unit="voices", why="on one side of a claim that `read` shows; `claims` names them all")
    most_words_compared: int = setting(4_000, unit="words", why="comparing takes memory in the square; no sentence is so long")
    most_skips_named: int = setting(10, unit="reports", why="when nothing could be read, the first reasons show what is wrong")


@dataclass(frozen=True, slots=True)
class WebSettings:
    """Limits of the workbench."""

    port: int = setting(7297, unit="port", why="SAYS on a telephone's keys")
    patience_s: float = setting(1.5, unit="seconds", why="a page that takes longer says what it waits for; JSON just waits")
    kept_days: int = setting(32, unit="pictures", why="as-of pictures kept in memory, so that stepping through the days is quick")
    kept_redlines: int = setting(256, unit="redlines", why="kept until the pile changes")
    kept_page_bytes: int = setting(64 * 1024**2, unit="bytes", why="rendered pages are kept until the pile changes")
    kept_jobs: int = setting(32, unit="jobs", why="readings whose outcome can still be looked at")
    rows: int = setting(25, unit="rows", why="a page of claims, reports or families; more are on the next page")
    cards: int = setting(12, unit="claims", why="a page of the board; each is a picture, and the first has to be there at once")
    voices: int = setting(6, unit="voices", why="on one side of a claim on the board; the claim's own page names all")
    found: int = setting(60, unit="hits", why="a search that finds more is too wide; it says how many there are")
    query_chars: int = setting(200, unit="characters", why="longer searches are texts; add them instead")
    upload_bytes: int = setting(64 * 1024**2, unit="bytes", why="of one upload in all; larger piles are read with `sayso read`")
    upload_files: int = setting(500, unit="files", why="of one upload; larger piles are read with `sayso read`")
    pasted_chars: int = setting(2_000_000, unit="characters", why="as long as a report may be")
    field_chars: int = setting(2_000, unit="characters", why="of a field beside the text: a headline, an address, a reason")
    token_chars: int = setting(16, unit="characters", why="shorter ones can be guessed")
    days_linked: int = setting(62, unit="days", why="more days than that are too thin to be hit; the date field goes everywhere")


@dataclass(frozen=True, slots=True)
class McpSettings:
    """How much the door for agents gives at once."""

    port: int = setting(7298, unit="port", why="the one after the workbench's")
    rows: int = setting(100, unit="rows", why="of one answer at most; more would fill what an agent can hold in mind")
    text_chars: int = setting(20_000, unit="characters", why="of a report's text in one answer; the rest is asked for by where it begins")
    kept_days: int = setting(8, unit="documents", why="days whose answers are kept in memory")


class Explained(NamedTuple):
    """One row of the settings page."""

    room: str
    name: str
    default: Any
    unit: str
    why: str
    measured: str


ROOMS = (IngestSettings, RetellingSettings, ClaimSettings, LedgerSettings, DeskSettings, SurfaceSettings, WebSettings, McpSettings)


def explain_settings() -> Iterator[Explained]:
    """Yield every setting with its explanation, room by room."""
    for room in ROOMS:
        for each in fields(room):
            note = each.metadata
            yield Explained(
                room.__name__.removesuffix("Settings").lower(), each.name, each.default, note["unit"], note["why"], note["measured"]
            )
