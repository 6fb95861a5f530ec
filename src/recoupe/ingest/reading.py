"""The bytes behind a source, and no more of them than a report can have.

A file is opened only when it is a regular one, so that a pipe or device never blocks; a socket is opened only for an
address, within a time and a size.
"""

from __future__ import annotations

import os
import stat
import time
from http.client import HTTPException
from typing import BinaryIO, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit

from recoupe.errors import UnreadableInput
from recoupe.options import IngestOptions

_AGENT = "recoupe (reads a page that its user names)"
_BLOCK = 65_536


class Content(NamedTuple):
    """What a source holds, and the charset that a server says it is in."""

    raw: bytes
    charset: str | None = None


def read_file(name: str, shown: str, options: IngestOptions) -> Content:
    """Read a regular file.

    Raises:
        UnreadableInput: it is none, is too large, or cannot be opened.
    """
    try:
        status = os.stat(name)  # noqa: PTH116  # a str may hold bytes that are no UTF-8
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableInput(shown, "is a pipe or device, no file; write - to read standard input")
        if status.st_size > options.max_bytes:
            raise UnreadableInput(shown, _too_large(options))
        with open(name, "rb") as file:  # noqa: PTH123
            # A file that grows meanwhile is cut at the limit as well.
            return Content(_checked(file.read(options.max_bytes + 1), shown, options))
    except PermissionError as error:
        raise UnreadableInput(shown, "permission denied; make the file readable") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UnreadableInput(shown, f"cannot be read ({reason})") from error


def read_stream(stream: BinaryIO, options: IngestOptions) -> Content:
    """Read standard input to its end.

    Raises:
        UnreadableInput: it is too large or broken.
    """
    try:
        return Content(_checked(stream.read(options.max_bytes + 1), "-", options))
    except (OSError, ValueError) as error:
        raise UnreadableInput("-", f"standard input cannot be read ({error})") from error


def read_address(url: str, options: IngestOptions) -> Content:
    """Read a page over HTTP.

    Raises:
        UnreadableInput: the address is none, its server does not answer well or in time, or the page is too large.
    """
    from urllib.request import Request, urlopen  # noqa: PLC0415  # only an address loads the network

    try:
        # Only http and https come here, and urllib follows a redirection to nothing else than these and ftp.
        request = Request(_escape(url), headers={"User-Agent": _AGENT, "Accept-Encoding": "identity"})
        deadline = time.monotonic() + options.url_seconds
        with urlopen(request, timeout=options.url_seconds) as response:
            blocks: list[bytes] = []
            size = 0
            while block := response.read1(_BLOCK):
                blocks.append(block)
                size += len(block)
                if size > options.max_bytes:
                    raise UnreadableInput(url, _too_large(options))
                if time.monotonic() > deadline:
                    raise UnreadableInput(url, f"the server took more than {options.url_seconds:g} s; try again later")
            return Content(_checked(b"".join(blocks), url, options), response.headers.get_content_charset())
    except HTTPError as error:
        reason = f"the server answers {error.code} {error.reason}; check the address"
        error.close()
        raise UnreadableInput(url, reason) from error
    except URLError as error:
        raise UnreadableInput(url, f"no connection ({error.reason}); check the address and the network") from error
    except (OSError, HTTPException, ValueError) as error:
        raise UnreadableInput(url, f"cannot be read ({error}); check the address") from error


def _checked(raw: bytes, shown: str, options: IngestOptions) -> bytes:
    if len(raw) > options.max_bytes:
        raise UnreadableInput(shown, _too_large(options))
    if not raw:
        raise UnreadableInput(shown, "is empty")
    return raw


def _too_large(options: IngestOptions) -> str:
    return f"is larger than {options.max_bytes / 1024**2:g} MB; cut it into parts, or raise max_bytes"


def _escape(url: str) -> str:
    """An address with its host and other characters in the form that HTTP sends."""
    parts = urlsplit(url)
    host = parts.netloc.encode("idna").decode("ascii") if not parts.netloc.isascii() else parts.netloc
    safe = "/%:@!$&'()*+,;=~?-._"
    escaped = parts._replace(netloc=host, path=quote(parts.path, safe), query=quote(parts.query, safe), fragment="")
    return escaped.geturl()
