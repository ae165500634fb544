"""Mail by SMTP: TLS verified before a password is sent, one envelope a message, every reply judged.

What the server says while a message is handed over decides its state in the ledger; what it does
not say, or says in contradiction, is uncertain.
"""

from __future__ import annotations

import base64
import re
import smtplib
import ssl
from collections.abc import Callable, Mapping
from contextlib import suppress

from brief.delivery.settings import Settings, secret
from brief.delivery.transports import Outcome, Unreachable
from brief.delivery.transports.session import Refused, Session, Silent, one_line
from brief.diagnostics import BriefError


def where(settings: Settings) -> str:
    """The destination, for people."""
    if not settings.server:
        return "no server yet (`server` in [delivery])"
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
        session = Session(settings, self._tls)
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
        except Refused as error:
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

    def _log_in(self, session: Session) -> None:
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


class SmtpConnection:
    """A session that is ready for messages."""

    def __init__(self, session: Session, redact: Callable[[str], str]) -> None:
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
        said = self._redact(one_line(code, line))
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
        except Silent:
            return True  # what it will say yet, nobody knows
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
        said = self._redact(one_line(code, line))
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


def _size_limit(session: Session) -> int:
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
