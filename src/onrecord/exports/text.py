"""Text that every file can hold."""

import re

__all__ = ["writable"]

SURROGATE = re.compile("[\ud800-\udfff]")


def writable(text: str) -> str:
    """The text with U+FFFD for lone surrogates, which UTF-8 can't hold; no place shifts."""
    return SURROGATE.sub("\ufffd", text)
