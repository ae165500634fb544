"""A template's pages in the browser while it is being written, and as pictures.

`Preview` renders without committing anything; `serve` answers on the loopback alone and has the
page renew itself after each save of a fact or a template.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from hashlib import sha256
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from brief.diagnostics import BriefError, Diagnostic, ordered
from brief.pipeline.request import Request

HOST = "127.0.0.1"

_RENEW = """<script>
setInterval(async () => {
  const answer = await fetch("/state", {cache: "no-store"});
  if (answer.ok && await answer.text() !== "%s") location.reload();
}, 500);
</script>
"""

_PROBLEM = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>%d findings</title>
<style>body{font:14px/1.5 monospace;margin:2em;white-space:pre-wrap}</style></head>
<body>%s</body></html>
"""


class Preview:
    """What a template makes of a dossier as both stand on disk now; nothing is written."""

    def __init__(self, request: Request, show: Callable[[list[Diagnostic]], str]) -> None:
        """`show` turns findings into text for a page that cannot be rendered."""
        self._request = request.replace(draft=True, formats=("html",))
        self._show = show
        self._lock = threading.Lock()
        self._page: tuple[str, bytes] = ("", b"")

    def state(self) -> str:
        """Changes whenever a file of the dossier or of a template pack does."""
        from brief.templating.builtin import builtin_folder

        found = sha256()
        own = self._request.workspace / "templates"
        for root in (self._request.dossier, own, builtin_folder()):
            for path in sorted(root.rglob("*")) if root.is_dir() else ():
                try:
                    status = path.stat()
                except OSError:  # saved aside and renamed just now
                    continue
                found.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
        return found.hexdigest()

    def page(self) -> bytes:
        """The page as it is now, or its findings; with the script that renews it."""
        with self._lock:
            state = self.state()
            if self._page[0] != state:
                self._page = (state, self._rendered())
            data = self._page[1]
        script = (_RENEW % state).encode()
        return data.replace(b"</body>", script + b"</body>", 1)

    def _rendered(self) -> bytes:
        from brief.pipeline import draft

        try:
            data, found = draft(self._request)
        except BriefError as error:
            data, found = b"", []
            text = f"error: {error.message}\n  = help: {error.help}"
        else:
            text = self._show(ordered(found))
        return data or (_PROBLEM % (len(found) or 1, escape(text))).encode()

    def pictures(self, folder: Path, dots_per_inch: int = 110) -> list[Path]:
        """The PDF's pages as PNG files in `folder`; `BriefError` where errors forbid a PDF."""
        import pypdfium2

        from brief.pipeline import draft

        data, found = draft(self._request.replace(formats=("pdf",)))
        if not data:
            raise BriefError("the template cannot be rendered", help=self._show(ordered(found)))
        folder.mkdir(parents=True, exist_ok=True)
        document = pypdfium2.PdfDocument(data)
        paths = []
        for number in range(len(document)):
            path = folder / f"page-{number + 1}.png"
            document[number].render(scale=dots_per_inch / 72).to_pil().save(path)
            paths.append(path)
        document.close()
        return paths


def serve(preview: Preview, port: int = 0) -> ThreadingHTTPServer:
    """A server of the preview on the loopback, not yet running; port 0 takes a free one.

    It answers only to its own name, so that no page of somebody else's can read it through a name
    that was made to point here.
    """

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            bound = server.server_port
            if self.headers.get("Host") not in (f"{HOST}:{bound}", f"localhost:{bound}"):
                self._answer(403, "text/plain", b"this preview is for this machine alone")
            elif self.path == "/state":
                self._answer(200, "text/plain", preview.state().encode())
            elif self.path == "/":
                self._answer(200, "text/html; charset=utf-8", preview.page())
            else:
                self._answer(404, "text/plain", b"there is one page: /")

        def _answer(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Requests are no news."""

    server = ThreadingHTTPServer((HOST, port), Handler)
    server.daemon_threads = True
    return server
