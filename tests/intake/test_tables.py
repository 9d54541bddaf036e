"""Rows of tables and objects of JSON become reports; those that can't be read are named, and the rest goes on."""

import csv
import gc
import io
import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.intake.limits import Limits
from onrecord.intake.publication import Publication

from .sources import SAID, SMALL, only, problem, problems, read, reports, texts

OTHER = 'She told reporters: "We will not sign it, whatever they say," and left the room with all of her advisers.'


def as_csv(*rows, **how):
    out = io.StringIO(newline="")
    csv.writer(out, **how).writerows(rows)
    return out.getvalue()


def as_lines(*objects):
    return "".join(json.dumps(one) + "\n" for one in objects)


class TestDelimited:
    def test_a_row_is_a_report(self):
        report = only(
            read(as_csv(["id", "title", "text", "date", "outlet", "url", "author"],
                        ["a1", "Talks go on", SAID, "2024-06-18", "Example Times", "https://e.org/1", "Jane Doe"]), "n.csv")
        )  # fmt: skip
        assert report.text == f"Talks go on\n\n{SAID}"
        assert report[report.headline] == "Talks go on"
        assert (report.id, report.name) == ("a1", "n.csv, row 1")
        assert (report.published, report.published_from) == (date(2024, 6, 18), "column")
        assert (report.outlet, report.outlet_from) == ("Example Times", "column")
        assert (report.url, report.byline, report.notes) == ("https://e.org/1", "Jane Doe", ())

    def test_rows_without_ids_are_numbered(self):
        items = read(as_csv(["id", "text"], ["", SAID], ["b", OTHER]), "n.csv")
        assert [(item.id, item.name) for item in items] == [("news-1", "n.csv, row 1"), ("b", "n.csv, row 2")]

    def test_what_the_user_says_goes_before_the_columns(self):
        given_one = (Publication(outlet="Other Times"),)
        report = only(
            read(as_csv(["text", "outlet", "date"], [SAID, "E", "2024-06-18"]), "n.csv", publications=given_one)
        )
        assert (report.outlet, report.outlet_from, report.published_from) == ("Other Times", "given", "column")

    @pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
    def test_the_delimiter_is_told_from_the_header(self, delimiter):
        rows = ["id", "text", "url"], ["1", OTHER + "; a\tb|c,", "https://e.org/1"]
        assert only(read(as_csv(*rows, delimiter=delimiter), "n.csv")).text == rows[1][1]

    def test_excel_names_the_delimiter(self):
        assert texts(read("sep=;\nid;text,x\n1;" + SAID + "\n", "n.csv", text="text,x")) == [SAID]

    def test_quoted_cells_hold_line_ends_as_they_are(self):
        text = f"{SAID}\r\n\r\n{OTHER}\n\u2028end\x85."
        assert texts(read(as_csv(["text", "id"], [text, "1"], [SAID, "2"]), "n.csv")) == [text, SAID]

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_line_ends_of_all_systems(self, end):
        assert texts(read(f"id,text{end}1,{SAID}{end}{end}2,{SAID}{end}", "n.csv")) == [SAID, SAID]

    def test_marks_behind_a_backslash(self):
        quoted = SAID + ' "No," he said.'
        rows = as_csv(["id", "text"], ["1", quoted], ["2", SAID], doublequote=False, escapechar="\\")
        assert texts(read(rows, "n.csv")) == [quoted, SAID]

    @pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC])
    def test_tabs_with_quoting(self, quoting):
        rows = as_csv(["id", "text"], ["1", OTHER + "\n" + SAID], ["2", f'"{SAID}"'], delimiter="\t", quoting=quoting)
        assert texts(read(rows, "n.tsv")) == [OTHER + "\n" + SAID, f'"{SAID}"']

    def test_tabs_without_quoting_keep_the_marks_of_the_text(self):
        first, second, third = '"No," he said. ' + SAID, OTHER, f'"{SAID}"'
        rows = f"id\ttext\n1\t{first}\n2\t{second}\n3\t{third}\n"
        assert texts(read(rows, "n.tsv")) == [first, second, third]

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
    def test_encodings(self, encoding):
        text = f"“{SAID}” – café"
        report = only(read(as_csv(["text", "id"], [text, "é"]).encode(encoding), "n.csv"))
        assert (report.text, report.id) == (text, "é")
        assert bool(report.notes) == (not encoding.startswith("utf-8"))

    def test_one_row_in_another_encoding(self):
        rows = f"id,text\n1,caf\xe9 {SAID}\n".encode("cp1252") + f"2,café {SAID}\n3,{SAID}\n".encode()
        first, second, third = read(rows, "n.csv")
        assert first.text == second.text == f"café {SAID}"
        assert (first.notes, second.notes, third.notes) == (("read as windows-1252",), (), ())

    def test_ragged_rows_are_named(self):
        items = read(f"id,text\n1,{SAID}\n2,a,b\n3\n4,{SAID},,\n", "n.csv")
        assert [item.id for item in reports(items)] == ["1", "4"]
        assert problems(items) == {
            "n.csv, row 2": "it has 3 cells where the header has 2",
            "n.csv, row 3": "it has 1 cells where the header has 2",
        }

    @pytest.mark.parametrize(("cell", "why"), [("", "its text is missing (column 'text')"), (" ", "it is empty"), ("12.5", "it holds no letters, so there is nothing to read"), ("a\x00b", "it is not text but binary data")])  # fmt: skip
    def test_cells_without_text(self, cell, why):
        items = read(as_csv(["id", "text"], ["1", cell], ["2", SAID]), "n.csv")
        assert problems(items) == {"n.csv, row 1": why}
        assert texts(items) == [SAID]

    def test_dates_that_are_none_and_addresses_that_are_none_are_noted(self):
        report = only(read(as_csv(["text", "date", "url"], [SAID, "31/31/2024", "javascript:alert(1)"]), "n.csv"))
        assert (report.published, report.url) == (None, None)
        assert report.notes == (
            "published: '31/31/2024' is no date",
            "url: 'javascript:alert(1)' is no address on the web",
        )

    def test_an_address_is_no_outlet(self):
        report = only(read(as_csv(["text", "source"], [SAID, "https://example.org/"]), "n.csv"))
        assert report.outlet is None

    def test_html_in_cells(self):
        report = only(read(as_csv(["title", "text"], ["A &amp; B", f"<p>{SAID}</p><script>x</script>"]), "n.csv"))
        assert report.text == f"A & B\n\n{SAID}"
        assert report.notes == ("text: HTML turned into plain text", "headline: HTML entities decoded")

    def test_another_language_is_told_by_row(self):
        french = (
            "Le ministre a déclaré lundi que les négociations se poursuivraient jusqu'à ce que tous soient d'accord. "
            * 3
        )
        items = read(as_csv(["text"], [french], [SAID]), "n.csv")
        assert problems(items) == {"n.csv, row 1": "it is in French; only English is read"}
        assert texts(items) == [SAID]

    def test_a_row_that_is_too_large(self):
        items = read(as_csv(["id", "text"], ["1", SAID], ["2", "a " * 600], ["3", OTHER], ["4", "b\n" * 5000], ["5", OTHER]), "n.csv", limits=SMALL)  # fmt: skip
        assert [report.id for report in reports(items)] == ["1", "3", "5"]
        found = problems(items)
        assert list(found) == ["n.csv, row 2", "n.csv, row 4"]
        assert all(one.startswith("it is larger than 0.001 MB") for one in found.values())
        assert found["n.csv, row 4"].endswith("5,000 lines after it were passed over")

    def test_cells_longer_than_the_modules_own_limit(self):
        before = csv.field_size_limit()
        assert texts(read(as_csv(["id", "text"], ["1", SAID * 2000]), "n.csv")) == [SAID * 2000]
        assert csv.field_size_limit() == before

    def test_a_mark_that_is_never_closed(self):
        rows = as_csv(["id", "text", "url"], ["1", OTHER, "https://e.org/1"]) + f'2,"{SAID}\n' + as_csv(
            *([str(number), OTHER, "https://e.org/"] for number in range(3, 9))
        )  # fmt: skip
        items = read(rows, "n.csv")
        assert [report.id for report in reports(items)] == ["1", "3", "4", "5", "6", "7", "8"]
        assert list(problems(items)) == ["n.csv, row 2"]

    def test_a_file_that_was_cut_off_within_a_cell(self):
        rows = as_csv(["id", "text", "url"], ["1", OTHER, "u"]) + '2,"He said, and then\nthere, was, not\nmore'
        items = read(rows, "n.csv")
        assert texts(items) == [OTHER]
        assert problems(items) == {
            "n.csv, row 2": "a quotation mark is opened in it that is never closed; the file was cut off, most likely; "
            "2 lines after it were passed over"
        }

    def test_marks_that_are_not_doubled_are_no_guess(self):
        items = read(f'id,text\n1,"He said "no" to it."\n2,{SAID.replace(",", "")}\n', "n.csv")
        assert [report.id for report in reports(items)] == ["2"]
        assert list(problems(items)) == ["n.csv, row 1"]

    @pytest.mark.parametrize(
        ("data", "why"),
        [
            ("", "it is empty"),
            ("\n\n", "it is empty"),
            ("text\n", "it has a header but no rows"),
            (f"1\t{SAID}\n2\t{SAID}\n", "no column's name tells that it holds the text"),
            ("text\ttext\na\tb\n", "2 of its columns are called 'text'"),
            (b"\x00\x01\x02\x03" * 100, "it is not text but binary data"),
            (b"%PDF-1.7\n" + b"x" * 100, "it is a PDF file"),
        ],
    )
    @pytest.mark.parametrize("name", ["n.csv", "n.tsv"])
    def test_tables_that_hold_no_reports(self, data, why, name):
        assert problem(read(data, name)).startswith(why)

    def test_a_header_that_is_cut_off(self):
        assert problem(read('"text', "n.csv")).startswith("its header can't be read")

    def test_a_pipe_is_read_like_a_file(self):
        assert texts(read(as_csv(["text"], [SAID], [OTHER]), "n.csv", seekable=False)) == [SAID, OTHER]

    @given(st.lists(st.tuples(*[st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=30)] * 2), max_size=8),
           st.sampled_from(",;\t|"), st.sampled_from(["\n", "\r\n"]))  # fmt: skip
    @settings(deadline=None)
    def test_what_csv_writes_comes_back(self, cells, delimiter, end):
        rows = [[str(number), f"{SAID} {one}", f"x{two}"] for number, (one, two) in enumerate(cells)]
        data = as_csv(["id", "text", "note"], *rows, ["end", SAID, ""], delimiter=delimiter, lineterminator=end)
        plain = [row for row in [*rows, ["end", SAID]] if "<" not in row[1] and "&" not in row[1]]
        found = {report.id: report.text for report in reports(read(data, "n.csv"))}
        assert all(found[row[0]] == row[1] for row in plain if row[0] in found)
        assert len(found) == len(rows) + 1 or any(not row[1].isprintable() for row in rows)

    @given(
        st.binary(max_size=300)
        | st.lists(st.sampled_from(['"', ",", "\n", "a", "\\", "\r", "\t", "\x00", "\xff"])).map("".join)
    )
    @settings(deadline=None)
    def test_anything_ends_in_reports_or_errors(self, data):
        data = data if isinstance(data, bytes) else data.encode("latin-1")
        for item in read(b"id,text\n" + data, "n.csv", limits=SMALL):
            assert "please tell us" not in str(item)


