"""Locks that the server tries: what was typed comes in, the page with what is to be said goes out.

Answers come from the host's `solutions.json` and never lie among the pages. Nothing is remembered between
tries but how many were wrong; a page that is sent again holds all that was typed. What is read as a lock
opens stands in an answer only when all boxes are right.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from kitgen.errors import ServeError
from kitgen.locks.contract import BoxAnswer, OutcomeKind
from kitgen.locks.phone import LONGEST_TYPED, check, plain
from kitgen.manifest import Manifest
from kitgen.mechanisms.contract import Misreading
from kitgen.message import Message, message
from kitgen.night.host_file import SOLUTIONS
from kitgen.night.patience import Patience

if TYPE_CHECKING:
    from kitgen.hints.locks import FieldView

_SAID = {
    "right": message("hints.lock.right"),
    "near": message("hints.lock.again"),
    "again": message("hints.lock.again"),
}
"""What is said where a slip has no words of its own."""

Say = Callable[[Message], str]


@dataclass(frozen=True)
class ServedLock:
    """One lock with its page.

    Args:
        page: the page as it was built.
        boxes: the right answers and known slips; empty where the host's file is missing.
        opened: what is read as it opens.
        then: what to do then.
        act: whose lock it is.
    """

    page: bytes
    boxes: tuple[BoxAnswer, ...] = ()
    opened: str = ""
    then: str = ""
    act: str = ""


@dataclass(frozen=True)
class Tried:
    """What comes of a try.

    Args:
        page: what to show, whole.
        looks: by box that was tried, `right`, `near` or `again`.
        is_open: whether the lock opened.
    """

    page: bytes
    looks: Mapping[str, str]
    is_open: bool

    @property
    def is_wrong(self) -> bool:
        """Whether some answer was wrong, so that the next try should wait."""
        return any(look != "right" for look in self.looks.values())


class Locks:
    """All locks that this server tries.

    Args:
        locks: by code.
        say: puts messages into words.
        patience: what is remembered about wrong tries, by client and lock; tests bring their own.
    """

    def __init__(self, locks: Mapping[str, ServedLock], say: Say, patience: Patience | None = None) -> None:
        self._locks = dict(locks)
        self._say = say
        # An empty one is false, so it is not asked whether it is true.
        self.patience = Patience() if patience is None else patience

    def __contains__(self, code: object) -> bool:
        return code in self._locks

    def act_of(self, code: str) -> str:
        """The act that this lock closes."""
        return self._locks[code].act

    def first_page(self, code: str) -> bytes:
        """A lock's page before any try; it says so where nothing can be tried."""
        lock = self._locks[code]
        return lock.page if lock.boxes else self._page(lock, closed=True)

    def is_open_for_tries(self, code: str) -> bool:
        """Whether the answers of this lock are known."""
        return bool(self._locks[code].boxes)

    def read(self, code: str, body: bytes) -> dict[str, str] | None:
        """What was typed, by box; None where the body is not this lock's form."""
        letters = {box.box for box in self._locks[code].boxes}
        try:
            fields = parse_qsl(
                body.decode("ascii"), keep_blank_values=True, strict_parsing=True, errors="strict",
                max_num_fields=len(letters),
            )  # fmt: skip
        except ValueError:
            return None
        typed = dict(fields)
        if len(typed) != len(fields) or not typed.keys() <= letters:
            return None
        return None if any(len(text) > LONGEST_TYPED for text in typed.values()) else typed

    def attempt(self, code: str, typed: Mapping[str, str]) -> Tried:
        """Try what was typed; an empty box is not tried."""
        lock = self._locks[code]
        views = [self._tried(box, typed.get(box.box, "").strip()) for box in lock.boxes]
        looks = {view.letter: view.look for view in views if view.look}
        if lock.boxes and all(view.look == "right" for view in views):
            return Tried(self._page(lock, opened=lock.opened, then=lock.then), looks, is_open=True)
        is_wrong = any(look != "right" for look in looks.values())
        key = "hints.lock.shut" if is_wrong else "hints.lock.waits" if looks else "hints.lock.nothing"
        return Tried(self._page(lock, views, self._say(message(key))), looks, is_open=False)

    def _tried(self, box: BoxAnswer, value: str) -> FieldView:
        from kitgen.hints.locks import FieldView

        if not plain(value):
            return FieldView(box.box, value)
        outcome = check(box, value)
        look = {OutcomeKind.OPENS: "right", OutcomeKind.SLIP: "near"}.get(outcome.kind, "again")
        slip = outcome.message if look == "near" else None
        return FieldView(box.box, value, look, self._say(slip or _SAID[look]))

    def busy(self, code: str, typed: Mapping[str, str]) -> bytes:
        """The page for somebody who sends more tries at once than are taken; nothing is checked."""
        from kitgen.hints.locks import FieldView

        lock = self._locks[code]
        views = [FieldView(box.box, typed.get(box.box, "")) for box in lock.boxes]
        return self._page(lock, views, self._say(message("hints.lock.one-at-a-time")))

    def _page(self, lock: ServedLock, views: Sequence[FieldView] = (), said: str = "", *, opened: str = "",
              then: str = "", closed: bool = False) -> bytes:  # fmt: skip
        # Imported here: the templates' library is only needed once somebody really plays.
        from kitgen.hints.locks import BEGIN, END, render_tried

        head, _, rest = lock.page.partition(BEGIN.encode())
        _, _, tail = rest.partition(END.encode())
        changed = render_tried(self._say, views, said, opened=opened, then=then, closed=closed)
        return b"".join((head, BEGIN.encode(), b"\n", changed, END.encode(), tail))


