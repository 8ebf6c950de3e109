"""Records by the hundred thousand to plain data and back: what :mod:`hedgelens.files.checking` does, compiled once a kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import is_dataclass
from enum import StrEnum
from functools import cache
from math import isfinite
from types import UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin

from hedgelens.files.checking import Sparse, defaults, record, records, shapes, value
from hedgelens.records import plain

T = TypeVar("T")
_Read = Callable[[Any], Any]


class _OtherwiseError(ValueError):
    """Something is not exactly what it should be; where, and whether it can be read after all, the slow way says."""


def written(record: Any) -> Any:
    """Returns a record as plain data, those that are sparse without the fields that have their defaults."""
    if isinstance(record, tuple):
        return [written(one) for one in record]
    if not is_dataclass(record):
        return plain(record)
    left_out: dict[str, Any] = defaults(cast("Any", type(record))) if isinstance(record, Sparse) else {}
    there = ((name, getattr(record, name)) for name in shapes(cast("Any", type(record))))
    return {name: written(one) for name, one in there if name not in left_out or one != left_out[name]}


def read_record(kind: type[T], data: Any, place: str) -> T:
    """Makes a record of an object, as :func:`hedgelens.files.checking.record` does, several times as fast.

    Raises:
        MisfitError: a field is missing, or is not of its type.
    """
    try:
        return cast("T", _record(cast("Any", kind))(data))
    except (_OtherwiseError, TypeError, KeyError, OverflowError):
        return record(kind, data, place)


def read_records(kind: type[T], data: Any, place: str, *, may_lack: tuple[str, ...] = ()) -> tuple[T, ...]:
    """Makes records of a list of objects, as :func:`hedgelens.files.checking.records` does, several times as fast.

    Args:
        kind: the dataclass.
        data: the list.
        place: where it stands, for the message.
        may_lack: fields with a default that the objects need not have.

    Raises:
        MisfitError: a field is missing, or is not of its type.
    """
    readers = _readers(cast("Any", kind))
    try:
        _check(type(data) in (list, tuple))
        return tuple(kind(**_fields(row, readers, may_lack)) for row in data)
    except (_OtherwiseError, TypeError, KeyError, OverflowError):
        return records(kind, data, place, may_lack=may_lack)


def read_value(shape: Any, data: Any, place: str) -> Any:
    """Returns data as what a type says, as :func:`hedgelens.files.checking.value` does, several times as fast.

    Raises:
        MisfitError: they are something else.
    """
    try:
        return _shared_reader(shape)(data)
    except (_OtherwiseError, TypeError, KeyError, OverflowError):
        return value(shape, data, place)


def _fields(row: Any, readers: dict[str, _Read], may_lack: tuple[str, ...]) -> dict[str, Any]:
    _check(type(row) is dict)
    for name in readers.keys() - row.keys():
        _check(name in may_lack)
    return {name: read(row[name]) for name, read in readers.items() if name in row}


@cache
def _shared_reader(shape: Any) -> _Read:
    return _reader(shape)


@cache
def _readers(kind: Any) -> dict[str, _Read]:
    return {name: _reader(shape) for name, shape in shapes(kind).items()}


@cache
def _record(kind: Any) -> _Read:
    readers = _readers(kind)

    def read(data: Any) -> Any:
        _check(type(data) is dict)
        # A key that is no field has no reader, and a field without a default is missed by the class itself.
        return kind(**{name: readers[name](one) for name, one in data.items()})

    return read


def _reader(shape: Any) -> _Read:
    origin, inside = get_origin(shape), get_args(shape)
    if origin in (Union, UnionType):
        return _optional(_reader(inside[0]))
    if origin is tuple:
        return _list(_reader(inside[0])) if inside[-1] is ... else _row(tuple(map(_reader, inside)))
    if origin is dict:
        return _object(_reader(inside[1]))
    if is_dataclass(shape):
        return _record(cast("Any", shape))
    if issubclass(shape, StrEnum):
        return {str(member): member for member in shape}.__getitem__
    return _number if shape is float else _exactly(shape)


def _check(fits: bool) -> None:
    if not fits:
        raise _OtherwiseError


def _exactly(shape: type) -> _Read:
    def read(data: Any) -> Any:
        if type(data) is not shape:
            raise _OtherwiseError
        return data

    return read


def _number(data: Any) -> float:
    _check(type(data) in (int, float) and isfinite(data))
    return float(data)


def _optional(read: _Read) -> _Read:
    return lambda data: None if data is None else read(data)


def _list(read: _Read) -> _Read:
    def read_all(data: Any) -> tuple[Any, ...]:
        _check(type(data) in (list, tuple))
        return tuple(map(read, data))

    return read_all


def _row(readers: tuple[_Read, ...]) -> _Read:
    def read(data: Any) -> tuple[Any, ...]:
        _check(type(data) in (list, tuple) and len(data) == len(readers))
        return tuple(read_one(one) for read_one, one in zip(readers, data, strict=True))

    return read


def _object(read: _Read) -> _Read:
    def read_all(data: Any) -> dict[str, Any]:
        _check(type(data) is dict and all(type(key) is str for key in data))
        return {key: read(one) for key, one in data.items()}

    return read_all
