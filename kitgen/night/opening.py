"""A night is opened: its diary is taken up or begun, and what speaks to phones and host is put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kitgen.canvas import Face
from kitgen.codes import qr_matrix
from kitgen.errors import ServeError
from kitgen.manifest import Manifest
from kitgen.night.app import Night
from kitgen.night.console import Console
from kitgen.night.desk import Desk
from kitgen.night.folder import diary_path
from kitgen.night.pages import NightPages, TeamCode, code_picture
from kitgen.night.phones import Phones
from kitgen.night.plan import HouseRules, NightPlan
from kitgen.night.record import Record
from kitgen.night.result import result_card, theme_of
from kitgen.night.views import Say, team_name
from kitgen.rng import grouped
from kitgen.theme.webfont import title_font


@dataclass(frozen=True)
class Wishes:
    """What a host asked for.

    Args:
        teams: how many play; None for as many as the diary says, or one table.
        rules: how hints are given, as far as it differs from what holds.
        new_night: whether another night begins, with a diary of its own.
    """

    teams: int | None
    rules: Mapping[str, int | bool | None]
    new_night: bool


def open_night(
    output: Path, manifest: Manifest, plan: NightPlan, wishes: Wishes, current: str, say: Say
) -> Night:
    """The night with its diary, as it was left or new.

    Args:
        output: the print's folder.
        manifest: of the print.
        plan: its acts and puzzles.
        wishes: what the host asked for.
        current: this server's address, without a trailing slash.
        say: puts messages into words.

    Raises:
        ServeError: the diary is another print's, or was begun with other teams.
    """
    record = Record(diary_path(output, is_new=wishes.new_night), manifest.fingerprint)
    desk = Desk(plan, record, _teams(record, wishes.teams))
    wanted = {**desk.state.rules.model_dump(), **wishes.rules}
    desk.set_rules(HouseRules.model_validate(wanted, strict=False))
    title, language = manifest.kit.title, manifest.kit.language
    letters = partial(title_font, theme_of(plan).faces[Face.TITLE])
    pages = NightPages(desk, title, language, say, letters)

    def codes() -> list[TeamCode]:
        return [team_code(desk, team, code, current, say) for code, team in desk.team_codes.items()]

    card = partial(result_card, desk, title, language, say)
    return Night(desk, Phones(desk, pages, say), Console(desk, pages, codes, card))


def _teams(record: Record, wanted: int | None) -> int:
    """How many teams play.

    Raises:
        ServeError: the diary was begun with another number.
    """
    known = record.fact("teams")
    if known and wanted not in (None, int(known)) and record.events:
        raise ServeError(
            f"{record.path}: this night began with {known} team{'s' if known != '1' else ''}, not {wanted}.",
            "Leave out --teams to go on with it, or begin another with --new-night.",
        )
    teams = wanted or int(known or "1")
    record.note_fact("teams", str(teams))
    return teams


def team_code(desk: Desk, team: str, code: str, current: str, say: Say) -> TeamCode:
    """How a team's phones join."""
    address = f"{current}/team/{code}/"
    picture = code_picture(qr_matrix(address.upper()))
    return TeamCode(team_name(desk, team, say), grouped(code), address, picture)
