import math
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ledger_statements import make_statements
from sayso.ledger.answering import find_denied_apart, part_grants, send_answers
from sayso.ledger.grouping import find_clusters, find_quoted_behind, group_statements
from sayso.ledger.links import find_least
from sayso.ledger.relations import read_model
from sayso.ledger.retold import Aligned, align_statements
from sayso.settings import LedgerSettings

SETTINGS = LedgerSettings()


def group(*rows, aligned=None):
    return group_statements(make_statements(*rows), Aligned(aligned or {}), SETTINGS, read_model()).groups


CLAIM = {"says": "Veldan troops captured the hill town of Kessar", "voice": "v1", "party": "Veldania", "title": "Veldania takes Kessar"}
DENIAL = {"says": "the claim", "force": "deny", "points": True, "voice": "v2", "party": "Tesk"}
AGAIN = {"says": "its troops had captured the hill town of Kessar", "voice": "v1", "party": "Veldania", "report": "r2"}
OTHER = {"says": "the price of barley rose by a third since spring", "voice": "v9", "report": "r3"}


def test_a_denial_goes_to_the_claim_before_it():
    assert group(CLAIM, DENIAL) == [[0, 1]]


def test_the_same_claim_in_another_report_joins_and_another_matter_does_not():
    assert group(CLAIM, AGAIN, OTHER) == [[0, 1], [2]]


def test_every_statement_stands_in_exactly_one_group():
    rows = [CLAIM, DENIAL, AGAIN, OTHER, {**OTHER, "report": "r4"}]
    assert sorted(k for members in group(*rows) for k in members) == [0, 1, 2, 3, 4]


def test_copies_follow_their_original_and_move_no_other_statement():
    rows = [CLAIM, DENIAL, OTHER]
    alone = group(*rows)
    copies = [{**row, "report": "r7"} for row in rows]
    grouped = group(*rows, *copies, aligned={(0, 3): 1.0, (1, 4): 1.0, (2, 5): 1.0})
    assert [[k for k in members if k < 3] for members in grouped] == alone
    assert all({k + 3 for k in members if k < 3} == {k for k in members if k >= 3} for members in grouped)


def test_a_copy_of_a_copy_goes_back_to_the_first():
    assert Aligned({(0, 1): 1.0, (1, 2): 0.95}).copies == {1: 0, 2: 0}
    assert Aligned({(0, 1): 0.5}).copies == {}


def test_statements_in_sentences_that_say_the_same_are_retold():
    first, second = make_statements(CLAIM, AGAIN)
    spans = [s.attribution.content[0] for s in (first, second)]
    links = {("r2", "r1"): [((spans[0].start, spans[0].end), (spans[1].start, spans[1].end))]}
    assert align_statements([first, second], links) == {(0, 1): 1.0}
    assert align_statements([first, replace(second, order=("", "r9", 0))], {("r2", "r3"): links["r2", "r1"]}) == {}


def test_another_voice_that_says_the_opposite_in_like_words_retells_nothing():
    hurt = {"says": "Twelve workers were hurt in the fire at the depot", "voice": "v1", "party": "union"}
    rows = {
        "rejoinder": {"says": "No workers were hurt in the fire at the depot", "voice": "v2", "party": "firm", "report": "r2"},
        "turned round": {"says": "No workers were hurt in the fire at the depot", "voice": "v1", "party": "union", "report": "r2"},
        "other voice": {"says": "Twelve workers were hurt in the fire at the depot", "voice": "v2", "party": "firm", "report": "r2"},
    }
    for name, row in rows.items():
        first, second = make_statements(hurt, row)
        (start, end), (child_start, child_end) = ((s.attribution.content[0].start, s.attribution.content[0].end) for s in (first, second))
        links = {("r2", "r1"): [((start, end), (child_start, child_end))]}
        assert bool(align_statements([first, second], links)) == (name != "rejoinder"), name


