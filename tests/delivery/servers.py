"""Real mail servers for the tests of sending: every step can be made to fail, and what was
accepted is written down, which is the oracle that the ledger is held against."""

from __future__ import annotations

import asyncio
import datetime
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

HOST = "127.0.0.1"
USER, PASSWORD = "unit", "korrekt-Pferd-7"

# A fault: (step, address, how often this step came for this address) -> what to do instead.
# "cut" ends the connection, "NNN text" is said instead, "slow N" waits N seconds and goes on,
# "hold" goes on when the log's `go` is set, "mute" says nothing until the client hangs up.
# Steps: connect, ehlo, mail, rcpt, data, body (message received, not accepted), end (accepted).
Fault = Callable[[str, str, int], str | None]


def no_fault(_step: str, _address: str, _count: int) -> str | None:
    return None


class Log:
    """What a server accepted, in order: (recipient, Message-ID, sha256 of the message)."""

    def __init__(self) -> None:
        self.accepted: list[tuple[str, str, str]] = []
        self.messages: dict[str, bytes] = {}
        self.connections = 0
        self.logins = 0
        self.commands: list[str] = []
        self.keep = False
        self.go = threading.Event()
        self.open = 0  # connections at this moment
        self.counts: dict[tuple[str, str], int] = {}

    def accepts_of(self, address: str) -> int:
        return sum(who == address for who, _, _ in self.accepted)


class _Server(SMTP):
    """An SMTP server whose steps can be made to fail."""

    def __init__(self, log: Log, fault: Fault, *args: Any, **kwargs: Any) -> None:
        self._log, self._fault = log, fault
        self._counted = False
        super().__init__(self, *args, **kwargs)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._own = transport
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        super().connection_lost(error)
        self._log.open -= self._counted
        self._counted = False

    def abort(self) -> None:
        """End the connection, whatever is under way."""
        self._own.abort()  # type: ignore[attr-defined]  # of all transports that are connections

    async def _do(self, step: str, address: str = "") -> str | None:
        key = (step, address)
        counts = self._log.counts
        counts[key] = counts.get(key, 0) + 1
        action = self._fault(step, address, counts[key])
        if action in {"cut", "mute"}:
            if action == "cut":
                self.abort()
            await asyncio.sleep(3600)  # cancelled when the connection is seen to be lost
        if action == "hold":
            while not self._log.go.is_set():
                await asyncio.sleep(0.005)
            return None
        if action and action.startswith("slow "):
            await asyncio.sleep(float(action[5:]))
            return None
        return action

    async def _handle_client(self) -> None:
        self._log.connections += 1
        self._log.open += not self._counted
        self._counted = True
        said = await self._do("connect")
        if said:
            await self.push(said)
            assert self.transport is not None
            self.transport.close()
            return
        await super()._handle_client()

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, lines: list[str]
    ) -> list[str]:
        said = await self._do("ehlo")
        session.host_name = hostname
        return [said] if said else lines

    async def handle_MAIL(
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        address: str,
        options: list[str],
    ) -> str:
        envelope.mail_from = address
        return await self._do("mail", "") or "250 OK"

    async def handle_RCPT(
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        address: str,
        options: list[str],
    ) -> str:
        said = await self._do("rcpt", address)
        if said:
            return said
        envelope.rcpt_tos.append(address)
        return f"250 2.1.5 <{address}> ok"

    async def smtp_DATA(self, arg: str) -> None:
        assert self.envelope is not None
        said = await self._do("data", self.envelope.rcpt_tos[0] if self.envelope.rcpt_tos else "")
        if said:
            await self.push(said)
            return
        await super().smtp_DATA(arg)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        address = envelope.rcpt_tos[0]
        said = await self._do("body", address)
        if said:
            return said
        data = envelope.original_content or b""
        head = data.partition(b"\r\n\r\n")[0].decode()
        identity = head.partition("\r\nMessage-ID: <")[2].partition(">")[0]
        self._log.accepted.append((address, identity, sha256(data).hexdigest()))
        if self._log.keep:
            self._log.messages[address] = data
        said = await self._do("end", address)
        return said or "250 2.0.0 queued"


async def _serve(
    make: Callable[[], SMTP],
    context: ssl.SSLContext | None,
    begun: Future[tuple[asyncio.AbstractEventLoop, asyncio.Event, int]],
) -> None:
    """Serve until the event that `begun` is told is set."""
    loop, end = asyncio.get_running_loop(), asyncio.Event()
    try:
        server = await loop.create_server(make, HOST, 0, ssl=context)
    except BaseException as error:
        begun.set_exception(error)
        raise
    begun.set_result((loop, end, server.sockets[0].getsockname()[1]))
    await end.wait()
    server.close()
    # Connections of killed clients are closed before the loop is, which would leave them open; such
    # as are amidst a TLS handshake are known to the loop alone.
    await asyncio.sleep(0)
    for transport in list(loop._transports.values()):  # type: ignore[attr-defined]
        transport.abort()
    for _ in range(5):  # rounds of the loop: one closes the socket, the next ones tell of it
        await asyncio.sleep(0)


