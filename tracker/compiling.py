"""What the compiler is told of the code; to the interpreter it means nothing.

`@mypyc_attr(acyclic=True)` marks a class whose objects are never part of a ring of references, whatever they hold:
compiled, they are then made without a place in Python's list of what it must look through for garbage, which costs
more than most of them do.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mypy_extensions import mypyc_attr as mypyc_attr
else:

    def mypyc_attr(**_: Any) -> Callable[[type], type]:
        return lambda cls: cls
