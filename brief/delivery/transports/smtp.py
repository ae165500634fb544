"""Mail by SMTP: TLS verified before a password is sent, one envelope a message, every reply judged.

Built on the standard library's `smtplib`, whose reading of replies is replaced: here a reply has a
deadline as a whole, is never made up, and one that nobody asked for ends the connection, so that
no answer is taken for the answer to something else.
"""

from __future__ import annotations

import base64
import hmac
import re
import select
import smtplib
import socket
import ssl
import time
from collections.abc import Callable, Mapping
from contextlib import suppress

from brief.delivery.settings import LOOPBACK, Settings, secret
from brief.delivery.transports import Outcome, Unreachable
from brief.diagnostics import BriefError

_LONGEST_REPLY = 65_536  # bytes of one reply, all its lines


def where(settings: Settings) -> str:
    """The destination, for people."""
    how = {"starttls": "STARTTLS", "tls": "TLS", "none": "no TLS"}[settings.security]
    return f"{settings.server}:{settings.port} ({how})"


def make(settings: Settings, environ: Mapping[str, str]) -> Smtp:
    """The transport that the settings describe; the password is read now, and kept in memory."""
    password = secret(settings, environ) if settings.user else ""
    return Smtp(settings, password)


class Smtp:
    """A server that messages are handed to."""

    def __init__(self, settings: Settings, password: str) -> None:
        self.connections = settings.connections
        self._settings = settings
        self._password = password
        self._tls = _context(settings) if settings.security != "none" else None

    def connect(self) -> SmtpConnection:
        """Connect, secure and log in.

        Raises `Unreachable` for what may pass (refused, lost, slow), `BriefError` for what must
        end the run (no TLS or an unverified one, a wrong password).
        """
        settings = self._settings
        clean = self._redact
        session = _Session(settings, self._tls)
        try:
            session.greet()
            if settings.security == "starttls":
                session.secure()
            session.hello()
            if settings.user:
                self._log_in(session)
        except ssl.SSLCertVerificationError as error:
            session.close()
            raise BriefError(
                f"the certificate of {settings.server} cannot be trusted: {error.verify_message}",
                help="correct `server`, or name your own authority's file in `ca-file`; "
                "nothing was sent",
            ) from error
        except ssl.SSLError as error:
            session.close()
            if isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError):
                raise Unreachable(f"{settings.server} broke off the TLS handshake") from None
            raise BriefError(
                f"TLS with {settings.server} failed: {error.reason or 'unknown reason'}",
                help="check `security` and `port` in brief.toml; nothing was sent",
            ) from None
        except OSError as error:
            session.close()
            raise Unreachable(
                f"{settings.server}:{settings.port}: {error.strerror or error}"
            ) from None
        except _Refused as error:
            session.close()
            raise Unreachable(
                f"{settings.server} refused the connection {error.when}: {clean(error.line)}"
            ) from None
        except smtplib.SMTPException as error:
            session.close()
            raise Unreachable(f"{settings.server}: {clean(str(error))}") from None
        except BaseException:
            session.close()
            raise
        return SmtpConnection(session, clean)

    def _log_in(self, session: _Session) -> None:
        if self._tls is None or not isinstance(session.sock, ssl.SSLSocket):
            raise BriefError("a password is never sent without TLS")
        server = self._settings.server
        offered = session.esmtp_features.get("auth", "").upper().split()
        how = next((m for m in ("PLAIN", "LOGIN", "CRAM-MD5") if m in offered), None)
        if how is None:
            raise BriefError(
                f"{server} offers no way to log in that brief knows (PLAIN, LOGIN, CRAM-MD5)",
                help="use the port for submission, or take `user` out of brief.toml",
            )
        code = session.authenticate(how, self._settings.user, self._password)
        if code // 100 == 4:
            raise Unreachable(f"{server} cannot check the login now ({code})")
        if code != 235:
            # What the server says here may repeat what it was sent: the code has to do.
            source = self._settings.password_from.partition(":")[0]
            raise BriefError(
                f"{server} refused the user name or password ({code})",
                help=f"check `user` and the password from {source}; nothing was sent",
            )

    def _redact(self, text: str) -> str:
        """The server's words, without the secret in any of the forms it was sent in."""
        if not self._password:
            return text
        user, password = self._settings.user, self._password
        forms = {
            password,
            *(
                base64.b64encode(part.encode()).decode()
                for part in (password, f"\0{user}\0{password}")
            ),
        }
        for form in forms:
            text = text.replace(form, "***")
        return text


