"""Bytes to characters, without losing any.

1. A byte order mark says the charset; the mark is no part of the text.
2. A charset that the format declares is believed if the bytes fit it.
3. UTF-8, lone surrogates included.
4. UTF-16 without a mark shows as NULs in every second place.
5. Partly UTF-8: texts were pasted together. Lines that are UTF-8 are read so, the others by the rules that follow;
   single stray bytes in UTF-8 are Windows-1252.
6. Latin script: Windows-1252, unless another code page makes the language plainly clearer.
7. Any other script: what charset-normalizer finds, or the code page of an alphabet that makes clearer words.
"""

from __future__ import annotations

import codecs
import re
from itertools import pairwise

from sayso.errors import InputError
from sayso.ingest.languages import guess_language
from sayso.settings import IngestSettings

_WIDE_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
_HIGH_BYTES = re.compile(rb"[\x80-\xff]+")
_AROUND_BYTES = 32  # enough words of a Latin script to know its language by
_BETWEEN_BYTES = 4  # the spaces and marks between words of other scripts
_PLAIN = bytes(range(128))
_UTF8_PIECE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_LATIN_PAGES = ("cp1252", "cp1250", "cp1254", "iso8859_2")
_ALPHABET_PAGES = ("cp1251", "koi8_u", "iso8859_5", "cp866", "cp1253", "cp1255", "cp1256", "cp874")
_SAMPLE_BYTES = 65_536


def decode_bytes(data: bytes, where: str, settings: IngestSettings, declared: str | None = None) -> str:
    """Return the text of ``data``.

    Raises:
        InputError: ``binary``, when the bytes are no text.
    """
    for mark, charset in _WIDE_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(charset, "surrogatepass" if _fits(data[len(mark) :], charset) else "replace")
    data = data.removeprefix(codecs.BOM_UTF8)
    if declared and _fits(data, declared) and not _is_utf8(data):
        return data.decode(declared)
    if wide := _find_wide(data):
        return data.decode(wide, "replace")
    is_utf8 = _is_utf8(data)
    share = _share_controls(data)
    if share > (settings.binary_share_valid if is_utf8 else settings.binary_share):
        raise InputError("binary", "it is not text but binary data", where=where, do="Convert it to text, HTML or JSON Lines first")
    return data.decode("utf-8", "surrogatepass") if is_utf8 else _decode_other(data, settings)


def _is_utf8(data: bytes) -> bool:
    return _fits(data, "utf-8")


def _fits(data: bytes, charset: str) -> bool:
    """Return whether every byte has a meaning in ``charset`` (an unknown one fits nothing)."""
    errors = "surrogatepass" if charset.replace("_", "-").lower().startswith("utf") else "strict"
    try:
        data.decode(charset, errors)
    except (UnicodeError, LookupError, ValueError):
        return False
    return True


def _share_controls(data: bytes) -> float:
    sample = data[:_SAMPLE_BYTES]
    return 1 - len(sample.translate(None, _CONTROLS)) / len(sample) if sample else 0.0


def _find_wide(data: bytes) -> str | None:
    sample = data[: _SAMPLE_BYTES // 4 * 4]
    even, odd = sample[::2], sample[1::2]
    if len(sample) < 8 or len(data) % 2:
        return None
    if odd.count(0) > 0.4 * len(odd) and even.count(0) < 0.05 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.4 * len(even) and odd.count(0) < 0.05 * len(odd):
        return "utf-16-be"
    return None


def _decode_other(data: bytes, settings: IngestSettings) -> str:
    """Return bytes that are not all UTF-8: line by line where a good part of them is, else as one charset."""
    lines = data.split(b"\n")
    is_valid = [_is_utf8(line) for line in lines]
    n_valid = sum(_count_high(line) for line, valid in zip(lines, is_valid, strict=True) if valid)
    if n_valid < settings.mixed_share * _count_high(data):
        return _decode_page(data, _judge_charset(data, settings))
    charset = _judge_charset(b"\n".join(line for line, valid in zip(lines, is_valid, strict=True) if not valid), settings)
    return "\n".join(_decode_page(line, "utf-8" if valid else charset) for line, valid in zip(lines, is_valid, strict=True))


def _count_high(data: bytes) -> int:
    return len(data.translate(None, _PLAIN))


def _judge_charset(data: bytes, settings: IngestSettings) -> str:
    sample = _find_sample(data, settings.charset_sample_bytes, _AROUND_BYTES)
    n_high = _count_high(sample)
    if sum(map(len, _UTF8_PIECE.findall(sample))) > settings.utf8_share * n_high:
        return "utf-8"
    n_letters = len(re.findall(rb"[A-Za-z]", sample)) + n_high
    if n_high <= settings.latin_share * n_letters:
        return _judge_latin(sample, settings)
    return _find_charset(_find_sample(data, settings.charset_sample_bytes, _BETWEEN_BYTES))


def _find_sample(data: bytes, most: int, around: int) -> bytes:
    """Return stretches around bytes above 127 from the whole of ``data``: a long plain beginning says nothing."""
    found, size, at = [], 0, 0
    for match in _HIGH_BYTES.finditer(data):
        if match.end() <= at:
            continue
        start, end = max(at, match.start() - around), match.end() + around
        found.append(data[start : min(end, start + most)])
        at, size = end, size + end - start
        if size >= most:
            break
    return b"".join(found)[:most]


def _judge_latin(sample: bytes, settings: IngestSettings) -> str:
    best, clearest = _LATIN_PAGES[0], guess_language(_decode_page(sample, _LATIN_PAGES[0])).confidence
    for page in _LATIN_PAGES[1:]:
        if _fits(sample, page):
            confidence = guess_language(_decode_page(sample, page)).confidence
            if confidence > max(clearest, settings.charset_confidence):
                best, clearest = page, confidence
    return best


def _find_charset(sample: bytes) -> str:
    """Return what charset-normalizer finds, unless an alphabet's code page makes clearer words: short Cyrillic often fools it."""
    from charset_normalizer import from_bytes

    match = from_bytes(sample).best()
    pages = [*([match.encoding] if match else []), *(page for page in _ALPHABET_PAGES if _fits(sample, page))]
    return max(pages, key=lambda page: _score_page(sample, page), default="cp1252")


def _score_page(sample: bytes, page: str) -> float:
    """Return how much the bytes look like a language in this code page: a known one, in letters, no capitals inside words."""
    text = "".join(character for character in _decode_page(sample, page) if not character.isdigit())
    n_characters = sum(not character.isspace() for character in text) or 1
    n_letters = sum(map(str.isalpha, text))
    n_capitals_inside = sum(before.islower() and after.isupper() for before, after in pairwise(text))
    return guess_language(text).confidence * (n_letters / n_characters) * max(0.0, 1 - 2 * n_capitals_inside / max(n_letters, 1))


def _read_strays(error: UnicodeError) -> tuple[str, int]:
    """Return bytes that a charset cannot read as Windows-1252, or as the Latin-1 characters of their number."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    stray = error.object[error.start : error.end]
    try:
        return stray.decode("cp1252"), error.end
    except UnicodeDecodeError:
        return stray.decode("latin-1"), error.end


codecs.register_error("sayso.strays", _read_strays)


def _decode_page(data: bytes, charset: str) -> str:
    return data.decode(charset, "sayso.strays")
