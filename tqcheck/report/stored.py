"""A whole report as JSON and back: every field of every value, which the schema for other programs leaves out.

The form follows the dataclasses of :mod:`tqcheck.types` field by field, so that a field added there is kept without a
change here. A value is a list of its fields in order; who reads must have the same fields, see the cache's key.
"""

from __future__ import annotations

import dataclasses
import enum
import functools
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tqcheck.types import Report

Convert = Callable[[Any], Any]


def stored_object(report: Report) -> Any:
    """The report as plain lists, mappings, strings and numbers."""
    return _plain(report)


def report_from_object(stored: Any) -> Report:
    """The report that :func:`stored_object` was given.

    Raises:
        TypeError, ValueError, KeyError: if the object does not have the form of a report.
    """
    report = _reader(Report)(stored)
    assert isinstance(report, Report)
    return report


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return [_plain(getattr(value, name)) for name in _names(value.__class__)]
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return value


@functools.cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


@functools.cache
def _reader(kind: Any) -> Convert:
    """The function that makes a value of a type from its plain form."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return _optional(_reader(next(argument for argument in arguments if argument is not type(None))))
    if origin is tuple or (origin is not None and issubclass(origin, Sequence)):
        return _sequence(_reader(arguments[0]))
    if dataclasses.is_dataclass(kind):
        return _dataclass(kind)
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return kind
    if isinstance(kind, type) and issubclass(kind, tuple):
        return lambda stored: kind(*stored)
    return lambda stored: stored


def _optional(read: Convert) -> Convert:
    return lambda stored: None if stored is None else read(stored)


def _sequence(read: Convert) -> Convert:
    return lambda stored: tuple([read(item) for item in stored])


def _dataclass(kind: Any) -> Convert:
    hints = typing.get_type_hints(kind)
    readers = [_reader(hints[name]) for name in _names(kind)]

    def read(stored: Any) -> Any:
        if len(stored) != len(readers):
            raise ValueError(f"{kind.__name__} has {len(readers)} fields, not {len(stored)}")
        return kind(*[convert(item) for convert, item in zip(readers, stored, strict=True)])

    return read
