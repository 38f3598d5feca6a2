"""Keeps a fault in a method that Qt calls from ending the program."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from types import FunctionType
from typing import Any, TypeVar

Class = TypeVar("Class", bound=type)


def guarded(widget_class: Class) -> Class:
    """Return ``widget_class`` with every method that Qt may call made safe to fail.

    PySide6 6.11.3 on Python 3.11 dies (segmentation fault) when a method that overrides one of
    Qt's lets out an error that the interpreter itself raised, e.g. the IndexError of ``()[0]``:
    such an error has no exception object yet, and PySide reads it. Catching it makes one; raised
    again, it goes to `sys.excepthook` as every other error does. Python 3.12 has no such errors.
    """
    for name, method in list(vars(widget_class).items()):
        if isinstance(method, FunctionType) and _is_from_qt(widget_class, name):
            setattr(widget_class, name, _caught_once(method))
    return widget_class


def _is_from_qt(widget_class: type, name: str) -> bool:
    return any(
        base.__module__.startswith("PySide6.") and hasattr(base, name)
        for base in widget_class.__mro__[1:]
    )


def _caught_once(method: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    def caught(*arguments: Any, **named: Any) -> Any:
        try:
            return method(*arguments, **named)
        except Exception:
            raise  # now it has an object

    return caught
