"""The examples below each command's help, which the command reference shows, too."""


def _lay_out(*commands: str) -> str:
    r"""Return the examples as help text; ``\b`` keeps their lines from being joined."""
    return "Examples:\n\n\b\n" + "\n".join(commands)


PROGRAM = _lay_out("sayso read articles/", "sayso claims p1", "sayso redline r05")

OF_COMMAND = {
    "read": _lay_out(
        "sayso read articles/ --case storm.sayso",
        "sayso read monday.jsonl feed.xml crawl.warc.gz",
        "sayso read table.csv --map text=body --map outlet=paper",
        "sayso read https://lantern.example/2031/ferry https://quay.example/feed.xml",
        "sayso read - --json < reports.jsonl",
    ),
    "claims": _lay_out(
        "sayso claims",
        "sayso claims p1",
        "sayso claims --words bridge",
        "sayso claims --as-of 2031-03-02 --case storm.sayso",
        "sayso claims --json | jq '.propositions[].text'",
    ),
    "retellings": _lay_out(
        "sayso retellings",
        """sayso retellings --json | jq '.retellings[] | select(.kind == "reprint")'""",
    ),
    "figures": _lay_out("sayso figures", "sayso figures --words killed", "sayso figures --json --case storm.sayso"),
    "voices": _lay_out("sayso voices", "sayso voices --json | jq '.voices[] | [.name, .party]'"),
    "redline": _lay_out(
        "sayso redline r05",
        "sayso redline r05 r01 --case storm.sayso",
        "sayso redline r05 --html r05.html",
        "sayso redline r05 --json | jq '.changes'",
    ),
    "check": _lay_out(
        "sayso check draft.md --against wire.txt interview.txt",
        "sayso check draft.html --against sources/ --json | jq '.findings[].kind'",
        "sayso check draft.md --case storm.sayso",
        "sayso check draft.md --against sources/ --format github",
    ),
    "why": _lay_out(
        "sayso why p1",
        "sayso why p1.independent_reports",
        "sayso why p1.status --as-of 2031-03-02",
        "sayso why v3",
        "sayso why r05 r01 --case storm.sayso",
        "sayso why p1.affirming_voices --json | jq '.parts[].thing'",
    ),
    "overrule": _lay_out(
        """sayso overrule same-claim p1 p4 --why "one landslide, told twice\"""",
        """sayso overrule not-a-retelling r05 r01 --why "its reporter was there" --who Ines""",
        """sayso overrule stance a12 affirm --why "he speaks of the other bridge\"""",
        """sayso overrule other-party v3 "the union" --why "its letterhead says so\"""",
        "sayso overrule undo 3",
        "sayso overrule replay case.json --case new.sayso",
    ),
    "overrulings": _lay_out("sayso overrulings", "sayso overrulings --json | jq '.overrulings[] | select(.state == \"stale\")'"),
    "export": _lay_out(
        "sayso export --out storm.json",
        "sayso export --as-of 2031-03-02 | jq '.propositions[].status'",
        "sayso export --format html --out storm.html",
        "sayso export --format csv --out tables.zip",
    ),
    "serve": _lay_out("sayso serve", "sayso serve --case storm.sayso --port 8000 --open"),
    "mcp": _lay_out("sayso mcp --case storm.sayso", "sayso mcp --http --port 7298", "sayso mcp --skill"),
}
