"""Mails become reports, with what is attached to them; those that are broken or hostile end soon."""

import io
import zipfile
from datetime import date
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.intake.limits import Limits

from .sources import SAID, SMALL, only, problem, problems, read, texts

OTHER = "She told reporters that they would not sign it, whatever was said, and left the room with her advisers."
HEADERS = "From: Jane Doe <jane@example.org>\nSubject: Talks go on\nDate: Tue, 18 Jun 2024 23:30:00 -0500\n"


def mail(text=SAID, html=None, **headers):
    message = EmailMessage(policy=SMTP)
    named = {"From": "Jane Doe <jane@example.org>", "Subject": "Talks go on", "Date": "Tue, 18 Jun 2024 23:30:00 -0500"}
    for name, value in {**named, **{name.replace("_", "-"): value for name, value in headers.items()}}.items():
        message[name] = value
    if text is not None:
        message.set_content(text)
    if html is not None:
        message.add_alternative(html, subtype="html") if text is not None else message.set_content(html, subtype="html")
    return message


def test_a_mail_is_a_report():
    report = only(read(mail().as_bytes(), "a.eml"))
    assert report.text == f"Talks go on\n\n{SAID}"
    assert report[report.headline] == "Talks go on"
    assert (report.id, report.name, report.byline, report.outlet) == ("news", "a.eml", "Jane Doe", None)
    assert (report.published, report.published_from) == (date(2024, 6, 18), "header")


@pytest.mark.parametrize("header", ["List_Id", "List_Unsubscribe"])
def test_a_newsletter_is_sent_by_its_outlet(header):
    report = only(read(mail(**{header: "<news.example.org>", "From": '"Example Times, Morning" <news@example.org>'}).as_bytes(), "a.eml"))  # fmt: skip
    assert (report.outlet, report.outlet_from, report.byline) == ("Example Times, Morning", "header", None)


def test_plain_text_goes_before_html():
    assert texts(read(mail(SAID, f"<p>{OTHER}</p>").as_bytes(), "a.eml")) == [f"Talks go on\n\n{SAID}"]


@pytest.mark.parametrize("plain", [None, "", "\n \n"])
def test_html_is_read_where_there_is_no_plain_text(plain):
    html = (
        f"<style>p{{}}</style><div style='display:none'>See inside</div><p>{SAID}</p><p>{OTHER}</p><script>x</script>"
    )
    assert texts(read(mail(plain, html).as_bytes(), "a.eml")) == [f"Talks go on\n\n{SAID}\n\n{OTHER}"]


@pytest.mark.parametrize("how", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-15", "koi8-r"])
def test_ways_of_packing_and_character_sets(how, charset):
    message = EmailMessage(policy=SMTP)
    message["Subject"] = "Größe: é" if charset != "koi8-r" else "Привет"
    text = f"{SAID} {'Привет' if charset == 'koi8-r' else 'café'}"
    message.set_content(text, charset=charset, cte=how)
    report = only(read(message.as_bytes(), "a.eml"))
    assert report.text == f"{message['Subject']}\n\n{text}"


@pytest.mark.parametrize("charset", ["no-such-set", "us-ascii", "idna", "punycode", "zlib", "unicode-escape", '"', ""])
def test_character_sets_that_are_wrong(charset):
    data = (
        f"{HEADERS}Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: 8bit\n\n{SAID} café – “no”\n"
    )
    assert texts(read(data, "a.eml")) == [f"Talks go on\n\n{SAID} café – “no”"]


def test_latin_1_means_windows_1252():
    head = f"{HEADERS}Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: 8bit\n\n"
    assert texts(read(head.encode() + f"“{SAID}”".encode("cp1252"), "a.eml")) == [f"Talks go on\n\n“{SAID}”"]


def test_headers_that_are_not_ascii():
    data = f"From: Zoë <z@example.org>\nSubject: Gespräche: é – =?utf-8?q?caf=C3=A9?= =?bad?x?y?=\n\n{SAID}\n"
    report = only(read(data, "a.eml"))
    assert report.byline == "Zoë"
    assert report[report.headline].startswith("Gespräche: é – ")


def test_flowed_text_is_put_together():
    data = f"{HEADERS}Content-Type: text/plain; format=flowed\n\nThe minister said \non Monday that the talks \nwould go on.\n\nShe left.\n-- \nJane\n"
    assert texts(read(data, "a.eml")) == [
        "Talks go on\n\nThe minister said on Monday that the talks would go on.\n\nShe left.\n-- \nJane"
    ]


def test_footers_stay_in_the_text():
    assert only(read(mail(f"{SAID}\n\nUnsubscribe: https://e.org/u\n").as_bytes(), "a.eml")).text.endswith(
        "https://e.org/u"
    )


def test_attachments_of_known_kinds_are_read():
    message = mail()
    message.add_attachment(OTHER, filename="statement.txt")
    message.add_attachment(f"id,text\nx,{SAID}\n".encode(), maintype="text", subtype="csv", filename="table.csv")
    message.add_attachment(b"\xff\xd8\xff\xe0" * 50, maintype="image", subtype="jpeg", filename="picture.jpg")
    message.add_attachment(f"<html><body><p>{OTHER} {SAID}</p></body></html>", subtype="html", filename="../../p.html")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("in.txt", OTHER)
    message.add_attachment(packed.getvalue(), maintype="application", subtype="zip", filename="more.zip")
    items = read(message.as_bytes(), "a.eml")
    assert [(item.name, item.id) for item in items] == [
        ("a.eml", "news"),
        ("a.eml/statement.txt", "news/statement"),
        ("a.eml/table.csv, row 1", "x"),
        ("a.eml/p.html", "news/p"),
        ("a.eml/more.zip/in.txt", "news/more/in"),
    ]


def test_attachments_of_one_name_and_none():
    message = mail(None)
    message.make_mixed()
    for text in (SAID, OTHER):
        message.add_attachment(text, filename="a.txt")
    items = read(message.as_bytes(), "a.eml")
    assert [(item.id, item.text.strip()) for item in items] == [("news/a", SAID), ("news/2-a", OTHER)]


def test_mails_within_the_mail():
    inner = mail(OTHER, Subject="Inner")
    message = mail()
    message.add_attachment(inner)
    items = read(message.as_bytes(), "a.eml")
    assert [(item.name, item.id) for item in items] == [("a.eml", "news"), ("a.eml/message.eml", "news/message")]
    assert items[1].text == f"Inner\n\n{OTHER}"


def test_mails_within_too_many_mails():
    message = mail(OTHER)
    for _ in range(7):
        outer = mail()
        outer.add_attachment(message)
        message = outer
    items = read(message.as_bytes(), "a.eml")
    assert len(texts(items)) == 5
    assert "raise the limit with --max-depth" in str(list(problems(items).values()))


def test_members_are_counted():
    message = mail()
    for number in range(5):
        message.add_attachment(OTHER, filename=f"{number}.txt")
    assert "--max-members" in str(read(message.as_bytes(), "a.eml", limits=Limits(members=2))[-1])


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("", "it is empty"),
        ("\n\n\n", "it is empty"),
        (SAID, "it is not a mail: it has no headers"),
        (b"%PDF-1.7" + b"x" * 100, "it is a PDF file"),
        (HEADERS + "\n", "it has no text"),
        (HEADERS + "\n" + "a " * 600, "it is larger than 0.001 MB"),
        (HEADERS + "\n" + "a" * 20_000, "it is larger than 0.01 MB"),
        (HEADERS + "\n\x00\x01\x02\x03", "it is not text but binary data"),
    ],
)
def test_mails_that_hold_no_report(data, why):
    assert problem(read(data, "a.eml", limits=SMALL)).startswith(why)


