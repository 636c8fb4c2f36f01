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
        "sayso read - --json < reports.jsonl",
    ),
    "claims": _lay_out(
        "sayso claims",
        "sayso claims p1",
        "sayso claims --as-of 2031-03-02 --case storm.sayso",
        "sayso claims --json | jq '.propositions[].text'",
    ),
    "retellings": _lay_out(
        "sayso retellings",
        """sayso retellings --json | jq '.retellings[] | select(.kind == "reprint")'""",
    ),
    "figures": _lay_out("sayso figures", "sayso figures --json --case storm.sayso"),
    "voices": _lay_out("sayso voices", "sayso voices --json | jq '.voices[] | [.name, .party]'"),
    "redline": _lay_out("sayso redline r05", "sayso redline r05 r01 --case storm.sayso", "sayso redline r05 --json | jq '.changes'"),
    "export": _lay_out(
        "sayso export --out storm.json",
        "sayso export --as-of 2031-03-02 | jq '.propositions[].status'",
        "sayso export --format html --out storm.html",
        "sayso export --format csv --out tables.zip",
    ),
}
