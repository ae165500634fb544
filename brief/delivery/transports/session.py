"""An SMTP session that reads replies itself: each has a deadline as a whole and is never made up.

Built on the standard library's `smtplib`, whose reading of replies and login are replaced.  A reply
that nobody asked for can be seen, so that no answer is taken for the answer to something else.
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
from contextlib import suppress

from brief.delivery.settings import LOOPBACK, Settings
from brief.diagnostics import BriefError

_LONGEST_REPLY = 65_536  # bytes of one reply, all its lines


class Refused(Exception):
    """The server said no while the connection was made."""

    def __init__(self, code: int, line: str, when: str) -> None:
        super().__init__(line)
        self.code, self.line, self.when = code, line, when


class Silent(smtplib.SMTPServerDisconnected):
    """No answer came in time: what the server makes of what it was told, nobody knows."""


class Session(smtplib.SMTP):
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
            raise Refused(code, one_line(code, line), "at its greeting")

    def hello(self) -> None:
        """EHLO, or HELO where the server knows no better."""
        code, line = self.ehlo()
        if code // 100 == 5:
            code, line = self.helo()
        if code // 100 != 2:
            raise Refused(code, one_line(code, line), "after EHLO")

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
            raise Refused(code, one_line(code, line), "at STARTTLS")
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

        Raises `SMTPServerDisconnected` when it does not come (`Silent`: in time) or makes no sense.
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
                if isinstance(error, TimeoutError):
                    raise Silent("no answer in time") from None
                raise smtplib.SMTPServerDisconnected("connection lost") from None
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


def one_line(code: int, line: bytes) -> str:
    """A reply on one line, without characters that could drive a terminal or a log."""
    text = " ".join(line.decode("utf-8", "replace").split())
    text = "".join(c if c.isprintable() else "?" for c in text)
    return f"{code} {text}".strip()[:500]