def test_a_date_that_is_none_is_noted():
    report = only(read(f"Subject: T\nDate: some day\n\n{SAID}", "a.eml"))
    assert (report.published, report.notes) == (None, ("published: 'some day' is no date",))


def test_parts_that_were_cut_off_or_have_no_boundary():
    whole = mail(SAID, f"<p>{OTHER}</p>").as_bytes()
    assert SAID in only(read(whole[: len(whole) - 60], "a.eml")).text
    assert SAID in only(read(f"{HEADERS}Content-Type: multipart/mixed\n\n{SAID}", "a.eml")).text
    assert SAID in only(read(f"{HEADERS}Content-Type: multipart/mixed; boundary=x\n\n{SAID}", "a.eml")).text


def nested(depth):
    head = "".join(f"Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n" for level in range(depth))
    return f"{HEADERS}{head}Content-Type: text/plain\n\n{SAID}\n"


def test_parts_within_parts():
    assert texts(read(nested(20), "a.eml")) == [f"Talks go on\n\n{SAID}"]
    assert problem(read(nested(1000), "a.eml")) == "its parts are nested too deeply"


@pytest.mark.parametrize(
    "hostile",
    [
        nested(60) + "a\n" * 500_000,
        HEADERS + "Content-Type: message/rfc822\n\n" * 2000,
        HEADERS + "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\n" * 20_000,
        "Subject: " + "=?utf-8?q?a?= " * 50_000 + f"\n\n{SAID}",
        "From: " + "(" * 100_000 + f"\n\n{SAID}",
        "Date: " + "1 " * 100_000 + f"\n\n{SAID}",
        HEADERS + "Content-Type: text/plain; " + "a*0*=x; " * 20_000 + f"\n\n{SAID}",
        "X: y\n" * 100_000 + f"\n\n{SAID}",
        HEADERS + "Content-Transfer-Encoding: base64\n\n" + "=" * 500_000,
        HEADERS + "Content-Transfer-Encoding: x-uuencode\n\nbegin 666 x\n" + "M\n" * 100_000,
    ],
    ids=range(10),
)
def test_hostile_mails_end(hostile):
    for item in read(hostile, "a.eml"):
        assert "please tell us" not in str(item)


@given(st.lists(st.sampled_from(["Content-Type: ", "multipart/mixed; boundary=b", "multipart/alternative; boundary=\"b\"", "message/rfc822", "text/html", "text/plain; charset=", "Content-Disposition: attachment; filename=", "a.txt", "b.eml", "=?utf-8?b?w6k=?=", "\n", "\n\n", "--b", "--b--", "Content-Transfer-Encoding: base64", "QUJD", "é", "\x00", ";", '"', ":", "From: ", "<a@b>"])))  # fmt: skip
@settings(deadline=None, max_examples=100)
def test_any_order_of_pieces_ends_in_reports_or_errors(pieces):
    for item in read(HEADERS + "".join(pieces), "a.eml"):
        assert "please tell us" not in str(item)
