"""A document as GUM has it, made by hand."""

CREATED = "2024-10-02"
ROWS = """\
1 Jane Jane PROPN 3 nsubj Entity=(1-person-new-sssss-cf1-1,2-coref-Jane_Roe
2 Roe Roe PROPN 1 flat Entity=1)
3 met meet VERB 0 root _
4 the the DET 5 det Entity=(2-person-new-nnnnn-cf2-2-coref
5 minister minister NOUN 3 obj _
6 of of ADP 7 case _
7 Peru Peru PROPN 5 nmod Entity=(3-place-new-nnnnn-cf3-1-sgl)2)
8 in in ADP 9 case _
9 Lima Lima PROPN 3 obl Entity=(4-place-new-nnnnn-cf4-1-coref-Lima)|SpaceAfter=No
10 . . PUNCT 3 punct _

1 She she PRON 2 nsubj Entity=(1-person-giv:act-nnnnn-cf1-1-ana-Jane_Roe)
2 praised praise VERB 0 root _
3 his his PRON 4 nmod:poss Entity=(5-abstract-new-nnnnn-cf3-2-sgl(2-person-giv:act-nnnnn-cf2-1-ana)
4 courage courage NOUN 2 obj Entity=5)|SpaceAfter=No
5 . . PUNCT 2 punct _

1-2 Roe's _ _ _ _ _
1 Roe Roe PROPN 3 nmod:poss Entity=(6-person-new-nnnnn-cf2-3-sgl(1-person-giv:act-nnnnn-cf1-1-coref-Jane_Roe
2 's 's PART 1 case Entity=1)
3 aide aide NOUN 4 nsubj Entity=6)
4 left leave VERB 0 root _
5 it it PRON 4 obj Entity=(4-place-giv:inact-nnnnn-cf3-1-ana-Lima)|SpaceAfter=No
6 . . PUNCT 4 punct _
"""


def conllu(rows: str = ROWS, created: str = CREATED) -> str:
    """The rows with all ten columns, and a document's comments."""
    lines = ["# newdoc id = GUM_news_made", "# global.Entity = GRP-etype", f"# meta::dateCreated = {created}"]
    for row in rows.splitlines():
        if not row:
            lines.append("")
            continue
        number, form, lemma, upos, head, relation, misc = row.split(" ")
        lines.append("\t".join((number, form, lemma, upos, "_", "_", head, relation, "_", misc)))
    return "\n".join(lines) + "\n\n"
