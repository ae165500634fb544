"""SMTP on a real server whose every step is made to fail; its log of accepts is the oracle."""

from __future__ import annotations

import base64
import random
import socket
import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from brief.delivery.transports import Unreachable
from brief.delivery.transports.smtp import Smtp
from brief.diagnostics import BriefError
from tests.delivery import servers
from tests.delivery.harness import Desk, people, settings

VICTIM = "r00001@example.org"


def fails(step: str, action: str, times: int = 1, address: str = VICTIM) -> servers.Fault:
    """A server that does `action` at a step, the first times it comes for an address."""

    def fault(at: str, whom: str, count: int) -> str | None:
        return action if at == step and whom in {address, ""} and count <= times else None

    return fault


@pytest.mark.parametrize(
    ("step", "action", "state", "accepts"),
    [
        ("mail", "451 4.3.0 later", "accepted", 1),
        ("rcpt", "450 4.2.1 greylisted", "accepted", 1),
        ("data", "451 4.3.0 later", "accepted", 1),
        ("body", "452 4.3.1 no room", "accepted", 1),
        ("rcpt", "421 4.3.2 closing", "accepted", 1),
        ("body", "421 4.3.2 closing", "accepted", 1),
        ("rcpt", "550 5.1.1 no such user", "failed", 0),
        ("data", "554 5.5.1 no valid recipients", "failed", 0),
        ("body", "554 5.7.1 refused", "failed", 0),
        ("body", "552 5.3.4 too large", "failed", 0),
        ("mail", "cut", "accepted", 1),
        ("rcpt", "cut", "accepted", 1),
        ("data", "cut", "accepted", 1),
        ("body", "cut", "uncertain", 0),
        ("end", "cut", "uncertain", 1),
        ("end", "mute", "uncertain", 1),
        ("rcpt", "mute", "accepted", 1),
        ("end", "250 2.0.0 fine", "accepted", 1),
        ("end", "354 go on", "uncertain", 1),
        ("end", "999 what", "uncertain", 1),
        ("end", "250", "accepted", 1),
        ("data", "250 no need", "accepted", 1),
        ("end", "250-never\r\n250-ending", "uncertain", 1),
    ],
)
def test_each_step_fails_and_nobody_gets_two(
    tmp_path: Path, step: str, action: str, state: str, accepts: int
) -> None:
    desk = Desk(tmp_path, people(4))
    # Nobody waits long for a server that has nothing more to say; the others are given time.
    seconds = 4.0 if action in {"mute", "250-never\r\n250-ending"} else 60.0
    with servers.smtp(fails(step, action)) as server:
        limits = {"timeout": seconds, "reply_timeout": seconds}
        report = desk.send(settings(server.port, connections=1, **limits))
        assert not report.stopped
        # A second run changes nothing for anybody who is settled.
        desk.send(settings(server.port))
    states = desk.states()
    # At MAIL the server does not know for whom it is; it hits the first.
    victim = next(iter(states)) if step == "mail" else VICTIM
    assert states.pop(victim) == state
    assert set(states.values()) == {"accepted"}
    assert server.log.accepts_of(victim) == accepts
    assert all(server.log.accepts_of(address) == 1 for address in states)


def test_a_temporary_refusal_is_tried_again_later_each_time(tmp_path: Path) -> None:
    desk = Desk(tmp_path, [VICTIM])
    with servers.smtp(fails("rcpt", "450 later", times=3)) as server:
        desk.send(settings(server.port, retry_first=60.0, retry_most=100.0))
    row = desk.row(VICTIM)
    assert (row.state, row.attempts) == ("accepted", 4)
    assert 60 + 100 + 100 <= desk.clock.slept < 280


def test_past_its_deadline_a_temporary_refusal_is_a_failure(tmp_path: Path) -> None:
    desk = Desk(tmp_path, [VICTIM])
    with servers.smtp(fails("rcpt", "450 greylisted", times=99)) as server:
        desk.send(settings(server.port, retry_for=300.0))
    row = desk.row(VICTIM)
    assert row.state == "failed"
    assert "given up after" in row.reply
    assert "greylisted" in row.reply
    assert not server.log.accepted


def test_without_waiting_the_rest_is_left_and_honours_the_deadline(tmp_path: Path) -> None:
    desk = Desk(tmp_path, people(3))
    with servers.smtp(fails("rcpt", "450 later", times=1)) as server:
        desk.send(settings(server.port, retry_for=300.0), wait=False)
        assert desk.row(VICTIM).state == "retry"
        desk.clock.now += 1000
        desk.send(settings(server.port), wait=False)
    assert desk.row(VICTIM).state == "failed"
    assert len(server.log.accepted) == 2


