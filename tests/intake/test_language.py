"""English passes, other languages are named."""

import pytest

from onrecord.errors import LanguageError
from onrecord.intake.language import check_language

ENGLISH = [
    "The ministry said on Monday that it would not sign.",
    "Oil prices rise 3%",
    "12 dead",
    "He said yes.",
    "Police arrest three men after blast near Kabul market",
    "President Sisi visits Riyadh",
    "A bomb explodes beside a station in Cúcuta, Colombia, injuring eleven officers and three civilians.",
    "„Wir schaffen das“, the chancellor said, and her party did not contradict her in the days that followed.",
]
OTHERS = {
    "German": "Der Präsident sagte am Montag vor Journalisten, er werde nicht zurücktreten.",
    "French": "Le président a déclaré lundi à la presse qu’il ne démissionnerait pas.",
    "Spanish": "El presidente dijo el lunes a los periodistas que no dimitirá de su cargo.",
    "Dutch": "De minister zei maandag dat hij niet zal aftreden, of de Kamer het nu wil of niet.",
    "Danish": "Statsministeren siger, at regeringen ikke vil gå af, og at der er to forslag for Folketinget.",
    "Indonesian": "Presiden mengatakan kepada wartawan pada hari Senin bahwa ia tidak akan mundur dari jabatannya.",
    "Russian": "Президент заявил журналистам, что не уйдет в отставку.",
    "Chinese": "总理周二对记者说，他不会辞职。",
    "Arabic": "قال الرئيس للصحفيين يوم الاثنين إنه لن يستقيل من منصبه.",
}


@pytest.mark.parametrize("text", ENGLISH)
def test_english_passes(text):
    check_language(text, "a.txt")


@pytest.mark.parametrize(("language", "text"), OTHERS.items())
def test_other_languages_are_named(language, text):
    with pytest.raises(LanguageError) as caught:
        check_language(text, "a.txt")
    assert str(caught.value) == f"a.txt: it is in {language}; only English is read"


def test_foreign_words_inside_an_english_report_pass():
    check_language(
        "The mayor said: “" + OTHERS["German"] + "” She then left the room with the two men who had come.", "a"
    )