def test_what_each_of_two_sides_denies_of_itself_is_no_retelling():
    one = {"says": "its forces hit the hospital", "force": "deny", "voice": "v1", "party": "Kesh"}
    first, second = make_statements(one, {**one, "says": "its forces hit the school", "voice": "v2", "party": "Lowland", "report": "r2"})
    spans = [s.attribution.content[0] for s in (first, second)]
    links = {("r2", "r1"): [((spans[0].start, spans[0].end), (spans[1].start, spans[1].end))]}
    assert align_statements([first, second], links) == {}


def test_groups_of_a_small_pile_have_to_fit_better():
    leasts = [find_least(n, SETTINGS) for n in (1, 8, SETTINGS.link_few, 10_000)]
    assert leasts[0] > leasts[1] > leasts[2] == leasts[3] == SETTINGS.link_least


def cluster_plainly(links, settings):
    """The same, every fit reckoned anew before each join."""
    groups = [[k] for k in range(len(links))]
    missing = max(0, settings.link_few - len(links))
    least = settings.link_least + settings.link_few_more * missing / settings.link_few

    def fit(one, other):
        scores = sorted((links[k].get(j, settings.link_floor) for k in one for j in other), reverse=True)
        best = scores[: math.ceil(settings.link_share * len(scores))]
        return -math.inf if -math.inf in scores else round(sum(best) / len(best), 6)

    while True:
        near = [(one, other) for i, one in enumerate(groups) for other in groups[i + 1 :] if any(j in links[k] for k in one for j in other)]
        best = max(near, key=lambda pair: (fit(*pair), -min(pair[0]), -min(pair[1])), default=None)
        if best is None or fit(*best) <= least:
            return sorted(sorted(each) for each in groups)
        groups = [each for each in groups if each not in best] + [sorted(best[0] + best[1])]
        groups.sort()


SCORES = st.integers(-12, 12).map(lambda n: n / 4) | st.just(-math.inf)
PAIRS = st.dictionaries(st.tuples(st.integers(0, 8), st.integers(0, 8)), SCORES, max_size=30)


@given(pairs=PAIRS)
def test_clusters_are_those_of_the_plain_twin_and_hold_no_two_that_are_apart(pairs):
    links = [{} for _ in range(9)]
    for (k, j), score in pairs.items():
        if k != j and (score > SETTINGS.link_floor or score == -math.inf):
            links[k][j] = links[j][k] = score
    found = find_clusters(links, SETTINGS)
    assert sorted(found) == cluster_plainly(links, SETTINGS)
    assert not any(links[k].get(j) == -math.inf for members in found for k in members for j in members)


def test_one_chance_likeness_joins_no_two_groups():
    links = [{k: 3.0 for k in range(4) if k != j} if j < 4 else {k: 3.0 for k in range(4, 8) if k != j} for j in range(8)]
    links[0][7] = links[7][0] = 1.0
    assert find_clusters(links, SETTINGS) == [[0, 1, 2, 3], [4, 5, 6, 7]]


def test_a_denial_leaves_its_group_for_what_another_voice_asserts_and_it_fits_better():
    rows = [CLAIM, {**DENIAL, "points": False, "says": "that Kessar was captured"}, {**OTHER, "voice": "v1"}, {**OTHER, "voice": "v2"}]
    statements = make_statements(*rows)

    def sent(*scores):
        links = [{}, dict(zip((0, 2, 3), scores, strict=True)), {}, {}]
        return send_answers([[0], [1, 2, 3]], statements, links, SETTINGS)

    assert sent(2.0, 1.0, 1.0) == [[0, 1], [2, 3]]
    assert sent(1.0, 2.0, -2.0) == [[0], [1, 2, 3]]  # its own group has what fits it better
    assert sent(1.0, -2.0, 2.0) == [[0], [1, 2, 3]]  # be it by its own voice
    assert sent(find_least(4, SETTINGS) - 0.1, -2.0, -2.0) == [[0], [1, 2, 3]]  # it fits neither


