"""`kitgen serve`: the hints of a finished output for the phones in the house, and the night as it goes on.

Starlette and uvicorn are imported only when somebody really serves.
"""

from __future__ import annotations

import errno
import hashlib
import ipaddress
import socket
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kitgen.codes import qr_matrix
from kitgen.errors import ServeError
from kitgen.hints.addresses import PORT, lan_base
from kitgen.manifest import Manifest, read_manifest
from kitgen.message import Message, message
from kitgen.night.app import make_app
from kitgen.night.connections import MOST_CONNECTIONS, quick_protocol
from kitgen.night.desk import Desk
from kitgen.night.host_file import SOLUTIONS, read_host_file, read_plan
from kitgen.night.live import Hub
from kitgen.night.locks import Locks, load_locks
from kitgen.night.terminal import terminal_code
from kitgen.words import Catalogue

if TYPE_CHECKING:
    import uvicorn
    from starlette.applications import Starlette

    from kitgen.night.app import Night
    from kitgen.night.plan import NightPlan

HINTS_FOLDER = "hints"
LARGEST_FILE_BYTES = 64_000
MOST_FILES = 2_000

Announce = Callable[[Message], None]


@dataclass(frozen=True)
class ServeOptions:
    """What a host asked for.

    Args:
        host: address to listen on; None for the one the printed codes lead to, or this machine's present
            one where that has changed.
        port: to listen on; None for the one the printed codes lead to.
        teams: how many teams play against each other; None for as many as the diary says, or one table.
        rules: how hints are given, as far as it differs from what the kit says.
        new_night: whether another night begins, with a diary of its own.
    """

    host: str | None = None
    port: int | None = None
    teams: int | None = None
    rules: Mapping[str, int | bool | None] = field(default_factory=dict)
    new_night: bool = False


def serve(output: Path, options: ServeOptions = ServeOptions(), announce: Announce | None = None) -> None:
    """Serve the hints of a finished output, and follow the night, until somebody stops it with Ctrl+C.

    Args:
        output: a folder that `kitgen build` has written.
        options: what the host asked for.
        announce: tells the host what happens; by default in the kit's language on standard output.

    Raises:
        OutputError: the folder is none of kitgen's.
        ServeError: it has no hints or they were changed, the address cannot be listened on, or the diary is
            another print's.
    """

    manifest = read_manifest(output)
    words = Catalogue.load(manifest.kit.language)
    announce = announce or partial(_print, words)
    if manifest.options.hints == "sealed":
        raise ServeError(
            f"{output}: its hints are sealed for {manifest.options.hints_address} and open there alone.",
            "Upload the folder hints/ to that address, or build again with `--hints lan` to serve at home.",
        )
    files = load_site(output, manifest)
    secrets = read_host_file(output, manifest)
    locks = load_locks(output, manifest, files, secrets)
    plan = read_plan(output, secrets)
    printed = urlsplit(manifest.options.hints_address)
    listener = listen(
        options.host or _own_address(printed.hostname or ""), options.port or printed.port or PORT
    )
    night = None
    try:
        current = address_of(listener)
        night = _night(output, manifest, plan, options, current, words) if plan else None
        bound = str(listener.getsockname()[0])
        app = make_app(
            files, allowed_hosts(bound, printed.hostname or ""), locks=Locks(locks, words.say), night=night
        )
        _tell(output, manifest, listener, current, announce)
        if night is not None:
            tell_night(night.desk, current, announce)
        if secrets is None:
            announce(message("hints.serve.no-night", file=SOLUTIONS))
        if any(not lock.boxes for lock in locks.values()):
            announce(message("hints.serve.no-locks", file=SOLUTIONS))
        # Uvicorn ends in order at Ctrl+C and raises it again, unless whoever started us has it ignored.
        with suppress(KeyboardInterrupt):
            night_server(server_config(app), night.desk.hub if night else Hub()).run(sockets=[listener])
        announce(message("hints.serve.closed"))
    finally:
        listener.close()
        if night is not None:
            night.desk.record.close()


def _night(
    output: Path, manifest: Manifest, plan: NightPlan, options: ServeOptions, current: str, words: Catalogue
) -> Night:
    # Templates, fonts and pictures are only loaded once somebody really plays.
    from kitgen.night.opening import Wishes, open_night

    wishes = Wishes(options.teams, options.rules, options.new_night)
    return open_night(output, manifest, plan, wishes, current, words.say)


def night_server(config: uvicorn.Config, hub: Hub) -> uvicorn.Server:
    """A server that closes the lines of open pages as it stops, instead of cutting them off."""
    import uvicorn

    class NightServer(uvicorn.Server):
        """As above."""

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            hub.close()
            await super().shutdown(sockets)

    return NightServer(config)


def server_config(app: Starlette) -> uvicorn.Config:
    """How uvicorn serves: quietly, without a trace of the machine, and patient with nobody for ever."""
    import uvicorn

    return uvicorn.Config(
        app,
        http=quick_protocol(),
        ws="none",
        lifespan="off",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=1,
        limit_concurrency=MOST_CONNECTIONS,
    )


def address_of(listener: socket.socket) -> str:
    """The address of a server that listens, without a trailing slash."""
    bound, port = listener.getsockname()[:2]
    shown = (urlsplit(lan_base()[0]).hostname or bound) if _is_any(bound) else _in_url(bound)
    return f"http://{shown}:{port}"


def _print(words: Catalogue, told: Message) -> None:
    # Flushed, for a host may read it through a pipe while the server runs on.
    print(words.say(told), flush=True)


