"""Text of unknown origin that a terminal may show."""

import re

from onrecord.views.wording import in_flow

__all__ = ["inert"]

UNSEEN = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def inert(text: str) -> str:
    """The text on one line, without anything that a terminal would act on.

    Control characters are shown as pictures; those that turn the direction of writing or can't be seen are left out.
    """
    return CONTROL.sub(_picture, UNSEEN.sub("", in_flow(text)))


def _picture(control: re.Match[str]) -> str:
    code = ord(control[0])
    return chr(0x2400 + code) if code < 0x20 else "␡" if code == 0x7F else "�"