class Running:
    """A server that runs: its port and its log."""

    def __init__(self, port: int, log: Log) -> None:
        self.port, self.log = port, log


@contextmanager
def smtp(
    fault: Fault = no_fault,
    *,
    tls: ssl.SSLContext | None = None,
    implicit: bool = False,
    auth: bool = False,
    size: int = 33_554_432,
    keep: bool = False,
) -> Iterator[Running]:
    """A server on the loopback; with `tls` it offers STARTTLS, or speaks TLS from the start."""
    log = Log()
    log.keep = keep
    options: dict[str, Any] = {"data_size_limit": size, "enable_SMTPUTF8": True}
    if tls and not implicit:
        options |= {"tls_context": tls, "require_starttls": True}
    if auth:

        def authenticate(
            server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
        ) -> AuthResult:
            log.logins += 1
            right = data.login == USER.encode() and data.password == PASSWORD.encode()
            return AuthResult(success=right, handled=False)

        options |= {
            "authenticator": authenticate,
            "auth_required": True,
            "auth_require_tls": not implicit,
        }
    begun: Future[tuple[asyncio.AbstractEventLoop, asyncio.Event, int]] = Future()
    made = partial(_Server, log, fault, **options)
    served = _serve(made, tls if implicit else None, begun)
    thread = threading.Thread(target=asyncio.run, args=(served,))
    thread.start()
    loop, end, port = begun.result()
    try:
        yield Running(port, log)
    finally:
        loop.call_soon_threadsafe(end.set)
        thread.join()


@contextmanager
def nobody() -> Iterator[int]:
    """A port at which nobody listens, kept from others meanwhile."""
    with socket.socket() as kept:
        kept.bind((HOST, 0))
        yield kept.getsockname()[1]


@contextmanager
def scripted(talk: Callable[[socket.socket], None]) -> Iterator[int]:
    """A server that says what `talk` does on each connection, whatever it is told; its port."""
    listener = socket.create_server((HOST, 0))
    listener.settimeout(0.1)
    ended = threading.Event()

    def serve() -> None:
        while not ended.is_set():
            try:
                connection, _ = listener.accept()
            except TimeoutError:
                continue
            except OSError:
                return
            with connection:
                connection.settimeout(60)
                try:
                    talk(connection)
                except OSError:
                    continue  # the client hung up: that is what the test is about

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        ended.set()
        thread.join()
        listener.close()


def read_line(connection: socket.socket) -> bytes:
    """One line from a client, or what came before it hung up."""
    line = b""
    while not line.endswith(b"\n"):
        more = connection.recv(1)
        if not more:
            break
        line += more
    return line


def certificates(folder: Path, names: tuple[str, ...] = ("localhost",)) -> tuple[Path, Path]:
    """An authority's certificate, and a server's with its key (PEM): (ca file, server file)."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    now = datetime.datetime.now(datetime.UTC)
    day = datetime.timedelta(days=1)

    def name(text: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])

    ca_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    builder = x509.CertificateBuilder().not_valid_before(now - day).not_valid_after(now + day)
    ca = (
        builder.subject_name(name("Test authority"))
        .issuer_name(name("Test authority"))
        .public_key(ca_key.public_key())
        .serial_number(1)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(ca_key, hashes.SHA256())
    )
    alternatives: list[x509.GeneralName] = [x509.DNSName(n) for n in names]
    if "localhost" in names:
        alternatives.append(x509.IPAddress(ipaddress.ip_address(HOST)))
    leaf = (
        builder.subject_name(name(names[0]))
        .issuer_name(name("Test authority"))
        .public_key(key.public_key())
        .serial_number(2)
        .add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
        .sign(ca_key, hashes.SHA256())
    )
    folder.mkdir(parents=True, exist_ok=True)
    pem = serialization.Encoding.PEM
    ca_file, server_file = folder / "ca.pem", folder / "server.pem"
    ca_file.write_bytes(ca.public_bytes(pem))
    server_file.write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + leaf.public_bytes(pem)
    )
    return ca_file, server_file


def tls_context(server_file: Path) -> ssl.SSLContext:
    """The server's side of TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(server_file)
    return context