def test_a_connection_is_used_for_many_and_renewed_after_so_many(tmp_path: Path) -> None:
    desk = Desk(tmp_path, people(25))
    with servers.smtp() as server:
        desk.send(settings(server.port, connections=1, per_connection=10))
    assert server.log.connections == 3
    assert len(server.log.accepted) == 25


def test_several_connections_share_the_work(tmp_path: Path) -> None:
    desk = Desk(tmp_path, people(40))

    def together(step: str, _address: str, count: int) -> str | None:
        if step == "connect" and count == 4:
            server.log.go.set()
        return "hold" if step == "rcpt" else None

    with servers.smtp(together) as server:
        desk.send(settings(server.port, connections=4))
    assert server.log.connections == 4
    assert sorted(a for a, _, _ in server.log.accepted) == people(40)


def test_a_server_that_takes_few_connections_gets_few(tmp_path: Path) -> None:
    desk = Desk(tmp_path, people(30))

    def one_at_a_time(step: str, _address: str, count: int) -> str | None:
        if step == "connect" and server.log.open > 1:
            if count > 6:  # the others have tried more often than they would in vain
                server.log.go.set()
            return "421 4.7.0 too many connections"
        return "hold" if step == "rcpt" else None

    with servers.smtp(one_at_a_time) as server:
        report = desk.send(settings(server.port, connections=4))
    assert not report.stopped
    assert len(server.log.accepted) == 30


def test_a_server_that_hangs_up_between_messages_costs_nobody_a_try(tmp_path: Path) -> None:
    desk = Desk(tmp_path, people(6))

    def closing(step: str, _address: str, count: int) -> str | None:
        return "421 4.4.2 idle" if step == "mail" and count % 3 == 0 else None

    with servers.smtp(closing) as server:
        desk.send(settings(server.port, connections=1))
    assert {row.attempts for row in desk.rows()} == {1}
    assert len(server.log.accepted) == 6
    assert desk.clock.slept == 0


def test_the_rate_limit_holds_over_all_connections(tmp_path: Path) -> None:
    desk = Desk(tmp_path, people(11))
    with servers.smtp() as server:
        desk.send(settings(server.port, connections=3, per_minute=30))
    assert desk.clock.now - 1_795_000_000.0 >= 10 * 2.0
    assert len(server.log.accepted) == 11


def test_a_server_that_refuses_the_sender_is_not_asked_for_everybody(tmp_path: Path) -> None:
    desk = Desk(tmp_path, people(50))
    with servers.smtp(fails("mail", "550 5.7.1 sender rejected", times=999)) as server:
        report = desk.send(settings(server.port, connections=1))
    assert "refuses the sender" in report.stopped
    states = list(desk.states().values())
    assert states.count("failed") == 10
    assert states.count("planned") == 40


def test_no_server_leaves_everybody_as_they_were(tmp_path: Path) -> None:
    desk = Desk(tmp_path, people(3))
    with servers.nobody() as port:
        report = desk.send(settings(port, connect_tries=3))
    assert "no connection" in report.stopped
    assert set(desk.states().values()) == {"planned"}


def test_a_server_that_comes_back_is_used_again(tmp_path: Path) -> None:
    desk = Desk(tmp_path, people(5))
    with servers.smtp(fails("connect", "421 4.3.2 not yet", times=3)) as server:
        report = desk.send(settings(server.port, connections=1, connect_tries=5))
    assert not report.stopped
    assert len(server.log.accepted) == 5


def test_a_message_larger_than_the_server_takes_is_not_offered(tmp_path: Path) -> None:
    desk = Desk(tmp_path, people(2))
    with servers.smtp(size=1000) as server:
        desk.send(settings(server.port))
    assert set(desk.states().values()) == {"failed"}
    assert "larger than the server takes" in desk.rows()[0].reply


def test_dots_at_the_start_of_lines_arrive(tmp_path: Path) -> None:
    from brief.delivery.transports.smtp import SmtpConnection

    with servers.smtp(keep=True) as server:
        connection = Smtp(settings(server.port), "").connect()
        assert isinstance(connection, SmtpConnection)
        data = b"Message-ID: <x@example.org>\r\n\r\n.\r\n..\r\n.a\r\nb\r\n"
        assert connection.offer("unit@example.org", VICTIM, len(data)) is None
        assert connection.hand_over(data).state == "accepted"
        connection.close()
    assert server.log.messages[VICTIM] == data


