"""Does a file that comes back signed bear the code of its letter? Read in a process of its own:
the file is somebody else's, and a reader of PDF may be led astray."""

import io
import subprocess
import sys

SECONDS, MEGABYTES = 20, 1024
PAGES = 3  # the code stands on every page


def bears_code(content: bytes, *, verify_id: str) -> bool:
    """The code stands in the text of the first pages. A scan, or what cannot be read, has none."""
    try:
        done = subprocess.run(  # noqa: S603 - our own module, and a code of our own making
            [sys.executable, "-m", "mentoring.letters.bearing", verify_id],
            input=content, capture_output=True, timeout=SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0 and done.stdout.strip() == b"yes"


def main() -> None:
    """Argument: the code. The PDF comes on stdin."""
    _limit()
    import pypdf

    reader = pypdf.PdfReader(io.BytesIO(sys.stdin.buffer.read()))
    said = "".join(page.extract_text() for page in reader.pages[:PAGES])
    found = sys.argv[1] in "".join(said.split())  # a long address is broken over two lines
    sys.stdout.write("yes" if found else "no")


def _limit() -> None:
    try:
        import resource
    except ImportError:  # no such thing on Windows: the parent's clock remains
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES * 2**20,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))


if __name__ == "__main__":
    main()