def test_a_denial_stays_with_no_group_of_its_own_voice_alone():
    claim, denial, rival = CLAIM, {**DENIAL, "points": False}, {**AGAIN, "voice": "v2", "party": "Tesk"}
    statements = make_statements(claim, denial, rival)
    links = [{}, {0: find_least(3, SETTINGS) + 0.1, 2: 3.0}, {}]
    assert send_answers([[0], [1, 2]], statements, links, SETTINGS) == [[0, 1], [2]]


def test_a_denial_that_only_points_back_and_fits_nothing_means_the_accusation_before_it_or_what_was_said_right_before():
    accusation, aside = {**CLAIM, "force": "accuse"}, {**OTHER, "voice": "v1", "report": "r1"}
    alone = [{}, {}, {}]

    def sent(*rows):
        return send_answers([[0], [1], [2]], make_statements(*rows), alone, SETTINGS)

    assert sent(accusation, aside, DENIAL) == [[0, 2], [1]]
    assert sent(CLAIM, aside, DENIAL) == [[0], [1, 2]]  # no accusation
    assert sent({**accusation, "voice": "v2", "party": "Tesk"}, aside, DENIAL) == [[0], [1, 2]]  # its own
    assert sent(CLAIM, aside, {**DENIAL, "sentence": 4}) == [[0], [1], [2]]  # too far behind
    assert sent(accusation, aside, {**DENIAL, "points": False}) == [[0], [1], [2]]  # it says what it denies
    assert sent(accusation, aside, {**DENIAL, "report": "r4"}) == [[0], [1], [2]]  # of another report


def test_what_a_speaker_goes_on_to_say_in_quotation_marks_goes_with_what_he_said():
    goes_on = {**OTHER, "voice": "v1", "report": "r1", "mode": "direct", "says": "I counted seven"}
    alone = [{}, {}, {}]
    rows = make_statements(CLAIM, goes_on, {**OTHER, "voice": "v2"})
    assert find_quoted_behind(rows) == [1]
    assert find_clusters(alone, SETTINGS, [1]) == [[0, 1], [2]]
    assert find_quoted_behind(make_statements(CLAIM, {**goes_on, "mode": "indirect"})) == []
    assert find_quoted_behind(make_statements(CLAIM, {**goes_on, "voice": "v2"})) == []
    assert find_quoted_behind(make_statements(CLAIM, {**goes_on, "sentence": 3})) == []


def test_what_is_about_two_things_never_begins_in_one_group():
    apart = [{1: -math.inf}, {0: -math.inf}]
    assert find_clusters(apart, SETTINGS, [1]) == [[0], [1]]


def test_what_a_denier_goes_on_to_say_leaves_with_the_denial():
    goes_on = {**DENIAL, "force": "assert", "points": False, "mode": "direct", "says": "I counted seven"}
    statements = make_statements(CLAIM, DENIAL, goes_on)
    links = [{}, {0: find_least(3, SETTINGS) + 1}, {}]
    assert send_answers([[0], [1, 2]], statements, links, SETTINGS, [2]) == [[0, 1, 2]]


def test_a_denial_never_leaves_for_what_its_own_voice_asserts():
    statements = make_statements({**CLAIM, "voice": "v2", "party": "Tesk"}, {**DENIAL, "points": False}, {**OTHER, "voice": "v1"})
    assert send_answers([[0], [1, 2]], statements, [{}, {0: 3.0, 2: 0.0}, {}], SETTINGS) == [[0], [1, 2]]


def test_a_doubt_goes_to_what_it_doubts_unless_it_fits_nothing_at_all():
    statements = make_statements(CLAIM, {**OTHER, "unverified": True}, OTHER)
    for score, expected in ((SETTINGS.doubt_least + 0.1, [[0, 1], [2]]), (SETTINGS.doubt_least - 0.1, [[0], [1], [2]])):
        assert send_answers([[0], [1], [2]], statements, [{}, {0: score}, {}], SETTINGS) == expected