def _context(settings: Settings) -> ssl.SSLContext:
    # Not `create_default_context`, which writes session keys where SSLKEYLOGFILE says.
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if settings.ca_file:
        try:
            context.load_verify_locations(settings.ca_file)
        except (OSError, ssl.SSLError) as error:
            raise BriefError(
                f"cannot read `ca-file` {settings.ca_file}: {error.strerror or error}",
                help="name a file with the authority's certificate in PEM form",
            ) from error
    else:
        context.load_default_certs()
    return context


class _Refused(Exception):
    """The server said no while the connection was made."""

    def __init__(self, code: int, line: str, when: str) -> None:
        super().__init__(line)
        self.code, self.line, self.when = code, line, when


class _Session(smtplib.SMTP):
    """An SMTP session that reads replies itself."""

    def __init__(self, settings: Settings, tls: ssl.SSLContext | None) -> None:
        self._settings = settings
        self._tls = tls
        self._pending = b""
        self.patience = settings.timeout
        # With a host, the base class would connect and read the greeting at once.
        super().__init__(local_hostname=settings.helo, timeout=settings.timeout)

    def greet(self) -> None:
        """Connect, with TLS from the first byte where the settings say so."""
        settings = self._settings
        self._host = settings.server
        raw = socket.create_connection((settings.server, settings.port), settings.timeout)
        raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sock = raw
        if settings.security == "none" and settings.server not in LOOPBACK and settings.user:
            raise BriefError("a password is never sent without TLS")
        if settings.security == "tls":
            assert self._tls is not None
            self.sock = self._tls.wrap_socket(raw, server_hostname=settings.server)
        code, line = self.getreply()
        if code != 220:
            raise _Refused(code, _one_line(code, line), "at its greeting")

    def hello(self) -> None:
        """EHLO, or HELO where the server knows no better."""
        code, line = self.ehlo()
        if code // 100 == 5:
            code, line = self.helo()
        if code // 100 != 2:
            raise _Refused(code, _one_line(code, line), "after EHLO")

    def secure(self) -> None:
        """STARTTLS; a server (or someone between) that does not offer it gets nothing."""
        self.hello()
        if not self.has_extn("starttls"):
            raise BriefError(
                f"{self._settings.server} offers no STARTTLS, or someone between removed the offer",
                help='nothing was sent; use the right port, or `security = "tls"`',
            )
        code, line = self.docmd("STARTTLS")
        if code != 220:
            raise _Refused(code, _one_line(code, line), "at STARTTLS")
        if self._pending or self.unasked():
            # Plain text smuggled in before the handshake would be read as if it were secure.
            raise BriefError(
                f"{self._settings.server} sent more than its answer to STARTTLS",
                help="nothing was sent; someone may be between you and the server",
            )
        assert self._tls is not None
        assert self.sock is not None
        self.sock = self._tls.wrap_socket(self.sock, server_hostname=self._settings.server)
        # What was said before the handshake is not to be believed (RFC 3207, section 4.2).
        self.helo_resp = self.ehlo_resp = None
        self.esmtp_features = {}
        self.does_esmtp = False

    def authenticate(self, how: str, user: str, password: str) -> int:
        """One login by one mechanism; the code that ends it.  Names and passwords are UTF-8
        (RFC 4616), which the standard library's own login refuses."""

        def coded(text: bytes) -> str:
            return base64.b64encode(text).decode("ascii")

        name, secret_ = user.encode(), password.encode()
        if how == "PLAIN":
            return self.docmd("AUTH", "PLAIN " + coded(b"\0" + name + b"\0" + secret_))[0]
        code, said = self.docmd("AUTH", how)
        if code != 334:
            return code
        if how == "CRAM-MD5":
            try:
                challenge = base64.b64decode(said, validate=True)
            except ValueError:
                raise smtplib.SMTPServerDisconnected("the server's answer makes no sense") from None
            mark = hmac.new(secret_, challenge, "md5").hexdigest().encode()
            return self.docmd(coded(name + b" " + mark))[0]
        code, _ = self.docmd(coded(name))
        return self.docmd(coded(secret_))[0] if code == 334 else code

    def getreply(self) -> tuple[int, bytes]:
        """The next reply: its code and its lines, joined by line ends.

        Raises `SMTPServerDisconnected` when it does not come, or makes no sense.
        """
        deadline = time.monotonic() + self.patience
        lines: list[bytes] = []
        first = b""
        total = 0
        while True:
            line = self._line(deadline)
            total += len(line)
            first = first or line[:3]
            sensible = re.match(rb"[2-5]\d\d([ -]|$)", line) and line[:3] == first
            if total > _LONGEST_REPLY or not sensible:
                self.close()
                raise smtplib.SMTPServerDisconnected("the server's answer makes no sense")
            lines.append(line[4:].strip())
            if line[3:4] != b"-":
                return int(line[:3]), b"\n".join(lines)

    def _line(self, deadline: float) -> bytes:
        assert self.sock is not None
        while b"\n" not in self._pending:
            left = deadline - time.monotonic()
            try:
                self.sock.settimeout(max(left, 0.001))
                more = self.sock.recv(8192)
            except (TimeoutError, OSError) as error:
                self.close()
                why = "no answer in time" if isinstance(error, TimeoutError) else "connection lost"
                raise smtplib.SMTPServerDisconnected(why) from None
            finally:
                if self.sock is not None:
                    self.sock.settimeout(self._settings.timeout)
            if not more or len(self._pending) > _LONGEST_REPLY:
                self.close()
                raise smtplib.SMTPServerDisconnected("connection lost")
            self._pending += more
        line, _, self._pending = self._pending.partition(b"\n")
        return line.rstrip(b"\r")

    def transmit(self, data: bytes) -> bool:
        """Send the message, and last of all its end mark; it may take as long as its answer may.

        False when the server spoke before the end mark, which then is not sent: a server that
        refuses half-way leaves its words to be read, and anything else makes no sense.
        """
        assert self.sock is not None
        self.sock.settimeout(self._settings.reply_timeout)
        try:
            self.sock.sendall(data)
            if self.unasked():
                return False
            assert self.sock is not None
            self.sock.sendall(b".\r\n")
        except OSError:
            if self.sock is None or not self.unasked():
                raise
            return False
        return True

    def final_reply(self) -> tuple[int, bytes]:
        """The answer to the message, which may take a server long (RFC 5321, 4.5.3.2.6)."""
        self.patience = self._settings.reply_timeout
        try:
            return self.getreply()
        finally:
            self.patience = self._settings.timeout

    def unasked(self) -> bool:
        """Whether the server has said something that nobody asked for."""
        if self._pending:
            return True
        if self.sock is None:
            return True
        if isinstance(self.sock, ssl.SSLSocket) and self.sock.pending():
            return True
        if not select.select([self.sock], [], [], 0)[0]:
            return False
        if not isinstance(self.sock, ssl.SSLSocket):
            return True
        # Bytes below TLS may be a session ticket and no words of the server's.
        self.sock.settimeout(0)
        try:
            self._pending += self.sock.recv(8192)
        except (ssl.SSLWantReadError, ssl.SSLWantWriteError):
            return False
        except OSError:
            return True
        finally:
            self.sock.settimeout(self._settings.timeout)
        return True

    def close(self) -> None:
        """Let go of the socket; smtplib's own would wait for its file object."""
        if self.sock is not None:
            with suppress(OSError):
                self.sock.close()
        self.sock = None