class TestJson:
    def test_a_line_is_a_report(self):
        items = read(
            as_lines({"text": SAID, "id": 17, "published": 1718700000, "authors": ["A B", {"name": "C D"}]}), "n.jsonl"
        )
        report = only(items)
        assert (report.text, report.id, report.byline, report.name) == (SAID, "17", "A B, C D", "n.jsonl, line 1")
        assert (report.published, report.published_from) == (date(2024, 6, 18), "column")

    def test_fields_within_fields(self):
        answer = {"article": {"body": SAID}, "source": {"id": None, "name": "Example Times"}}
        report = only(read(as_lines(answer), "n.jsonl", text="article.body"))
        assert (report.text, report.outlet) == (SAID, "Example Times")

    def test_fields_that_some_objects_lack(self):
        items = read(as_lines({"text": SAID}, {"text": OTHER, "date": "2024-06-18"}, {"date": "2024-06-18"}), "n.jsonl")
        assert [report.published for report in reports(items)] == [None, date(2024, 6, 18)]
        assert problems(items) == {"n.jsonl, line 3": "its text is missing (column 'text')"}

    def test_a_mapped_field_that_no_object_has_is_one_error(self):
        why = problem(read(as_lines({"text": SAID}, {"text": OTHER, "date": ""}), "n.jsonl", published="day"))
        assert why == "it has no column 'day' (--published-column); its columns are 'text', 'date'"

    @pytest.mark.parametrize(
        ("value", "why"),
        [
            (["a", "b"], "column 'text' holds a list, where the text should be"),
            (12, "column 'text' holds a number, where the text should be"),
            (True, "column 'text' holds true or false, where the text should be"),
            ({"a": 1}, "column 'text' holds an object, where the text should be"),
            (None, "its text is missing (column 'text')"),
            (float("nan"), "its text is missing (column 'text')"),
        ],
    )
    def test_what_is_no_text(self, value, why):
        items = read(as_lines({"text": value}, {"text": SAID}), "n.jsonl")
        assert problems(items) == {"n.jsonl, line 1": why}
        assert texts(items) == [SAID]

    @pytest.mark.parametrize(
        ("line", "why"),
        [
            ('{"text": "a', "it is not JSON (unterminated string starting at)"),
            ("{'text': 'a'}", "it is not JSON"),
            ("[" * 100_000, "its lists or objects are nested too deeply"),
            ('{"a":' * 100_000, "its lists or objects are nested too deeply"),
            ('{"text": "a", "text": "b"}', "it has the field 'text' twice"),
            ("[1, 2]", "it is not an object with fields"),
            ("null", "it is not an object with fields"),
            ('{"text": "a"} {"text": "b"}', "it is not JSON (something follows its end)"),
        ],
    )
    def test_lines_that_cannot_be_read(self, line, why):
        items = read(as_lines({"text": SAID}) + line + "\n" + as_lines({"text": OTHER}), "n.jsonl")
        assert texts(items) == [SAID, OTHER]
        assert [one.startswith(why) for one in problems(items).values()] == [True], problems(items)
        assert list(problems(items)) == ["n.jsonl, line 2"]

    def test_a_file_that_was_cut_off(self):
        items = read(as_lines({"text": SAID}, {"text": OTHER})[:-20], "n.jsonl")
        assert texts(items) == [SAID]
        assert problems(items)["n.jsonl, line 2"].endswith("the file was cut off here, most likely")

    def test_numbers_and_characters_that_json_allows(self):
        line = f'{{"text": "{SAID} \\ud800", "id": {"9" * 10_000}, "date": NaN, "title": null}}'
        report = only(read(line, "n.jsonl"))
        assert (report.text, report.published, report.headline) == (SAID + " \ud800", None, None)

    def test_a_line_that_is_too_large(self):
        items = read(as_lines({"text": SAID}, {"text": "a " * 5000}, {"text": OTHER}), "n.jsonl", limits=SMALL)
        assert texts(items) == [SAID, OTHER]
        assert list(problems(items)) == ["n.jsonl, line 2"]

    def test_large_lines_are_not_held(self):
        class Endless(io.RawIOBase):
            left = 200_000_000

            def readable(self):
                return True

            def readinto(self, buffer):
                size = min(len(buffer), self.left)
                buffer[:size] = b"a" * size
                self.left -= size
                return size

        import tracemalloc

        from onrecord.intake.lines import Lines
        from onrecord.intake.source import Source

        gc.collect()
        tracemalloc.start()
        assert list(Lines(Source("n.jsonl", "n", io.BufferedReader(Endless())))) == [None]
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 30_000_000

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    @pytest.mark.parametrize("name", ["n.jsonl", "n.json"])
    def test_encodings(self, encoding, name):
        line = json.dumps({"text": f"“{SAID}” – café", "id": "é"}, ensure_ascii=False)
        report = only(read(line.encode(encoding), name))
        assert (report.text, report.id) == (f"“{SAID}” – café", "é")

    @pytest.mark.parametrize("name", ["n.json", "n.jsonl"])
    @pytest.mark.parametrize("indent", [None, 2])
    def test_a_list_of_objects(self, name, indent):
        items = read(json.dumps([{"text": SAID}, {"text": OTHER}], indent=indent), name)
        assert [(item.text, item.id, item.name) for item in items] == [
            (SAID, "news-1", f"{name}, item 1"),
            (OTHER, "news-2", f"{name}, item 2"),
        ]

    def test_one_object_is_one_report(self):
        report = only(read(json.dumps({"text": SAID, "authors": [{"name": "A"}]}, indent=1), "n.json"))
        assert (report.id, report.name, report.byline) == ("news", "n.json", "A")

    @pytest.mark.parametrize("wrap", [lambda some: {"status": "ok", "articles": some}, lambda some: {"response": {"total": 2, "results": some}}])  # fmt: skip
    def test_a_list_within_an_object(self, wrap):
        items = read(json.dumps(wrap([{"content": SAID}, {"content": OTHER}])), "n.json")
        assert [(item.text, item.name) for item in items] == [(SAID, "n.json, item 1"), (OTHER, "n.json, item 2")]

    def test_json_lines_by_another_name(self):
        items = read(as_lines({"text": SAID}) + "{broken\n" + as_lines({"text": OTHER}), "n.json")
        assert texts(items) == [SAID, OTHER]
        assert list(problems(items)) == ["n.json, line 2"]

    def test_objects_one_after_another(self):
        data = "\n".join(json.dumps({"text": text}, indent=2) for text in (SAID, OTHER))
        assert texts(read(data, "n.json")) == [SAID, OTHER]

    def test_a_list_that_was_cut_off_is_read_so_far(self):
        items = read(json.dumps([{"text": SAID}, {"text": OTHER}])[:-30], "n.json")
        assert texts(items) == [SAID]
        assert problems(items)["n.json, item 2"].endswith("the file was cut off here, most likely")

    @pytest.mark.parametrize(
        ("data", "why"),
        [
            ("", "it is empty"),
            ("[]", "its list is empty"),
            ("[" * 100_000, "its lists or objects are nested too deeply"),
            ("<p>", "it is not JSON"),
            ('{"a": []}', "no column's name tells that it holds the text"),
            ('"text"', "it is not an object with fields"),
        ],
    )
    def test_json_that_holds_no_reports(self, data, why):
        assert problem(read(data, "n.json")).startswith(why)

    def test_what_follows_a_list(self):
        items = read(json.dumps([{"text": SAID}]) + "]", "n.json")
        assert texts(items) == [SAID]
        assert problems(items) == {"n.json, item 2": "']' stands behind the end of the list"}

    def test_an_item_that_is_too_large(self):
        items = read(json.dumps([{"text": SAID}, {"text": "a " * 5000}, {"text": OTHER}]), "n.json", limits=SMALL)
        assert texts(items) == [SAID, OTHER]
        assert list(problems(items)) == ["n.json, item 2"]

    def test_the_end_of_a_huge_item_is_not_looked_for(self):
        items = read(json.dumps([{"text": SAID}, {"text": "a" * 400_000}, {"text": OTHER}]), "n.json", limits=SMALL)
        assert texts(items) == [SAID]
        assert problems(items)["n.json, item 2"].startswith("it is larger than")

    @given(st.lists(st.dictionaries(st.text(max_size=5), st.none() | st.text() | st.integers() | st.floats() | st.lists(st.text()), max_size=4), max_size=6),
           st.booleans(), st.sampled_from([None, 1]))  # fmt: skip
    @settings(deadline=None)
    def test_what_json_writes_comes_back(self, objects, ascii_only, indent):
        objects = [
            *({**one, "text": f"{SAID} {number}", "id": f"i{number}"} for number, one in enumerate(objects)),
            {"text": SAID, "id": "end"},
        ]
        data = json.dumps(objects, ensure_ascii=ascii_only, indent=indent).encode("utf-8", "replace")
        found = read(data, "n.json", limits=Limits())
        assert [(report.id, report.text[: len(SAID)]) for report in reports(found)] == [
            (one["id"], SAID) for one in objects
        ]

    @given(st.text(st.sampled_from('[]{}",:\\ \n1eu-tx'), max_size=60), st.sampled_from(["n.json", "n.jsonl"]))
    @settings(deadline=None)
    def test_anything_ends_in_reports_or_errors(self, data, name):
        for item in read(data, name):
            assert "please tell us" not in str(item)
