"""Take the pictures in docs/images anew: `make pictures`.

Adds the example articles to a fresh database, serves it and photographs a page of each kind, at the width of a desktop
and of a phone, in headless Chromium.
"""

from __future__ import annotations

import argparse
import io
import tempfile
import threading
from pathlib import Path
from typing import Any

from tracker.site import serving

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
SIZES = {"": (1280, 800), "-phone": (360, 740)}
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tracker-pictures-") as name:
        db = Path(name) / "quotes.db"
        pages = fill(db)
        base = serve(db)
        photograph(base, pages, args.chromium)


def fill(path: Path) -> dict[str, str]:
    """Add the examples; the pages to photograph: those of whoever is quoted most."""
    from tracker.cli.demo import examples
    from tracker.extract import extract_quotes
    from tracker.read.sources import Given, read_sources
    from tracker.store.database import open_database
    from tracker.store.ingest import ingest

    with open_database(path) as db:
        for article in read_sources(examples(), Given(), on_failure=lambda failure: print(failure)):
            ingest(db, article, extract_quotes)
        speaker = db.execute("SELECT id FROM speakers ORDER BY quote_count DESC, id LIMIT 1").fetchone()[0]
        quote, article_id, outlet = db.execute(
            "SELECT id, article_id, outlet_id FROM quotes WHERE speaker_id = ? AND kind = 'direct'"
            " ORDER BY abs(length(text) - 40), id LIMIT 1",
            [speaker],
        ).fetchone()
    return {
        "quotes": "/", "search": "/search?q=반도체", "quote": f"/quote/{quote}", "speaker": f"/speaker/{speaker}",
        "article": f"/article/{article_id}", "outlet": f"/outlet/{outlet}", "table": "/quotes/quotes",
        "dark": f"/quote/{quote}", "english": "/?lang=en", "card": f"/quote/{quote}.png",
    }  # fmt: skip


def serve(db: Path) -> str:
    """The address of a site that serves the database while this program runs."""
    listener = serving.listen("127.0.0.1", 0)
    ready = threading.Event()
    arguments = (serving.site(db).app(), listener, ready.set)
    threading.Thread(target=serving.run, args=arguments, daemon=True).start()
    ready.wait(60)
    return f"http://127.0.0.1:{listener.getsockname()[1]}"


def photograph(base: str, pages: dict[str, str], chromium: str) -> None:
    from playwright.sync_api import sync_playwright

    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for name, address in pages.items():
            for suffix, (width, height) in SIZES.items():
                if name in ("dark", "english", "card") and suffix:
                    continue
                page = browser.new_page(
                    viewport={"width": width, "height": height},
                    locale="ko-KR",
                    color_scheme="dark" if name == "dark" else "light",
                )
                answer = page.goto(base + address, wait_until="load")
                if name == "card" and answer is not None:
                    save(name, answer.body())
                else:
                    page.wait_for_timeout(300)
                    save(name + suffix, page.screenshot())
                page.close()
        browser.close()


def save(name: str, picture: bytes) -> None:
    """Keep a picture in few colours: a tenth of the size, and no different to look at."""
    from PIL import Image

    image: Any = Image.open(io.BytesIO(picture)).convert("RGB")
    image.quantize(128).save(IMAGES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
