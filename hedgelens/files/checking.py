"""Plain data, as of a JSON file, to records: each value is what its field says, or it is named with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from functools import cache
from math import inf, isfinite
from types import UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")

_NAMES = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}
_LONGEST = 40


class Sparse:
    """What a record inherits from that is written without the fields that have their defaults; they may be missing, then."""

    __slots__ = ()


class MisfitError(ValueError):
    """Data that are not what they should be; the message names the place, as in ``sources[3].aliases``."""


def record(kind: type[T], data: Any, place: str, *, may_lack: tuple[str, ...] = ()) -> T:
    """Makes a record of an object; keys that are no field of it are passed over.

    Args:
        kind: the dataclass.
        data: the object.
        place: where it stands, for the message.
        may_lack: fields with a default that the object need not have.

    Raises:
        MisfitError: a field is missing, or is not of its type.
    """
    given = value(dict[str, Any], data, place)
    found = {}
    for name, shape in shapes(cast("Any", kind)).items():
        if name in given:
            found[name] = value(shape, given[name], f"{place}.{name}")
        elif name not in may_lack and not (issubclass(kind, Sparse) and name in defaults(cast("Any", kind))):
            raise MisfitError(f"{place}.{name}: is missing")
    return kind(**found)


def records(kind: type[T], data: Any, place: str, *, may_lack: tuple[str, ...] = ()) -> tuple[T, ...]:
    """Makes records of a list of objects, as :func:`record` does."""
    rows = value(tuple[Any, ...], data, place)
    return tuple(record(kind, row, f"{place}[{number}]", may_lack=may_lack) for number, row in enumerate(rows))


def value(shape: Any, data: Any, place: str) -> Any:
    """Returns data as what a type says: lists as tuples, words as members of an enumeration.

    Args:
        shape: ``str``, ``int``, ``float``, ``bool``, an enumeration, a dataclass, ``Any``, or made of these: ``X | None``,
            ``tuple[X, ...]``, ``tuple[X, Y]``, ``dict[str, X]``.
        data: the data.
        place: where they stand, for the message.

    Raises:
        MisfitError: they are something else.
    """
    origin, inside = get_origin(shape), get_args(shape)
    if shape is Any:
        return data
    if origin in (Union, UnionType):
        return None if data is None else value(inside[0], data, place)
    if origin is tuple:
        return _tuple(inside, data, place)
    if origin is dict:
        if not isinstance(data, Mapping) or not all(isinstance(key, str) for key in data):
            raise MisfitError(f"{place}: expected an object, found {shown(data)}")
        return {key: value(inside[1], one, f"{place}.{key}") for key, one in data.items()}
    if is_dataclass(shape):
        return record(cast("Any", shape), data, place)
    if issubclass(shape, StrEnum):
        if data not in list(shape):
            raise MisfitError(f"{place}: expected one of {', '.join(shape)}, found {shown(data)}")
        return shape(data)
    return _plain(shape, data, place)


def _tuple(inside: tuple[Any, ...], data: Any, place: str) -> tuple[Any, ...]:
    any_number = inside[-1] is ...
    if not isinstance(data, list | tuple) or not (any_number or len(data) == len(inside)):
        of = " of texts" if any_number and inside[0] is str else "" if any_number else f" of {len(inside)}"
        raise MisfitError(f"{place}: expected a list{of}, found {shown(data)}")
    shapes = inside[:1] * len(data) if any_number else inside
    return tuple(value(shape, one, f"{place}[{n}]") for n, (shape, one) in enumerate(zip(shapes, data, strict=True)))


def _plain(shape: Any, data: Any, place: str) -> Any:
    # To Python, True is a whole number; to everybody, a whole number is a number.
    if isinstance(data, bool) is not (shape is bool) or not isinstance(data, (int, float) if shape is float else shape):
        raise MisfitError(f"{place}: expected {_NAMES[shape]}, found {shown(data)}")
    return _finite(data, place) if shape is float else data


def _finite(number: float, place: str) -> float:
    try:
        found = float(number)
    except OverflowError:  # a whole number may be larger than any float
        found = inf
    if not isfinite(found):
        raise MisfitError(f"{place}: expected a number, found {shown(number)}")
    return found


def shown(data: Any) -> str:
    """Returns how data are named in a message."""
    if isinstance(data, list | tuple):
        return f"a list of {len(data)}"
    if isinstance(data, Mapping):
        return "an object"
    if data is None or isinstance(data, bool):
        return {None: "null", True: "true", False: "false"}[data]
    text = ascii(data) if isinstance(data, str) else str(data)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


@cache
def defaults(kind: Any) -> dict[str, Any]:
    """Returns the default of each field of a dataclass that has one."""
    given = {one.name: one.default for one in fields(kind) if one.default is not MISSING}
    made = {one.name: one.default_factory() for one in fields(kind) if one.default_factory is not MISSING}
    return given | made


@cache
def shapes(kind: Any) -> dict[str, Any]:
    """Returns the type of each field of a dataclass."""
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}
