"""Names and offices as the CIA writes them: "Umar Hasan Ahmad al-BASHIR", "President Lt. Gen.", family in capitals."""

import re
from dataclasses import dataclass

__all__ = ["FactbookName", "clean_title", "read_name"]

_RANKS = re.compile(
    r"\b(?:Lt|Maj|Gen|Brig|Col|Capt|Adm|Dr|Sir|Dame|Sheikh|Shaykh|Sayyid|Hon|Prof|Ret|Sr|Mr|Mrs|Ms|Cdr|Field Marshal|"
    r"Major|General|Lieutenant|Colonel|Prince|Crown|Ayatollah|Mullah|Chief|Fra'|Archbishop|Cardinal|Lord|Rear|Admiral|"
    r"Commodore|Ambassador|HRH|Tan Sri|Dato'?|Datuk|Tun)\b\.?",
)
_OFFICE_WORDS = re.compile(
    r"\b(?:president|minister|ministers|premier|premiers|governor|chairman|leader|council|republic|states?|of|the|and|"
    r"assembly|commission|acting|vice|deputy|king|queen|chief|head|captain|captains|regent|interim|spokesman|"
    r"administrator|commissioner|secretary|government|chancellor|vacant|position|none)\b",
    re.IGNORECASE,
)
_PATRONYMIC = re.compile(r"\w{3,}(?:ovich|evich|yevich|ovych|evych|ovna|evna|yevna|ivna|ich|uly|oglu)$")
_ROMAN = frozenset(("II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIV", "XVI"))
_RUSSIAN = (
    (r"^Dmitri[yi]$", "Dmitry"), (r"^Aleksandr$", "Alexander"), (r"^Aleksey$", "Alexei"), (r"^Sergey$", "Sergei"),
    (r"^Andrey$", "Andrei"), (r"^Nikolay$", "Nikolai"), (r"^Yevgeni[yi]$", "Yevgeny"), (r"^Vitali[yi]$", "Vitaly"),
    (r"^Valeri[yi]$", "Valery"), (r"^Yuri[yi]$", "Yuri"), (r"^Anatoli[yi]$", "Anatoly"), (r"^Vasili[yi]$", "Vasily"),
    (r"^Grigori[yi]$", "Grigory"), (r"^Georgi[yi]$", "Georgy"), (r"^Gennadi[yi]$", "Gennady"),
    (r"^Arkadi[yi]$", "Arkady"), (r"s[kc]iy$", "sky"), (r"iy$", "y"), (r"oy(?=g)", "oi"),
)  # fmt: skip
_SLAVIC = ("RUS", "BLR")


@dataclass(frozen=True, slots=True)
class FactbookName:
    """A name in usual letters, its family name, and the longer forms that go with it."""

    name: str
    family: str
    aliases: tuple[str, ...]


def read_name(raw: str, country: str) -> FactbookName | None:
    """The name in a cell, None where it holds an office, several people or no family name in capitals."""
    text = re.sub(r'"+', '"', raw).strip(' "')
    text = re.sub(r"\s*\([^)]*\)|\s*\"[^\"]*\"", "", text)
    text = _RANKS.sub("", text).replace("’", "'")
    text = " ".join(text.split()).strip(" ,.;")
    text = re.sub(r",? (?:Jr|Sr)$", "", text)
    if not text or "," in text or " and " in text or _OFFICE_WORDS.search(text) or any(map(str.isdigit, text)):
        return None
    words = text.split()
    capitals = [word for word in words if _is_family(word)]
    broken = any(len(word) == 1 and word.isupper() for word in words) or "�" in text
    if broken or not capitals or len(words) > 6 or (len(words) == 1 and len(capitals) == 1):
        return None
    family = " ".join(_cased(word) for word in capitals)
    return FactbookName(*_forms(words, family, country))


def _is_family(word: str) -> bool:
    bare = re.sub(r"^(?:al|el|ad|as|ash|an|ar|at|d|mc|Mc|Mac|Fitz)[-']?(?=[A-Z]{2})", "", word).strip(".")
    return (
        len(bare) > 1
        and "." not in bare
        and bare.upper() == bare
        and any(map(str.isalpha, bare))
        and bare not in _ROMAN
    )


def _cased(word: str) -> str:
    """ "AL-MALIKI" to "Al-Maliki", "al-ASAD" to "al-Asad", "McCAIN" to "McCain"; what has small letters keeps them."""
    return re.sub(r"[^\W\d_a-z]{2,}", lambda found: found.group()[0] + found.group()[1:].lower(), word)


def _forms(words: list[str], family: str, country: str) -> tuple[str, str, tuple[str, ...]]:
    full = " ".join(word if word in _ROMAN else _cased(word) for word in words)
    usual = [
        _usual(_cased(word) if word not in _ROMAN else word, country)
        for place, word in enumerate(words)
        if not _left_out(word, place, words)
    ]
    name = " ".join(usual)
    family = " ".join(_usual(part, country) for part in family.split())
    shorter = _without_what_follows(usual, family)
    aliases = [alias for alias in dict.fromkeys((full, shorter)) if alias and alias != name]
    return name, family, tuple(aliases)


def _left_out(word: str, place: int, words: list[str]) -> bool:
    """Initials and patronymics in the middle."""
    inner = 0 < place < len(words) - 1
    return inner and (re.fullmatch(r"(?:[A-Z]\.)+", word) is not None or _PATRONYMIC.fullmatch(word) is not None)


def _without_what_follows(usual: list[str], family: str) -> str:
    """ "Juan Manuel Santos" of "Juan Manuel Santos Calderon": the name up to the family name."""
    last = family.split()[-1]
    return " ".join(usual[: usual.index(last) + 1]) if last in usual and usual[0] not in family.split() else ""


def _usual(word: str, country: str) -> str:
    if country in _SLAVIC:
        for pattern, instead in _RUSSIAN:
            word = re.sub(pattern, instead, word)
    return word


def clean_title(raw: str) -> str:
    """A title without ranks and honorifics: "President Lt. Gen." is "President"."""
    return " ".join(_RANKS.sub("", raw).split()).strip(" ,.")
