"""An HTML document that needs no network and runs nothing but its own style and script."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

from onrecord.views.markup import attribute

__all__ = ["asset", "document"]


def document(title: str, body: str, *, script: str) -> str:
    """The whole page; `script` is one of this package's. Whatever else a text smuggles in, the policy forbids."""
    style, code = asset("page.css"), asset(script)
    policy = f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(code)}'"
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>{attribute(title)}</title>
<style>{style}</style>
</head>
<body class="onrecord">
{body}
<script>{code}</script>
</body>
</html>
"""


@cache
def asset(name: str) -> str:
    """A style sheet or script of this package."""
    return files("onrecord.views").joinpath(name).read_text(encoding="utf-8").strip()


@cache
def _digest(content: str) -> str:
    return "sha256-" + b64encode(sha256(content.encode()).digest()).decode()