def _tell(
    output: Path, manifest: Manifest, listener: socket.socket, current: str, announce: Announce
) -> None:
    """What is open and where, and what a host should know about it."""
    printed = manifest.options.hints_address
    announce(message("hints.serve.open", title=manifest.kit.title, address=f"{current}/"))
    announce(message("hints.serve.ready", count=len(manifest.puzzles)))
    if ipaddress.ip_address(listener.getsockname()[0]).is_loopback:
        announce(message("hints.serve.alone"))
    if printed and printed.lower() != current:
        announce(message("hints.serve.moved", printed=printed, current=current))
        # Pages and fonts are only loaded where a sheet is drawn.
        from kitgen.night.join import renew_join_sheet

        renew_join_sheet(output, manifest, current, announce)


def tell_night(desk: Desk, current: str, announce: Announce) -> None:
    """Where the host's own pages are, with a code to scan, and what was kept of the night."""
    door = f"{current}/host/{desk.host_key}"
    announce(message("hints.serve.console", address=door))
    if sys.stdout.isatty():
        print(terminal_code(qr_matrix(door.upper().replace("/HOST/", "/host/"))), flush=True)
    announce(message("hints.serve.diary", file=str(desk.record.path)))
    if desk.record.fault:
        announce(message("hints.serve.not-kept", fault=desk.record.fault))
    if desk.state.clock.outcome:
        announce(message("hints.serve.over"))
    elif desk.state.moments:
        announce(message("hints.serve.again", count=len(desk.state.moments)))


def load_site(output: Path, manifest: Manifest) -> dict[str, bytes]:
    """The hint pages of an output, held to the manifest byte by byte.

    Args:
        output: its folder.
        manifest: what the folder should hold.

    Returns:
        Path below `hints/` to bytes.

    Raises:
        ServeError: there are none, one is missing, changed, too large, or not a plain file.
    """
    entries = [entry for entry in manifest.files if entry.path.startswith(f"{HINTS_FOLDER}/")]
    again = f"Build the kit again, with the same seed for the same codes, into {output}."
    if not entries:
        raise ServeError(
            f"{output}: this kit was built without hints.", "Build it again without `--hints none`."
        )
    if len(entries) > MOST_FILES:
        raise ServeError(f"{output}: {len(entries)} hint pages; at most {MOST_FILES} are served.")
    site: dict[str, bytes] = {}
    for entry in entries:
        path = output / entry.path
        if _leads_elsewhere(output, entry.path) or not path.is_file():
            raise ServeError(f"{path}: it is missing or not a plain file.", again)
        if path.stat().st_size > LARGEST_FILE_BYTES:
            raise ServeError(f"{path}: larger than {LARGEST_FILE_BYTES} bytes; not a page of kitgen.", again)
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() != entry.sha256:
            raise ServeError(f"{path}: it was changed since it was built.", again)
        site[entry.path.removeprefix(f"{HINTS_FOLDER}/")] = data
    return site


def _leads_elsewhere(output: Path, relative: str) -> bool:
    """Whether any part of the path below the output is a symbolic link."""
    place = output
    for part in relative.split("/"):
        place = place / part
        if place.is_symlink():
            return True
    return False


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens.

    Args:
        host: an address of this machine, or a name for one.
        port: 0 lets the system choose.

    Raises:
        ServeError: the port is taken or not allowed, or the address is not this machine's.
    """
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except socket.gaierror as error:
        raise ServeError(
            f"{host!r} is no address of this machine.", "Leave out --host, or give a number."
        ) from error
    listener = socket.socket(family, kind, protocol)
    try:
        # Lets a host stop and start again at once; it does not let two servers share a port.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(place)
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise _refused(host, port, error) from error
    return listener


def _refused(host: str, port: int, error: OSError) -> ServeError:
    if error.errno == errno.EADDRINUSE:
        return ServeError(
            f"Port {port} at {host} is in use, perhaps by another `kitgen serve`.",
            "Stop that one, or build and serve with another port.",
        )
    if error.errno == errno.EADDRNOTAVAIL:
        return ServeError(
            f"{host} is not an address of this machine.", "Leave out --host to use the present one."
        )
    if error.errno == errno.EACCES:
        return ServeError(f"Port {port} is not open to this user.", "Choose one above 1023 with --port.")
    return ServeError(
        f"Cannot listen on {host} port {port}: {error.strerror}.", "Choose another with --port."
    )


def allowed_hosts(bound: str, printed: str) -> frozenset[str]:
    """The names in the Host header that the server answers to, as make_app takes them.

    Args:
        bound: the number it listens on.
        printed: the host in the printed codes, or empty.
    """
    hosts = {printed.lower(), _in_url(bound)} - {""}
    if _is_any(bound):
        hosts |= {"localhost", "127.0.0.1", "[::1]", urlsplit(lan_base()[0]).hostname or "127.0.0.1"}
    elif ipaddress.ip_address(bound).is_loopback:
        hosts.add("localhost")
    return frozenset(hosts)


def _own_address(printed: str) -> str:
    """The printed address where it is still this machine's, else the present one."""
    if _is_number(printed):
        with socket.socket(socket.AF_INET6 if ":" in printed else socket.AF_INET) as probe:
            try:
                probe.bind((printed, 0))
            except OSError:
                pass
            else:
                return printed
    return urlsplit(lan_base()[0]).hostname or "127.0.0.1"


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _in_url(host: str) -> str:
    """A number as it stands in an address: IPv6 in brackets (RFC 3986, 3.2.2)."""
    return f"[{host}]" if ":" in host else host


def _is_any(host: str) -> bool:
    return ipaddress.ip_address(host).is_unspecified