class SmtpConnection:
    """A session that is ready for messages."""

    def __init__(self, session: _Session, redact: Callable[[str], str]) -> None:
        self._session = session
        self._redact = redact
        self._limit = _size_limit(session)

    def offer(self, sender: str, address: str, size: int) -> Outcome | None:
        """MAIL and RCPT; nothing of the message has gone out when this returns."""
        session = self._session
        if self._limit and size > self._limit:
            return Outcome(
                "failed", "", f"larger than the server takes ({size} > {self._limit})", stage="mail"
            )
        with_size = f" SIZE={size}" if session.has_extn("size") else ""
        stage = "mail"
        try:
            if session.unasked():
                raise smtplib.SMTPServerDisconnected("the server spoke out of turn")
            for stage, command in (
                ("mail", f"MAIL FROM:<{sender}>{with_size}"),
                ("rcpt", f"RCPT TO:<{address}>"),
            ):
                code, line = session.docmd(command)
                if code // 100 != 2:
                    return self._refused(code, line, stage)
        except (smtplib.SMTPException, OSError) as error:
            return self._lost("retry", error, stage)
        return None

    def hand_over(self, data: bytes) -> Outcome:
        """DATA and the message; once its first byte is out, only the server's answer counts."""
        session = self._session
        try:
            code, line = session.docmd("DATA")
        except (smtplib.SMTPException, OSError) as error:
            return self._lost("retry", error, "data")
        if code != 354:
            if code // 100 in (4, 5):
                return self._refused(code, line, "data")
            # "250" to DATA: the two sides no longer agree on what was asked.
            return self._lost("retry", Exception("the server does not follow"), "data")
        early = session.unasked()
        try:
            if early:
                raise smtplib.SMTPServerDisconnected("the server answered before the message")
            whole = session.transmit(_stuffed(data))
            code, line = session.final_reply()
            if not whole and code // 100 not in {4, 5}:
                raise smtplib.SMTPServerDisconnected("the server answered before the end")
        except (smtplib.SMTPException, OSError) as error:
            return self._lost("retry" if early else "uncertain", error, "end")
        said = self._redact(_one_line(code, line))
        if not whole:
            session.close()
            return Outcome("failed" if code // 100 == 5 else "retry", str(code), said, False)
        if code // 100 == 2:
            return Outcome("accepted", str(code), said)
        if code // 100 == 3 or self._contradicts():
            return self._lost("uncertain", Exception(f"contradictory answers, first {said}"), "end")
        return Outcome("failed" if code // 100 == 5 else "retry", str(code), said, False)

    def _contradicts(self) -> bool:
        """Whether more follows on a refusal than the end of the conversation: a refusal that came
        early may be followed by an acceptance, and must not lead to a second message."""
        session = self._session
        try:
            code, _ = session.docmd("QUIT")
        except (smtplib.SMTPException, OSError):
            return False  # hung up after its refusal, which stands
        return code != 221

    def close(self) -> None:
        """QUIT, without waiting long for the answer."""
        session = self._session
        if session.sock is not None:
            session.patience = 2
            with suppress(smtplib.SMTPException, OSError):
                session.docmd("QUIT")
        session.close()

    def _refused(self, code: int, line: bytes, stage: str) -> Outcome:
        """A refusal; after it the envelope is cleared, or the connection given up."""
        said = self._redact(_one_line(code, line))
        usable = code != 421  # RFC 5321, 3.8: the server is closing
        if usable:
            try:
                usable = self._session.docmd("RSET")[0] // 100 == 2
            except (smtplib.SMTPException, OSError):
                usable = False
        if not usable:
            self._session.close()
        state = "failed" if code // 100 == 5 else "retry"
        return Outcome(state, str(code), said, usable, stage)

    def _lost(self, state: str, error: Exception, stage: str) -> Outcome:
        self._session.close()
        reason = str(error) if not isinstance(error, OSError) else error.strerror or str(error)
        return Outcome(state, "", self._redact(" ".join(reason.split())[:300]), False, stage)


def _size_limit(session: _Session) -> int:
    words = session.esmtp_features.get("size", "").split()
    return int(words[0]) if words and re.fullmatch(r"[0-9]{1,15}", words[0]) else 0


def _stuffed(data: bytes) -> bytes:
    """The message with its leading dots doubled (RFC 5321, section 4.5.2), ending in a line end;
    the end mark that must follow is a dot alone."""
    if data.startswith(b"."):
        data = b"." + data
    if b"\n." in data:
        data = data.replace(b"\n.", b"\n..")
    return data if data.endswith(b"\r\n") else data + b"\r\n"


def _one_line(code: int, line: bytes) -> str:
    """A reply on one line, without characters that could drive a terminal or a log."""
    text = " ".join(line.decode("utf-8", "replace").split())
    text = "".join(c if c.isprintable() else "?" for c in text)
    return f"{code} {text}".strip()[:500]