# -- TLS and login -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pems(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return servers.certificates(tmp_path_factory.mktemp("tls"))


def secured(port: int, pems: tuple[Path, Path], **changes: Any) -> Any:
    values = {
        "security": "starttls",
        "ca_file": str(pems[0]),
        "user": servers.USER,
        "password_from": "env:BRIEF_PW",
    }
    return settings(port, **{**values, **changes})


@pytest.mark.parametrize("implicit", [False, True])
def test_tls_and_login(tmp_path: Path, pems: tuple[Path, Path], implicit: bool) -> None:
    desk = Desk(tmp_path, people(8))
    context = servers.tls_context(pems[1])
    with servers.smtp(tls=context, auth=True, implicit=implicit) as server:
        chosen = secured(server.port, pems, security="tls" if implicit else "starttls")
        report = desk.send(chosen, Smtp(chosen, servers.PASSWORD))
    assert not report.stopped
    assert len(server.log.accepted) == 8


def test_a_wrong_password_is_tried_once_and_never_shown(
    tmp_path: Path, pems: tuple[Path, Path]
) -> None:
    desk = Desk(tmp_path, people(8))
    with servers.smtp(tls=servers.tls_context(pems[1]), auth=True) as server:
        chosen = secured(server.port, pems)
        report = desk.send(chosen, Smtp(chosen, "falsch-geheim"))
        logins = server.log.logins
    assert "refused the user name or password" in report.stopped
    assert "geheim" not in report.stopped + report.help
    assert logins == 1  # not once a connection, and by one mechanism
    assert not server.log.accepted
    assert set(desk.states().values()) == {"planned"}
    for path in [*desk.state.iterdir(), desk.log]:
        assert b"geheim" not in path.read_bytes()


def test_a_server_without_starttls_gets_nothing(tmp_path: Path, pems: tuple[Path, Path]) -> None:
    desk = Desk(tmp_path, people(3))
    with servers.smtp() as server:
        chosen = secured(server.port, pems)
        report = desk.send(chosen, Smtp(chosen, servers.PASSWORD))
        assert server.log.connections == 1
    assert "offers no STARTTLS" in report.stopped
    assert not server.log.accepted


def test_a_certificate_of_another_host_or_authority_ends_the_run(
    tmp_path: Path, pems: tuple[Path, Path]
) -> None:
    _, other = servers.certificates(tmp_path / "other", ("mail.example.net",))
    for server_file, ca_file in ((other, tmp_path / "other" / "ca.pem"), (pems[1], None)):
        with servers.smtp(tls=servers.tls_context(server_file), auth=True) as server:
            chosen = secured(server.port, pems, ca_file=str(ca_file or ""))
            with pytest.raises(BriefError, match="certificate") as told:
                Smtp(chosen, servers.PASSWORD).connect()
            assert not server.log.logins
        assert servers.PASSWORD not in str(told.value)


def talk(*answers: bytes) -> Any:
    """A server that greets, and gives these answers to what it is sent, one a line; after one that
    ends in "cut" it hangs up."""

    def run(connection: socket.socket) -> None:
        connection.sendall(b"220 hello\r\n")
        for answer in answers:
            heard = servers.read_line(connection)
            run.heard.append(heard)  # type: ignore[attr-defined]
            connection.sendall(answer.removesuffix(b"cut"))
            if answer.endswith(b"cut"):
                return
        while heard := servers.read_line(connection):
            run.heard.append(heard)  # type: ignore[attr-defined]

    run.heard = []  # type: ignore[attr-defined]
    return run


EHLO = b"250-server\r\n250-STARTTLS\r\n250 AUTH PLAIN\r\n"


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ([b"250-server\r\n250 AUTH PLAIN\r\n"], "offers no STARTTLS"),
        ([EHLO, b"220 go\r\n250 believe me\r\n"], "more than its answer to STARTTLS"),
        ([EHLO, b"454 4.7.0 not available\r\n"], "at STARTTLS"),
        ([EHLO, b"501 5.5.4 no\r\n"], "at STARTTLS"),
        ([EHLO, b"220 go\r\n", b"this is no TLS at all\r\n"], "TLS with|handshake"),
        ([EHLO, b"cut"], "connection lost"),
        ([b"cut"], "connection lost"),
        ([b"554 5.3.2 go away\r\n", b"554 go away\r\n"], "after EHLO"),
        ([b"250 x" + b"y" * 100_000 + b"\r\n"], "makes no sense|connection lost"),
        ([b"hello yourself\r\n"], "makes no sense"),
    ],
)
def test_downgrades_and_nonsense_get_no_password(
    pems: tuple[Path, Path], answers: list[bytes], told: str
) -> None:
    server = talk(*answers)
    with (
        servers.scripted(server) as port,
        pytest.raises((BriefError, Unreachable), match=told) as caught,
    ):
        Smtp(secured(port, pems), servers.PASSWORD).connect()
    heard = b"".join(server.heard)
    encoded = base64.b64encode(f"\0{servers.USER}\0{servers.PASSWORD}".encode())
    assert servers.PASSWORD.encode() not in heard
    assert encoded not in heard
    assert b"AUTH" not in heard
    assert servers.PASSWORD not in str(caught.value)


