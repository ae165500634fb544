"""The message as other programs read it: headers, words and files survive in any script."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.parser import BytesParser
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.delivery import message
from brief.delivery.message import Sender
from brief.delivery.parcel import Enclosure, Letter
from brief.diagnostics import BriefError

UNIT = Sender("unit@example.org", "Отдел анализа, 3-й")
DATED = "Sat, 21 Nov 2026 09:00:00 +0000"
KEY = message.hand_over_key("port", "2026-11-21-0123abcd", "a@example.org")
ALLOWED = {
    "From",
    "To",
    "Reply-To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "MIME-Version",
    "Content-Type",
}


def enclosure(name: str, data: bytes = b"%PDF-1.7 data") -> Enclosure:
    return Enclosure(name, "pdf", "application/pdf", sha256(data).hexdigest(), data)


def build(
    subject: str = "Subject",
    text: str = "Text\n",
    html: str = "<p>Text</p>\n",
    name: str = "",
    files: tuple[Enclosure, ...] = (),
    address: str = "a@example.org",
) -> bytes:
    letter = Letter(subject, text, html)
    return message.build(UNIT, address, name, letter, files, key=KEY, dated=DATED).data


def parsed(data: bytes) -> EmailMessage:
    mail = BytesParser(policy=policy.default).parsebytes(data)
    assert isinstance(mail, EmailMessage)
    for part in mail.walk():
        assert not part.defects
    return mail


def part(mail: EmailMessage, kind: str) -> str:
    body = mail.get_body((kind,))
    assert body is not None
    content = body.get_content()
    assert isinstance(content, str)
    return content.replace("\r\n", "\n")


def test_the_headers_are_those_of_the_list_and_say_what_was_meant() -> None:
    data = build("[TLP:GREEN] Порт Лидора: 29 или 30?", name="Müller, Jörg")
    mail = parsed(data)
    assert set(mail.keys()) <= ALLOWED
    assert mail["Subject"] == "[TLP:GREEN] Порт Лидора: 29 или 30?"
    assert mail["To"].addresses[0].display_name == "Müller, Jörg"
    assert mail["To"].addresses[0].addr_spec == "a@example.org"
    assert mail["From"].addresses[0].display_name == "Отдел анализа, 3-й"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"] == f"<{KEY}@example.org>"
    assert "Bcc" not in mail


def test_every_line_is_ascii_short_and_ends_as_mail_lines_do() -> None:
    data = build(
        "Қазақстан " * 60,
        "длинная строка " * 500,
        "<p>" + "x" * 5000 + "</p>",
        files=(enclosure("Қазақстан " * 20 + ".pdf"),),
    )
    assert data.isascii()
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 78
    assert b"\n" not in b"".join(lines)
    assert b"\r" not in b"".join(lines)


@pytest.mark.parametrize(
    "name",
    [
        "Port of Lidora 2026-11-21.pdf",
        "Порт Лидора — 29 или 30.pdf",
        "Қазақстан–АҚШ: келісімдер".replace(":", "") + ".pdf",
        "港口.pdf",
        "ميناء.pdf",
        "quo'te;semi=eq%20\"x.pdf".replace('"', ""),
        "Очень длинное имя файла " * 8 + ".pdf",
        "a" * 200 + ".pdf",
        "emoji 🚢.pdf",
    ],
)
def test_names_of_files_are_readable_in_any_script(name: str) -> None:
    mail = parsed(build(files=(enclosure(name),)))
    attached = next(mail.iter_attachments())
    assert attached.get_filename() == name
    assert attached.get_content() == b"%PDF-1.7 data"
    assert attached.get_content_type() == "application/pdf"


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\x.pdf", "x.pdf"),
        ("a\u202efdp.exe", "afdp.exe"),
        ('x"y.pdf', "xy.pdf"),
        ("x\r\nBcc: y.pdf", "xBcc y.pdf"),
        ("..", "brief"),
    ],
)
def test_names_of_files_can_not_harm(name: str, clean: str) -> None:
    mail = parsed(build(files=(enclosure(name),)))
    assert next(mail.iter_attachments()).get_filename() == clean
    assert set(mail.keys()) <= ALLOWED


def test_words_arrive_whole_in_both_parts() -> None:
    text = "Ends with a space \n.\nFrom here\n=3D & <b>\n«Порт» — ½ 🚢\n"
    mail = parsed(build(text=text, html=f"<pre>{text}</pre>\n"))
    assert part(mail, "plain") == text
    assert part(mail, "html") == f"<pre>{text}</pre>\n"
    assert [p.get_content_type() for p in mail.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]


@pytest.mark.parametrize(
    "bad", ["x\r\nBcc: y@example.net", "x\ny", "x\x00", "x\x1b[2J", "a\u202eb"]
)
def test_no_header_comes_from_data(bad: str) -> None:
    for arguments in ({"subject": bad}, {"name": bad}):
        try:
            data = build(**arguments)  # type: ignore[arg-type]
        except BriefError:
            continue
        mail = parsed(data)
        assert set(mail.keys()) <= ALLOWED
        assert "\x1b" not in mail["Subject"]


def test_an_address_with_a_line_end_builds_no_message() -> None:
    with pytest.raises(BriefError):
        build(address="a@example.org\r\nBcc: b@example.org")


WORDS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp", "Zs"))
    | st.just(" ")
)


def display_name(data: bytes) -> str:
    """The recipient's name by RFC 2047; the library's newer reader puts spaces between encoded
    words, where the standard (section 6.2) has none."""
    phrase = str(message_from_bytes(data)["To"]).rpartition(" <")[0]
    if phrase.startswith('"'):
        return phrase[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    return str(make_header(decode_header(phrase))) if phrase else ""


@settings(deadline=None, max_examples=150)
@given(subject=WORDS, name=WORDS, text=WORDS)
def test_whatever_is_written_arrives(subject: str, name: str, text: str) -> None:
    mail = parsed(build(subject=subject, name=name, text=text))
    assert mail["Subject"] == " ".join(subject.split())
    assert display_name(build(name=name)) == " ".join(name.split())
    assert mail["To"].addresses[0].addr_spec == "a@example.org"
    assert part(mail, "plain").rstrip("\n") == text.rstrip("\n")


def test_the_same_is_the_same_to_the_byte_and_its_size_is_known() -> None:
    files = (enclosure("Порт.pdf", bytes(range(256)) * 999),)
    letter = Letter("Порт", "Текст", "<p>Текст</p>")
    one = message.build(UNIT, "a@example.org", "A", letter, files, key=KEY, dated=DATED)
    two = message.build(UNIT, "a@example.org", "A", letter, files, key=KEY, dated=DATED)
    assert one == two
    assert one.sha256 == sha256(one.data).hexdigest()
    known = message.size(UNIT, "a@example.org", "A", letter, files, key=KEY, dated=DATED)
    assert known == len(one.data)


@pytest.mark.parametrize("size", [0, 1, 2, 3, 56, 57, 58, 113, 114, 115, 1000])
def test_the_size_of_any_files_is_known(size: int) -> None:
    files = (enclosure("a.pdf", b"x" * size), enclosure("Записка.docx", b"y" * 2 * size))
    letter = Letter("S", "t", "<p>t</p>")
    whole = message.build(UNIT, "a@example.org", "A", letter, files, key=KEY, dated=DATED)
    known = message.size(UNIT, "a@example.org", "A", letter, files, key=KEY, dated=DATED)
    assert known == len(whole.data)


def test_the_key_is_of_edition_and_address_alone_and_tells_neither() -> None:
    assert message.hand_over_key("port", "2026-11-21-0123abcd", "A@example.org") == KEY
    assert message.hand_over_key("port", "2026-11-22-0123abcd", "a@example.org") != KEY
    assert message.hand_over_key("part", "2026-11-21-0123abcd", "a@example.org") != KEY
    assert message.hand_over_key("port", "2026-11-21-0123abcd", "b@example.org") != KEY
    assert len(KEY) == 32
