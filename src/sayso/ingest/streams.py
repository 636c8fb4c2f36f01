"""Bytes in bounded portions: packed files with a limit on what they unpack to, and lines with a limit on their length."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, NamedTuple, cast

from sayso.errors import InputError
from sayso.settings import IngestSettings


class Forward(io.RawIOBase):
    """A stream that runs forward, counts its bytes and, given a limit, refuses to go beyond it.

    It tells its place but does not seek: WARC readers ask for the place only.
    """

    def __init__(self, stream: BinaryIO, where: str, most_bytes: int | None = None) -> None:
        self._stream, self._at, self._where, self._most = cast(io.BufferedReader, stream), 0, where, most_bytes

    def readable(self) -> bool:
        """Return True."""
        return True

    def seekable(self) -> bool:
        """Return True: the place can be told, which is all that is asked."""
        return True

    def tell(self) -> int:
        """Return the number of bytes read so far."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Return the place, if that is where to go; the stream only runs forward."""
        if (whence == io.SEEK_CUR and offset == 0) or (whence == io.SEEK_SET and offset == self._at):
            return self._at
        raise io.UnsupportedOperation("seek")

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Return how many bytes were put into ``buffer``."""
        data = self._stream.read1(len(buffer))  # one step at a time: what stands before a break is handed on
        buffer[: len(data)] = data
        self._at += len(data)
        if self._most is not None and self._at > self._most:
            what = f"it unpacks to more than {self._most:,} bytes, out of all proportion to its size"
            raise InputError("too_large", what, where=self._where, do="If it is honest, unpack it first and read the unpacked file")
        return len(data)

    def close(self) -> None:
        """Close the stream underneath, too."""
        self._stream.close()
        super().close()


@contextmanager
def reading_from(where: str) -> Iterator[None]:
    """Turn whatever goes wrong while bytes are read from ``where`` into an ``InputError``."""
    try:
        yield
    except InputError:
        raise
    except FileNotFoundError as error:
        raise InputError("vanished", "it was there and is gone", where=where, do="Read the folder again") from error
    except PermissionError as error:
        raise InputError("unreadable", "permission to read it is missing", where=where, do="Change its permissions (chmod u+r)") from error
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise InputError("broken_archive", f"it does not unpack ({error})", where=where, do="Fetch or pack it again") from error
    except OSError as error:
        raise InputError(
            "unreadable", f"it cannot be read ({error.strerror or error})", where=where, do="Copy it to another disk"
        ) from error


def bound_unpacked(stream: BinaryIO, packed_bytes: int, where: str, settings: IngestSettings) -> BinaryIO:
    """Return a stream of unpacked bytes that ends with an error when they are out of all proportion to the packed ones."""
    most = max(settings.unpacked_free_bytes, packed_bytes * settings.unpacked_ratio)
    return io.BufferedReader(Forward(stream, where, most))


def unpack_gzip(stream: BinaryIO, packed_bytes: int, where: str, settings: IngestSettings) -> BinaryIO:
    """Return the unpacked bytes of a gzip stream of any number of members, bounded."""
    return bound_unpacked(cast(BinaryIO, gzip.GzipFile(fileobj=stream)), packed_bytes, where, settings)


def read_whole(stream: BinaryIO, where: str, settings: IngestSettings) -> bytes:
    """Return all bytes of a stream that holds one text. Never more than the limit is in memory."""
    data = stream.read(settings.max_file_bytes + 1)
    if len(data) > settings.max_file_bytes:
        raise _over_limit(where, "it", settings)
    return data


def read_document(stream: BinaryIO, where: str, settings: IngestSettings) -> bytes:
    """Return all bytes of a stream that holds a spreadsheet, a document or many records in one."""
    data = stream.read(settings.max_document_bytes + 1)
    if len(data) > settings.max_document_bytes:
        what, do = f"it is longer than the limit of {settings.max_document_bytes:,} bytes", "raise the setting ingest.max_document_bytes"
        raise InputError("too_large", what, where=where, do=f"Split it, or {do}")
    return data


class Line(NamedTuple):
    """One line of a stream with its 1-based number; ``data`` is None for a line over the limit, which was passed over."""

    number: int
    data: bytes | None


def read_lines(stream: BinaryIO, settings: IngestSettings) -> Iterator[Line]:
    r"""Yield the lines of a stream with their ends. UTF-16 and UTF-32 with a byte order mark come as UTF-8; a UTF-8 mark is dropped."""
    number = 0
    most = settings.max_file_bytes
    stream = _to_utf8(stream)
    while data := stream.readline(most + 1):
        number += 1
        if len(data) > most and not data.endswith(b"\n"):
            while data and not data.endswith(b"\n"):
                data = stream.readline(most)
            yield Line(number, None)
        else:
            yield Line(number, data)


def line_too_long(where: str, settings: IngestSettings) -> InputError:
    """Return the error for a line that ``read_lines`` passed over."""
    return _over_limit(where, "the line", settings)


def _over_limit(where: str, it: str, settings: IngestSettings) -> InputError:
    what = f"{it} is longer than the limit of {settings.max_file_bytes:,} bytes"
    return InputError("too_large", what, where=where, do="Split it, or raise the setting ingest.max_file_bytes")


_WIDE_MARKS = ((b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def _to_utf8(stream: BinaryIO) -> BinaryIO:
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)  # type: ignore[type-var]
    head = buffered.peek(4)[:4]
    for mark, charset in _WIDE_MARKS:
        if head.startswith(mark):
            return io.BufferedReader(_Recoded(buffered, charset))
    if head.startswith(b"\xef\xbb\xbf"):
        buffered.read(3)
    return buffered


class _Recoded(io.RawIOBase):
    """A stream in another charset as UTF-8, a portion at a time."""

    def __init__(self, stream: BinaryIO, charset: str) -> None:
        import codecs

        self._stream, self._rest = stream, b""
        self._decoder = codecs.getincrementaldecoder(charset)("replace")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._rest:
            data = self._stream.read(65_536)
            self._rest = self._decoder.decode(data, not data).encode("utf-8", "surrogatepass")
            if not data:
                break
        n = min(len(buffer), len(self._rest))
        buffer[:n], self._rest = self._rest[:n], self._rest[n:]
        return n
