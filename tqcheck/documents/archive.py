"""Office documents are ZIP archives: opened only if they are whole, of a sane size and without DTDs."""

from __future__ import annotations

import io
import zipfile
import zlib

from tqcheck.documents.source import display_name
from tqcheck.documents.xmlsafe import refuse_entities
from tqcheck.types import TqcheckError

MAX_UNPACKED = 500_000_000

#: What the office libraries raise on an archive that lacks parts or holds damaged ones.
DAMAGE = (zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, AttributeError, OSError, RuntimeError)


def check_archive(path: str, data: bytes, label: str, member: str) -> None:
    """Raise :class:`TqcheckError` unless the archive holds ``member`` and is safe to unpack."""
    name = display_name(path)
    if not data:
        raise TqcheckError(f"{name}: empty file: there is nothing to check")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise TqcheckError(f"{name}: an old or password-protected office document: save it as {label}, unprotected")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_members(name, archive, label, member)
    except DAMAGE as error:
        reason = "not a ZIP archive" if isinstance(error, zipfile.BadZipFile) else "its ZIP archive is damaged"
        raise TqcheckError(f"{name}: {reason}, so not {label}: save it as {label} again") from None


def _check_members(name: str, archive: zipfile.ZipFile, label: str, member: str) -> None:
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED:
        raise TqcheckError(
            f"{name}: unpacks to {unpacked:,} bytes (at most {MAX_UNPACKED:,}): take its images out or split it"
        )
    if member not in archive.namelist():
        raise TqcheckError(f"{name}: a ZIP archive without {member}, so not {label}")
    for entry in entries:
        if entry.filename.endswith((".xml", ".rels")):
            part = archive.read(entry)
            if b"encryption-data" in part and entry.filename == "META-INF/manifest.xml":
                raise TqcheckError(f"{name}: protected by a password: save it without one")
            refuse_entities(f"{name}: {entry.filename}", part)
