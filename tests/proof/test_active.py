"""What acts by itself, in PDFs and in hint pages."""

from __future__ import annotations

import base64
import hashlib
import io
import random
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest

from tests.proof.conftest import Ask
from tests.proof.sample import Sample, page

CARDS = "print/firm-paper.pdf"


def _javascript(file: Any) -> None:
    file.Root.OpenAction = pikepdf.Dictionary(
        Type=pikepdf.Name.Action, S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)")
    )


def _named_javascript(file: Any) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    tree = pikepdf.Dictionary(Names=pikepdf.Array([pikepdf.String("x"), action]))
    file.Root.Names = pikepdf.Dictionary(JavaScript=tree)


def _attachment(file: Any) -> None:
    file.attachments["secret.txt"] = b"hello"


def _form_field(file: Any) -> None:
    field = file.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Tx,
            T=pikepdf.String("name"),
            Rect=pikepdf.Array([100, 100, 200, 120]),
        )
    )
    file.pages[0].Annots = pikepdf.Array([field])
    file.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))


def _launch(file: Any) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("calc.exe"))
    file.pages[0].AA = pikepdf.Dictionary(O=action)


def _link(file: Any) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://x.example"))
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=pikepdf.Array([0, 0, 9, 9]), A=action
    )
    file.pages[0].Annots = pikepdf.Array([file.make_indirect(note)])


def _note(file: Any) -> None:
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Text,
        Rect=pikepdf.Array([0, 0, 9, 9]),
        Contents=pikepdf.String("hello"),
    )
    file.pages[0].Annots = pikepdf.Array([file.make_indirect(note)])


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (_javascript, "an action on opening"),
        (_javascript, "an action JavaScript"),
        (_named_javascript, "1 scripts"),
        (_attachment, "1 attachments"),
        (_attachment, "an attached file"),
        (_form_field, "a form"),
        (_launch, "an action Launch"),
        (_link, "a link out of the file"),
        (_link, "an action URI"),
        (_note, "an annotation"),
    ],
)
@pytest.mark.parametrize("mode", [pikepdf.ObjectStreamMode.disable, pikepdf.ObjectStreamMode.generate])
def test_what_acts_in_a_pdf_is_found(
    sample: Sample, faults: Ask, change: Callable[[Any], None], word: str, mode: Any
) -> None:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(sample.files[CARDS])) as file:
        change(file)
        file.save(buffer, object_stream_mode=mode)
    sample.files[CARDS] = buffer.getvalue()
    assert any(word in fault for fault in faults("active")), faults("active")


def test_pikepdf_alone_makes_no_fault(sample: Sample, faults: Ask) -> None:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(sample.files[CARDS])) as file:
        file.save(buffer, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    sample.files[CARDS] = buffer.getvalue()
    assert faults("active") == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("<a href='https://x.example/'>x</a>", "it leads outside: https://x.example/"),
        ("<a href='//x.example/'>x</a>", "it leads outside: //x.example/"),
        ("<img src='http://x.example/a.png'>", "it leads outside"),
        ("<a href='javascript:x()'>x</a>", "it leads outside: javascript:x()"),
        ("<style>p{background:url(//x.example/a)}</style>", "an address in a style sheet"),
        ("<iframe></iframe>", "it leads outside: <iframe>"),
        ("<script>go()</script>", "a script whose hash is not in its policy"),
        ("<script src='x.js'></script>", "a script that no hash covers"),
        ("<p onclick='x()'>", "a script that no hash covers: attribute onclick"),
        (random.Random(7).randbytes(16_000).hex(), "reach a phone at once"),
    ],
)
def test_what_acts_in_a_hint_page_is_found(sample: Sample, faults: Ask, text: str, fault: str) -> None:
    sample.files["hints/index.html"] = page(text)
    assert any(f.startswith("hints/index.html: ") and fault in f for f in faults("active"))


@pytest.mark.parametrize(
    ("policy", "fault"),
    [
        ("", "it has no Content-Security-Policy"),
        ("default-src 'self'", "does not begin with default-src 'none'"),
        ("default-src 'none'; script-src 'unsafe-inline'", "its policy allows 'unsafe-inline'"),
        ("default-src 'none'; img-src *", "its policy allows *"),
        ("default-src 'none'; img-src https://x.example", "its policy allows https://x.example"),
    ],
)
def test_a_weak_policy_is_found(sample: Sample, faults: Ask, policy: str, fault: str) -> None:
    sample.files["hints/index.html"] = page("Hello.", policy=policy)
    assert any(fault in found for found in faults("active"))


def test_a_page_that_search_engines_may_list_is_found(sample: Sample, faults: Ask) -> None:
    sample.files["hints/404.html"] = page("Nothing.").replace(b"noindex", b"index")
    assert faults("active") == ["hints/404.html: search engines may list it (noindex is missing)"]


def test_a_script_with_its_hash_is_allowed(sample: Sample, faults: Ask) -> None:
    script = "location.href = './' + code + '/';"
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; script-src 'sha256-{digest}'"
    sample.files["hints/index.html"] = page(f"<script>{script}</script>", policy=policy)
    assert faults("active") == []