PLAIN = (b"250-server\r\n250 SIZE 10000000\r\n",)


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        # Two answers to one question: what comes second is the answer to nothing.
        ((*PLAIN, b"250 ok\r\n250 ok\r\n", b"250 ok\r\n"), "retry"),
        ((*PLAIN, b"250 ok\r\n", b"250 ok\r\n", b"354 go\r\n250 accepted already\r\n"), "retry"),
        ((*PLAIN, b"250 ok\r\n", b"250 ok\r\n", b"cut"), "retry"),
        ((*PLAIN, b"250 ok\r\n", b"25cut"), "retry"),
        ((*PLAIN, b"gibberish\r\n"), "retry"),
        ((*PLAIN, b"250-ok\r\n550 no\r\n"), "retry"),
        ((b"250 SIZE " + b"9" * 5000 + b"\r\n", b"250 ok\r\n", b"550 no\r\ncut"), "failed"),
        ((*PLAIN, b"250 ok\r\n", b"250 ok\r\n", b"354 go\r\n", b"cut"), "uncertain"),
        ((*PLAIN, b"250 ok\r\n", b"250 ok\r\n", b"354 go\r\n", b"552 no\r\ncut"), "failed"),
    ],
)
def test_an_answer_is_never_taken_for_another(answers: tuple[bytes, ...], state: str) -> None:
    with servers.scripted(talk(*answers)) as port:
        assert offered(Smtp(settings(port), "")) == state


def offered(transport: Smtp) -> str:
    """How handing a message over ends."""
    connection = transport.connect()
    data = b"Subject: x\r\n\r\n" + b"line\r\n" * 10
    outcome = connection.offer("unit@example.org", VICTIM, len(data))
    if outcome is None:
        outcome = connection.hand_over(data)
    connection.close()
    return outcome.state


def test_a_refusal_that_may_have_come_early_stands_only_once_the_talk_has_ended() -> None:
    """Said before the message was read, a refusal may be followed by an acceptance: while the
    server keeps silent about its end, nobody knows."""

    def refuse(connection: socket.socket) -> None:
        for said in (b"220 hello\r\n", b"250 server\r\n", b"250 ok\r\n", b"250 ok\r\n"):
            connection.sendall(said)
            servers.read_line(connection)
        connection.sendall(b"354 go\r\n")
        while servers.read_line(connection) != b".\r\n":
            pass
        connection.sendall(b"450 4.3.2 later\r\n")
        while servers.read_line(connection):
            pass

    with servers.scripted(refuse) as port:
        assert offered(Smtp(settings(port, timeout=2.0), "")) == "uncertain"


class Whimsical:
    """A server that answers as chance has it, and knows what it accepted: a message is accepted
    when its end mark has come and 250 is the first thing said after it."""

    REPLIES = (
        b"250 ok\r\n",
        b"250-a\r\n250 b\r\n",
        b"450 later\r\n",
        b"550 no\r\n",
        b"421 bye\r\n",
    )
    NONSENSE = (
        b"",
        b"25",
        b"\r\n",
        b"\xff\xfe\r\n",
        b"250-\r\n",
        b"250-a\r\n550 b\r\n",
        b"199 x\r\n",
    )

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.accepted = 0

    def __call__(self, connection: socket.socket) -> None:
        connection.sendall(b"220 hello\r\n")
        while command := servers.read_line(connection):
            verb = command[:4].upper()
            right = b"354 go\r\n" if verb == b"DATA" else b"250 ok\r\n"
            said = right if self.chance.random() < 0.85 else self._whim()
            if said is None:
                return
            connection.sendall(said)
            if verb == b"DATA" and said == right and not self._message(connection):
                return

    def _whim(self) -> bytes | None:
        lot = self.chance.random()
        if lot < 0.2:
            return None
        if lot < 0.4:
            return self.chance.choice(self.NONSENSE)
        if lot < 0.6:
            return self.chance.choice(self.REPLIES) + self.chance.choice(self.REPLIES)
        return self.chance.choice((*self.REPLIES, b"354 go\r\n"))

    def _message(self, connection: socket.socket) -> bool:
        early = self.chance.random() < 0.2
        heard = b""
        while not heard.endswith(b"\r\n.\r\n"):
            more = connection.recv(65536)
            if not more:
                return False
            heard += more
            if early:
                early = False
                connection.sendall(self.chance.choice(self.REPLIES[2:]))
        said = b"250 taken\r\n" if self.chance.random() < 0.6 else self._whim()
        if said is None:
            return False
        self.accepted += said.startswith((b"250 ", b"250-a\r\n250 b"))
        connection.sendall(said)
        return True


