"""Datasette's pages as a reader meets them, in a real browser."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.browser


def quotes_on(page: Any) -> list[str]:
    return [text.strip() for text in page.locator("td.col-text").all_inner_texts()]


def test_search_facet_and_the_article_of_a_quote(page: Any) -> None:
    page.goto("/quotes/quotes")
    page.get_by_role("searchbox").fill("반도체를")
    page.keyboard.press("Enter")
    page.wait_for_url("**_search=*")
    assert any("감세만으로 반도체를 살릴 수는 없다" in text for text in quotes_on(page))
    assert not any("제설" in text for text in quotes_on(page))

    page.locator("#facet-outlet_id summary").click()
    page.locator("#facet-outlet_id").get_by_role("link", name="새벽신문").click()
    page.wait_for_url("**outlet_id=*")
    assert [text.strip("“”") for text in quotes_on(page)] == ["약속을 지키라", "감세만으로 반도체를 살릴 수는 없다"]

    page.get_by_role("link", name="반도체 감세, 여야 이견").first.click()
    page.wait_for_url("**/article/*")
    assert "반도체 감세, 여야 이견" in page.locator("main").inner_text()


@pytest.mark.parametrize(
    "address", ["/quotes", "/quotes/quotes", "/quotes/speakers", "/quotes/quoted_most?month=2025-03"]
)
def test_no_page_scrolls_sideways_on_a_phone(page: Any, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_first_screen_of_a_phone_shows_quotes_and_not_facets(page: Any) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/quotes/quotes")
    assert page.locator("td.col-text").first.bounding_box()["y"] < 740


def test_nothing_that_an_article_holds_runs(page: Any) -> None:
    alarms: list[str] = []
    page.on("dialog", lambda dialog: (alarms.append(dialog.message), dialog.dismiss()))
    for address in ("/quotes/quotes?_all=1", "/quotes/speakers", "/quotes/articles?_all=1", "/quotes/outlets"):
        page.goto(address)
        for link in page.locator("a").all():
            assert not (link.get_attribute("href") or "").lower().startswith("javascript:")
        assert page.locator("main img").count() == 0
    assert alarms == []
