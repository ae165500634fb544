#!/usr/bin/env bash
# Installs the system packages that the whole test suite uses (Debian, Ubuntu; as root).
# Without them `make test` still passes, and says aloud what it skipped.
set -euo pipefail

packages=(
    libreoffice-writer  # opens each DOCX and turns it into pages
    poppler-utils       # pdfinfo -struct-text, pdftotext, pdftoppm
    libjaxb-java        # what the PDF validator needs beside its own wheel
    chromium            # opens the HTML and the preview
    postfix             # a private mail server on the loopback for the tests of sending
)

# The PDF validator is a Java library that a class of ours calls.
command -v javac >/dev/null || packages+=(default-jdk-headless)

missing=()
for package in "${packages[@]}"; do
    dpkg-query --show --showformat '${db:Status-Abbrev}' "$package" 2>/dev/null | grep -q '^ii' ||
        missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi
