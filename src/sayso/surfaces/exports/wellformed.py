"""Text that the format it goes into can carry. What cannot stand there becomes U+FFFD, one for one, so that lengths stay."""

from __future__ import annotations

import re

MARK = "\ufffd"
_LONE_SURROGATES = re.compile("[\ud800-\udfff]")
# What XML 1.0 has no way to write, not even escaped; and the C1 controls, which it discourages.
_NOT_XML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WEB_ADDRESS = re.compile(r"https?://[\w.-]+(?::\d{1,5})?(?:[/?#][^\s\x00-\x1f\x7f-\x9f<>\"'`\\]*)?", re.IGNORECASE)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def mend_unicode(text: str) -> str:
    r"""Return text that encodes as UTF-8.

    >>> mend_unicode("a\ud800b") == "a\ufffdb"
    True
    """
    return _LONE_SURROGATES.sub(MARK, text)


def mend_controls(text: str) -> str:
    """Return text that encodes as UTF-8 and holds no control character but tabs and line breaks."""
    return _CONTROLS.sub(MARK, mend_unicode(text))


def mend_xml(text: str) -> str:
    """Return text that may stand in an XML document once it is escaped."""
    return _NOT_XML.sub(MARK, text)


def is_web_address(url: str | None) -> bool:
    """Return whether a URL may become a link: http or https, on one line, with a host and without a password.

    >>> is_web_address("https://lantern.example/1"), is_web_address("javascript:alert(1)"), is_web_address("https://a b.example/")
    (True, False, False)
    """
    return url is not None and _WEB_ADDRESS.fullmatch(url) is not None
