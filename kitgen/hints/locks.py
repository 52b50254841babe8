"""The pages on which a phone tries a lock: by the server at home, or in the phone itself on a static host.

At home a page is a plain form. It holds no answer and no hash; between its two marks the server puts what is
to be said after a try. On a static host a short script compares salted slow hashes, and what the lock says as
it opens lies under a seal that only all right answers lift. Nothing links to a lock's page.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from kitgen.canvas import Role
from kitgen.errors import LayoutError
from kitgen.hints.site import PAGE_LIMIT_BYTES, Say, TitleFont
from kitgen.hints.style import icon, lock_script, policy, style_sheet
from kitgen.locks.contract import LockPlan
from kitgen.locks.phone import HASH_CHARACTERS, BoxSecret, lock_secrets, salted
from kitgen.message import Message, message
from kitgen.rng import secret_code
from kitgen.words.pages import page_environment

BEGIN = "<!--lock-->"
"""Behind it, in a page for the server, stands what changes with each try."""

END = "<!--/lock-->"
"""Before it ends what changes with each try."""

SEAL_ROUNDS = 1
"""The key is already slow to come by: it is made of slow hashes."""

_SHEETS = ("page", "lock")


@dataclass(frozen=True)
class LockPage:
    """All that a lock's page is made of.

    Args:
        plan: its boxes and answers.
        title: what is locked.
        act_label: 'Act IV'.
        code: 8 characters, its folder.
        opened: what is read as it opens.
        then: what to do then.
    """

    plan: LockPlan
    title: str
    act_label: str
    code: str
    opened: str
    then: str


@dataclass(frozen=True)
class Sealed:
    """Words that nobody reads by looking at the page's source.

    Args:
        salt: of the stream that covers them.
        text: the covered bytes in hex.
    """

    salt: str
    text: str


@dataclass(frozen=True)
class FieldView:
    """What stands at one box of the server's form.

    Args:
        letter: of the box.
        value: what was typed.
        look: `right`, `near`, `again` or empty.
        said: the same in words, or empty.
    """

    letter: str
    value: str = ""
    look: str = ""
    said: str = ""


@dataclass(frozen=True)
class _StaticBox:
    letter: str
    salt: str
    right: str
    slips: str


def seal(words: Iterable[str], key: bytes, salt: str) -> Sealed:
    """Cover some words with a stream of bytes that derives from a key.

    This keeps casual eyes out and is as strong as the key, no more. The stream is PBKDF2 with one round,
    which a page can make with WebCrypto and Python without another package; it is laid over the text by XOR.
    There is no tag against changes: who can change the page can change its script. A key and salt must never
    cover two texts.

    Args:
        words: what is covered, kept apart as a JSON list.
        key: secret bytes.
        salt: ASCII.

    Source: RFC 8018, section 5.2.
    """
    plain = json.dumps(list(words), ensure_ascii=False, separators=(",", ":")).encode()
    stream = hashlib.pbkdf2_hmac("sha256", key, salt.encode("ascii"), SEAL_ROUNDS, len(plain))
    return Sealed(salt, bytes(a ^ b for a, b in zip(plain, stream, strict=True)).hex())


def build_lock_pages(
    title: str,
    language: str,
    locks: Iterable[LockPage],
    palette: Mapping[str, str],
    say: Say,
    title_font: TitleFont | None = None,
    static_seed: str = "",
) -> dict[str, bytes]:
    """A page for each lock.

    Args:
        title: of the kit.
        language: of all words, as a BCP 47 tag.
        locks: in any order.
        palette: `#rrggbb` by role.
        say: puts messages into words.
        title_font: makes the font of one page's title; without it phones use a face of their own.
        static_seed: the kit's seed for pages that try answers themselves, whose salts derive from it; empty
            for pages that `kitgen serve` answers for.

    Returns:
        Path to bytes.

    Raises:
        LayoutError: a page would be larger than one round trip carries.
        KitgenError: two answers are the same to a phone.
    """
    pages = {}
    painter = _Painter(title, language, palette, say, title_font)
    for lock in locks:
        lock.plan.check()
        page = painter.static(lock, static_seed) if static_seed else painter.served(lock)
        pages[f"{lock.code}/index.html"] = page
    return pages


def render_tried(
    say: Say,
    boxes: Iterable[FieldView],
    said: str = "",
    *,
    opened: str = "",
    then: str = "",
    closed: bool = False,
) -> bytes:
    """What the server puts between the marks of a page.

    Args:
        say: puts messages into words.
        boxes: what stands at each box.
        said: what came of the try as a whole, or empty before the first.
        opened: what is read as the lock opens; empty while it is shut.
        then: what to do then.
        closed: whether nothing can be tried, for want of the answers.
    """
    template = page_environment().get_template("hints/lock_form.html.j2")
    return template.render(
        t=_words(say), boxes=tuple(boxes), said=said, opened=opened, then=then, closed=closed
    ).encode()


def _words(say: Say) -> Callable[..., str]:
    """Sentences by key, for a template."""

    def text(key: str, **values: str | int) -> str:
        return say(message(key, **values))

    return text


class _Painter:
    """Makes single pages; holds what all of them share."""

    def __init__(
        self, title: str, language: str, palette: Mapping[str, str], say: Say, title_font: TitleFont | None
    ) -> None:
        self._palette, self._say, self._title_font = palette, say, title_font
        self._shared = {
            "title": title,
            "language": language,
            "t": _words(say),
            "band": palette[Role.BAND],
            "icon": icon(palette),
        }

    def served(self, lock: LockPage) -> bytes:
        """A form that the server answers."""
        values: dict[str, object] = {
            # Both are constants of this module.
            "begin": Markup(BEGIN),  # noqa: S704
            "end": Markup(END),  # noqa: S704
            "secrets": (),
            "boxes": [FieldView(box.box) for box in lock.plan.boxes],
            "said": "",
            "opened": "",
            "then": "",
            "closed": False,
        }
        return _checked(lock, self._smallest(lock, "", values))

    def static(self, lock: LockPage, seed: str) -> bytes:
        """A page that tries answers in the phone, with as many known slips as fit into it."""
        known = lock_secrets(lock.plan, seed)
        key = b""
        for box, secret in zip(lock.plan.boxes, known.boxes, strict=True):
            # The page shows the beginning of this hash only. Its end cannot be had but by typing the answer.
            key += bytes.fromhex(salted(box.answer, secret.salt, known.rounds)[HASH_CHARACTERS:])
        salt = secret_code(seed, f"lock seal {lock.plan.act}", len(known.boxes[0].salt))
        sealed = seal((lock.opened, lock.then), key, salt)
        most = max(len(box.slips) for box in known.boxes)
        for kept in range(most, -1, -1):
            boxes = [replace(box, slips=box.slips[:kept]) for box in known.boxes]
            messages = list(dict.fromkeys(said for box in boxes for _, said in box.slips))
            values: dict[str, object] = {
                # No number that could be a puzzle's answer stands in a page.
                "rounds": f"{known.rounds:.0e}",
                "sealed": sealed,
                "secrets": [_static_box(box, messages) for box in boxes],
                "messages": [self._say(said) for said in messages],
            }
            page = self._smallest(lock, lock_script(), values)
            # A slip that is left out is told as any other wrong answer.
            if len(page) <= PAGE_LIMIT_BYTES:
                break
        return _checked(lock, page)

    def _smallest(self, lock: LockPage, script: str, values: Mapping[str, object]) -> bytes:
        """One page, with the title's own letters where they fit: the words go first."""
        font = self._title_font(lock.title) if self._title_font else b""
        page = self._rendered(lock, font, script, values)
        if len(page) > PAGE_LIMIT_BYTES and font:
            page = self._rendered(lock, b"", script, values)
        return page

    def _rendered(self, lock: LockPage, font: bytes, script: str, values: Mapping[str, object]) -> bytes:
        style = style_sheet(self._palette, _SHEETS, font)
        page = page_environment().get_template("hints/lock.html.j2")
        return page.render(
            **self._shared,
            lock=lock,
            # Both are our own files with checked colours, and the policy carries their hashes.
            style=Markup(style),  # noqa: S704
            script=Markup(script),  # noqa: S704
            csp=policy(style, script, sends=not script),
            **values,
        ).encode()


def _checked(lock: LockPage, page: bytes) -> bytes:
    if len(page) > PAGE_LIMIT_BYTES:
        raise LayoutError(
            f"the lock of act {lock.plan.act}: its page has {len(page)} bytes; {PAGE_LIMIT_BYTES} reach a "
            "phone at once.",
            "Shorten what it says, or choose --locks paper.",
        )
    return page


def _static_box(box: BoxSecret, messages: list[Message]) -> _StaticBox:
    """Slips as `HASH=n`, where n is a message's place."""
    slips = " ".join(f"{start}={messages.index(said)}" for start, said in box.slips)
    return _StaticBox(box.box, box.salt, box.right, slips)