@pytest.mark.parametrize("seed", range(60))
def test_whatever_a_server_says_nothing_is_taken_for_accepted_that_was_not(seed: int) -> None:
    server = Whimsical(seed)
    data = b"Subject: x\r\n\r\n" + b"line\r\n" * 20_000
    outcomes: list[str] = []
    with servers.scripted(server) as port:
        for _ in range(4):
            try:
                connection = Smtp(settings(port, timeout=0.3, reply_timeout=0.3), "").connect()
            except (BriefError, Unreachable):
                continue
            outcome = connection.offer("unit@example.org", VICTIM, len(data))
            if outcome is None:
                outcome = connection.hand_over(data)
            outcomes.append(outcome.state)
            connection.close()
    sure = outcomes.count("accepted")
    assert sure <= server.accepted <= sure + outcomes.count("uncertain")


def test_a_server_that_repeats_the_password_is_not_quoted(pems: tuple[Path, Path]) -> None:
    chosen = secured(1, pems)
    transport = Smtp(chosen, servers.PASSWORD)
    encoded = base64.b64encode(servers.PASSWORD.encode()).decode()
    said = transport._redact(f"535 no {servers.PASSWORD} or {encoded}")
    assert servers.PASSWORD not in said
    assert encoded not in said


@pytest.mark.parametrize("how", ["PLAIN", "LOGIN", "CRAM-MD5"])
def test_each_way_to_log_in_takes_names_and_passwords_in_any_script(how: str) -> None:
    import hashlib
    import hmac

    from brief.delivery.transports.session import Session

    name, password = "отдел", "пароль-ü"
    challenge = b"<1@server>"
    mark = hmac.new(password.encode(), challenge, hashlib.md5).hexdigest()
    heard_last = {
        "PLAIN": b"AUTH PLAIN " + base64.b64encode(f"\0{name}\0{password}".encode()),
        "LOGIN": base64.b64encode(password.encode()),
        "CRAM-MD5": base64.b64encode(f"{name} {mark}".encode()),
    }[how]
    answers = {
        "PLAIN": [b"235 in\r\n"],
        "LOGIN": [b"334 VXNlcm5hbWU6\r\n", b"334 UGFzc3dvcmQ6\r\n", b"235 in\r\n"],
        "CRAM-MD5": [b"334 " + base64.b64encode(challenge) + b"\r\n", b"235 in\r\n"],
    }[how]
    server = talk(*answers)
    with servers.scripted(server) as port:
        session = Session(settings(port), None)
        session.greet()
        assert session.authenticate(how, name, password) == 235
        session.close()
    assert server.heard[len(answers) - 1].strip() == heard_last


def test_session_keys_are_written_nowhere(
    tmp_path: Path, pems: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = tmp_path / "keys"
    monkeypatch.setenv("SSLKEYLOGFILE", str(keys))
    with servers.smtp(tls=servers.tls_context(pems[1]), auth=True) as server:
        Smtp(secured(server.port, pems), servers.PASSWORD).connect().close()
    assert not keys.exists()


def test_old_tls_is_refused(pems: tuple[Path, Path]) -> None:
    transport = Smtp(secured(1, pems), servers.PASSWORD)
    assert transport._tls is not None
    assert transport._tls.minimum_version == ssl.TLSVersion.TLSv1_2
    assert transport._tls.check_hostname
    assert transport._tls.verify_mode == ssl.CERT_REQUIRED


@pytest.fixture(autouse=True)
def _quiet(recwarn: pytest.WarningsRecorder) -> Iterator[None]:
    """aiosmtpd 1.4 warns of its own deprecated names when a login succeeds."""
    import warnings

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=DeprecationWarning, module="aiosmtpd")
        warnings.filterwarnings("ignore", message="Session.login_data")
        yield
