"""Bytes to text: what a Korean page, record file or text file is really written in, whatever it declares."""

from __future__ import annotations

import codecs
import re

_DECLARED = re.compile(
    rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)|<\?xml[^>]{0,100}encoding=["']([A-Za-z0-9_.:-]+)"""
)
_HEAD = 4096  # bytes that may hold a declaration
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# CP949 holds all of EUC-KR and what Korean Windows adds: pages that say EUC-KR mean it.
_KOREAN = frozenset(
    ("euc-kr", "euc_kr", "euckr", "ks_c_5601-1987", "ksc5601", "ks_c_5601", "ms949", "windows-949", "uhc")
)


def decode(data: bytes, stated: str | None = None) -> str:
    """`data` as text. `stated` is the charset of an HTTP header, where there is one.

    In order: a byte order mark; UTF-8 when every byte is right (other Korean charsets hardly ever are, so a wrong
    declaration does no harm); the stated and declared charsets when every byte is right; else UTF-8 or CP949,
    whichever leaves fewer broken characters, which then are U+FFFD.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    for charset in ("utf-8", _known(stated), _known(declared(data)), "cp949"):
        try:
            if charset:
                return data.decode(charset)
        except (UnicodeDecodeError, LookupError):
            continue
    tries = [data.decode(name, "replace") for name in ("utf-8", "cp949")]
    return min(tries, key=lambda text: text.count("\ufffd"))


def declared(data: bytes) -> str | None:
    """The charset that the head of an HTML or XML document declares."""
    match = _DECLARED.search(data[:_HEAD])
    return (match.group(1) or match.group(2)).decode("ascii", "replace") if match else None


def _known(name: str | None) -> str | None:
    if not name:
        return None
    name = name.strip().lower()
    if name in _KOREAN:
        return "cp949"
    # Latin charsets decode any byte: as a declaration on a Korean page they say nothing.
    return (
        None
        if name.replace("_", "-") in ("iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii", "windows-1252")
        else name
    )
