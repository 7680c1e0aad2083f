"""A signed link as its reader meets it in a browser: it opens its page, and after its expiry the closed one."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import Any

import pytest
from asked import serve

from tracker.site import serving, sharing
from tracker.site.signed import Links

pytestmark = pytest.mark.browser


@pytest.fixture
def private(archive: Path, tmp_path: Path) -> tuple[Path, str]:
    """A private site over a copy of the archive: its database and its address."""
    database = Path(shutil.copy(archive, tmp_path / "quotes.db"))
    return database, serve(serving.site(database, private=True))


def test_a_link_opens_until_it_expires(browser: Any, private: tuple[Path, str]) -> None:
    database, base = private
    context = browser.new_context(locale="ko-KR", viewport={"width": 360, "height": 740})
    page = context.new_page()
    link, address = sharing.make_link(database, "/search?q=반도체가", "8s", base)
    page.goto(address)
    assert "살아야 한다" in page.locator("main").inner_text()
    assert page.locator("mark").first.inner_text() == "반도체"
    assert "까지 이 쪽만 볼 수 있습니다" in page.get_by_role("note").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**lang=en")
    assert page.locator("html").get_attribute("lang") == "en"

    time.sleep(max(0.0, link.expires_at - time.time()))
    page.reload()
    assert "살아야 한다" not in page.content()
    page.goto(address)
    assert page.get_by_role("heading", name="열려 있지 않은 주소입니다").is_visible()
    context.close()


def test_a_link_that_was_taken_back_is_closed_on_the_next_click(browser: Any, private: tuple[Path, str]) -> None:
    database, base = private
    context = browser.new_context(locale="ko-KR")
    page = context.new_page()
    link, address = sharing.make_link(database, "/quotes/quotes?_size=5", "1h", base)
    page.goto(address)
    assert page.locator("td.col-text").count() == 5
    Links(database).revoke(link.id)
    page.locator('a[rel="next"]').click()
    page.wait_for_load_state()
    assert page.locator("td.col-text").count() == 0
    context.close()
