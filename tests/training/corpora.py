"""A training folder in miniature, in the formats of the real corpora; its sentences are ours."""

import json
from pathlib import Path

TREES = """# newdoc id = {name}
# sent_id = {name}-1
# text = The minister doesn't agree.
1\tThe\tthe\tDET\tDT\tDefinite=Def|PronType=Art\t2\tdet\t2:det\t_
2\tminister\tminister\tNOUN\tNN\tNumber=Sing\t5\tnsubj\t5:nsubj\t_
3-4\tdoesn't\t_\t_\t_\t_\t_\t_\t_\t_
3\tdoes\tdo\tAUX\tVBZ\tMood=Ind|VerbForm=Fin\t5\taux\t5:aux\t_
4\tn't\tnot\tPART\tRB\tPolarity=Neg\t5\tadvmod\t5:advmod\t_
5\tagree\tagree\tVERB\tVB\tVerbForm=Inf\t0\troot\t0:root\tSpaceAfter=No
6\t.\t.\tPUNCT\t.\t_\t5\tpunct\t5:punct\t_

# sent_id = {name}-2
# newpar
# text = Talks go on, she said.
1\tTalks\ttalk\tNOUN\tNNS\tNumber=Plur\t2\tnsubj\t2:nsubj\t_
2\tgo\tgo\tVERB\tVBP\tMood=Ind|VerbForm=Fin\t0\troot\t0:root\t_
3\ton\ton\tADP\tRP\t_\t2\tcompound:prt\t2:compound:prt\tSpaceAfter=No
3.1\tand\tand\tCCONJ\tCC\t_\t_\t_\t2:cc\t_
4\t,\t,\tPUNCT\t,\t_\t6\tpunct\t6:punct\t_
5\tshe\tshe\tPRON\tPRP\tPronType=Prs\t6\tnsubj\t6:nsubj\t_
6\tsaid\tsay\tVERB\tVBD\tMood=Ind|VerbForm=Fin\t2\tparataxis\t2:parataxis\tSpaceAfter=No
7\t.\t.\tPUNCT\t.\t_\t2\tpunct\t2:punct\t_

"""

ARTICLES = {
    "train": {
        "harbour_2001-02-03_port-reopens": (
            "The port will reopen on Monday, harbour master Lena Brandt said.\n\n"
            "“Two cranes still stand idle,” she told reporters. “We wait for parts.”\n",
            [
                ("Source", "harbour master Lena Brandt", "Cue", "said", "Content", "The port will reopen on Monday"),
                (
                    "Source",
                    "she",
                    "Cue",
                    "told reporters",
                    "Content",
                    "“Two cranes still stand idle,”|“We wait for parts.”",
                ),
            ],
        ),
        "valley_2001-04-05_dam-safe": (
            "Officials insist that the dam is safe. It was reported that water had risen.\n",
            [
                ("Source", "Officials", "Cue", "insist", "Content", "that the dam is safe"),
                ("Cue", "was reported", "Content", "that water had risen"),
            ],
        ),
    },
    "dev": {
        "harbour_2001-03-01_ferry-late": (
            "The ferry was late, passengers said.\n",
            [("Source", "passengers", "Cue", "said", "Content", "The ferry was late")],
        ),
        "valley_2001-05-06_road-closed": (
            "“The road is closed,” the mayor said. Police deny it.\n",
            [("Source", "the mayor", "Cue", "said", "Content", "“The road is closed,”")],
        ),
    },
}
"""Name to text and attributions; the pieces of a discontinuous part are set apart by "|"."""


def make(folder: Path) -> Path:
    """Write the corpora under `folder`, as docs/data.md describes the data folder; gives it back."""
    data = folder / "data"
    for part in ("ud", "gum"):
        (data / part).mkdir(parents=True)
    for split in ("train", "dev", "test"):
        documents = "".join(TREES.format(name=f"weblog-{split}-{number}") for number in range(4))
        (data / "ud" / f"en_ewt-ud-{split}.conllu").write_text(documents, encoding="utf-8")
    rows = ["document\tsplit"]
    for name, split in (("GUM_news_pier", "train"), ("GUM_news_bridge", "dev"), ("GUM_voyage_coast", "dev")):
        rows.append(f"{name}\t{split}")
        (data / "gum" / f"{name}.conllu").write_text(TREES.format(name=name), encoding="utf-8")
    (data / "gum" / "splits.tsv").write_text("\n".join(rows) + "\n")
    for split, articles in ARTICLES.items():
        _write_articles(data / "polnear" / split, articles)
    return folder


def _write_articles(folder: Path, articles: dict) -> None:
    (folder / "text").mkdir(parents=True)
    (folder / "attributions").mkdir()
    for name, (text, attributions) in articles.items():
        (folder / "text" / f"{name}.txt").write_bytes(text.encode())
        lines, spans = [], 0
        for event, parts in enumerate(attributions, 1):
            roles = []
            for role, words in zip(parts[::2], parts[1::2], strict=True):
                spans += 1
                places = [(text.index(piece), text.index(piece) + len(piece)) for piece in words.split("|")]
                where = ";".join(f"{start} {end}" for start, end in places)
                lines.append(f"T{spans}\t{role} {where}\t{words.replace('|', ' ')}")
                roles.append(f"{role}:T{spans}")
            lines.append(f"E{event}\tAttribution:T{spans} {' '.join(roles)}")
        (folder / "attributions" / f"{name}_0a1b.ann").write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_silver(path: Path) -> None:
    """Silver names of the training articles, as `training.silver` writes them."""
    (name, (text, _)), *_ = ARTICLES["train"].items()
    start = text.index("Lena Brandt")
    row = {"source": ["polnear", name], "names": [[start, start + 11, "person"]], "masked": [[0, 8]]}
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