def load_locks(
    output: Path, manifest: Manifest, site: Mapping[str, bytes], data: bytes | None
) -> dict[str, ServedLock]:
    """The locks of an output that a server tries, by code.

    Args:
        output: its folder.
        manifest: what the folder should hold.
        site: its hint pages by path.
        data: the host's file, or None where it is not there.

    Returns:
        Locks without boxes where the host's file is not there: their pages then say so.

    Raises:
        ServeError: the host's file is not one of kitgen's.
    """
    from kitgen.hints.locks import BEGIN

    pages: dict[str, tuple[str, bytes]] = {}
    for lock in manifest.locks:
        code = lock.url.rstrip("/").rpartition("/")[2]
        page = site.get(f"{code}/index.html", b"")
        # A page without marks was built for a static host and tries answers itself.
        if BEGIN.encode() in page:
            pages[lock.act] = (code, page)
    if not pages:
        return {}
    if data is None:
        return {code: ServedLock(page, act=act) for act, (code, page) in pages.items()}
    return _read_locks(output / SOLUTIONS, data, pages)


def _read_locks(path: Path, data: bytes, pages: Mapping[str, tuple[str, bytes]]) -> dict[str, ServedLock]:
    found: dict[str, ServedLock] = {}
    try:
        for lock in json.loads(data)["locks"]:
            if lock["act"] not in pages:
                continue
            code, page = pages[lock["act"]]
            boxes = tuple(_box(box) for box in lock["boxes"])
            found[code] = ServedLock(page, boxes, str(lock["opened"]), str(lock["then"]), lock["act"])
    except (ValueError, KeyError, TypeError) as error:
        raise ServeError(f"{path}: its locks cannot be read.", "Build the kit again.") from error
    missing = {code: ServedLock(page, act=act) for act, (code, page) in pages.items() if code not in found}
    return found | missing


def _box(box: Mapping[str, object]) -> BoxAnswer:
    slips = box["slips"]
    if not isinstance(slips, list):
        raise TypeError("slips are a list")
    # What a slip says is in words already.
    known = (
        Misreading(str(slip["answer"]), message("hints.lock.nearly", slip=str(slip["say"]))) for slip in slips
    )
    return BoxAnswer(str(box["box"]), str(box["puzzle"]), str(box["answer"]), tuple(known))