def test_who_takes_back_what_he_said_denies_what_his_own_side_had_asserted():
    back = {**CLAIM, "says": "its claim", "force": "deny", "points": True, "takes_back": True, "report": "r3"}
    statements = make_statements(CLAIM, {**OTHER, "voice": "v2", "report": "r2"}, back)
    assert send_answers([[0], [1, 2]], statements, [{}, {}, {0: -1.0, 1: 3.0}], SETTINGS) == [[0, 2], [1]]


def test_sentences_put_in_the_place_of_others_are_not_what_those_said():
    first, other = make_statements({**CLAIM, "sentence": 0}, {**OTHER, "sentence": 0})
    links = {("r3", "r1"): [((0, 2000), (0, 2000))]}
    assert not align_statements([first, other], links).copies
    assert align_statements([first, replace(first, order=other.order, attribution=other.attribution)], links).copies == {1: 0}


def test_what_one_report_has_denied_apart_is_two_things():
    bribes = {"says": "the mayor took bribes from a builder", "voice": "v1"}
    books = {"says": "the mayor hid the books from the auditor", "voice": "v1", "sentence": 2}
    denials = [{"says": "taking bribes", "sentence": 1}, {"says": "hiding any books", "sentence": 3}]
    first, second = ({**each, "force": "deny", "voice": "v2"} for each in denials)
    assert [*find_denied_apart(make_statements(bribes, first, books, second))] == [(0, 2)]
    both = {"says": "hiding the books or taking bribes", "force": "deny", "voice": "v2", "sentence": 3}
    assert [*find_denied_apart(make_statements(bribes, books, both))] == []  # one denial of all
    crossed = {**second, "says": "taking bribes", "sentence": 3}
    assert [*find_denied_apart(make_statements(bribes, first, books, crossed))] == []  # it denies what was denied before


def test_who_denies_one_thing_but_admits_another_leaves_two_things():
    theft, smuggling = {"says": "she stole a mask", "voice": "v1"}, {"says": "she smuggled coins", "voice": "v1", "sentence": 1}
    denial = {"says": "the theft", "force": "deny", "cue": "denied", "voice": "v2", "sentence": 2}
    grant = {"says": "the smuggling", "force": "confirm", "cue": "admitted", "voice": "v2", "sentence": 2}
    links = [{1: 1.0, 2: 2.0, 3: 0.5}, {0: 1.0, 2: 0.5, 3: 2.0}, {0: 2.0, 1: 0.5, 3: 1.0}, {0: 0.5, 1: 2.0, 2: 1.0}]
    statements = make_statements(theft, smuggling, denial, {**grant, "contrasted": True})
    assert [*find_denied_apart(statements)] == [(2, 3)]
    assert part_grants([[0, 1, 2, 3]], statements, links, SETTINGS) == [[0, 2], [1, 3]]
    statements = make_statements(theft, smuggling, denial, grant)  # "acknowledged it, after denying it for days"
    assert part_grants([[0, 1, 2, 3]], statements, links, SETTINGS) == [[0, 1, 2, 3]]


def test_who_grants_something_and_denies_the_claim_grants_another_thing():
    claim = {"says": "eleven patients died because too few nurses were on duty", "voice": "v1"}
    grant = {"says": "staffing had been short", "force": "confirm", "cue": "acknowledged", "voice": "v2", "report": "r2"}
    denial = {"says": "patients had died of it", "force": "deny", "voice": "v2", "report": "r2"}
    statements = make_statements(claim, grant, denial)
    near = {(0, 1): 1.0, (0, 2): 2.0}
    links = [{j: s for (i, j), s in near.items() if i == k} | {i: s for (i, j), s in near.items() if j == k} for k in range(3)]
    assert part_grants([[0, 1, 2]], statements, links, SETTINGS) == [[0, 2], [1]]
    far = [{1: 2.0, 2: 1.0}, {0: 2.0}, {0: 1.0}]
    assert part_grants([[0, 1, 2]], statements, far, SETTINGS) == [[0, 1, 2]]  # it is the denial that may be of something else
