"""The pages as readers meet them: searching, narrowing, citing, by keyboard, on a phone, in the dark, with axe-core."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from test_pages import HARANG, quote_address

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text("utf-8")
QUOTE = quote_address("보조금은 하반기에 다시 논의하겠다")
PAGES = ["/", "/search?q=반도체", "/search?q=없는말", QUOTE, QUOTE + "/embed", f"/speaker/{HARANG}",
         f"/speaker/{HARANG}?q=반도체", "/nowhere", "/quotes", "/quotes/quotes", "/quotes/speakers"]  # fmt: skip


@pytest.fixture
def every_page(page: Any) -> list[str]:
    """The addresses of one page of each kind."""
    page.goto(QUOTE)
    article = page.get_by_role("link", name="이 기사의 다른 인용문").get_attribute("href")
    outlet = page.get_by_role("link", name="한빛일보", exact=True).first.get_attribute("href")
    return [*PAGES, article, outlet]


def test_search_with_a_particle_then_filter_then_a_month(page: Any) -> None:
    page.goto("/")
    page.get_by_role("searchbox").fill("반도체를")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    assert page.locator("mark").first.inner_text() == "반도체"
    before = page.locator(".hits .quote-item").count()

    page.locator("#narrow").get_by_role("link", name="정하랑").click()
    page.wait_for_url("**speaker=*")
    narrowed = page.locator(".hits .quote-item").count()
    assert 0 < narrowed < before
    assert page.locator(".chips").inner_text().split()[:3] == ["말한", "이", "정하랑"]

    page.locator(".histogram li").last.get_by_role("link").click()
    page.wait_for_url("**since=2025-03&until=2025-03**")
    assert page.locator(".hits .quote-item").count() < narrowed
    assert page.locator(".histogram li.chosen").count() == 1

    page.locator(".chips").get_by_role("link").first.click()
    assert "speaker=" not in page.url


def test_then_and_now(page: Any) -> None:
    page.goto(f"/speaker/{HARANG}")
    page.get_by_role("searchbox").fill("반도체")
    page.keyboard.press("Enter")
    page.wait_for_url("**?q=*")
    then, now = page.locator(".then-now .quote-item blockquote").all_inner_texts()
    assert "아직 이르다" in then
    assert "민생" in now


def test_a_citation_is_copied(page: Any) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(QUOTE)
    page.get_by_text("인용하기 · 퍼가기").click()
    page.get_by_role("button", name="복사").first.click()
    page.get_by_role("button", name="복사했습니다").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("“보조금은 하반기에 다시 논의하겠다” — 정하랑 산업부 장관")


def test_the_language_is_switched_and_kept(page: Any) -> None:
    page.goto("/")
    page.get_by_role("link", name="English").click()
    page.get_by_role("heading", name="Latest quotes").wait_for()
    page.locator(".quote-item blockquote a").first.click()
    page.wait_for_url("**/quote/*?lang=en")
    assert page.locator("html").get_attribute("lang") == "en"
    page.get_by_role("link", name="한국어").click()
    page.wait_for_url("**/quote/*?lang=ko")
    assert page.locator("html").get_attribute("lang") == "ko"


def test_the_plot_is_drawn_with_all_months(page: Any) -> None:
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(f"/speaker/{HARANG}")
    page.locator(".plot svg").first.wait_for()
    data = json.loads(page.locator("#plot-data").inner_text())
    assert len(data["months"]) == 22
    assert sum(count for _, _, count in data["counts"]) == 5
    assert problems == []


def test_a_citation_and_a_search_by_keyboard_alone(page: Any) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "words"
    page.keyboard.type("약속을")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    reached = []
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent"))
        if "약속을 지키라" in reached[-1]:
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/quote/*")
    outline = page.evaluate(
        "() => { const a = document.querySelector('main a'); a.focus({focusVisible: true});"
        " return getComputedStyle(a).outlineStyle }"
    )
    assert outline == "solid"


def test_no_page_scrolls_sideways_on_a_phone(page: Any, every_page: list[str]) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    for address in every_page:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address


def test_the_dark_is_dark(page: Any) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto("/")
    red, green, blue = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")
    assert max(red, green, blue) < 60


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest, page: Any) -> Iterator[str]:
    page.emulate_media(color_scheme=request.param)
    yield request.param


def test_axe_finds_nothing_serious(page: Any, every_page: list[str], scheme: str) -> None:
    serious = []
    for address in every_page:
        page.goto(address, wait_until="load")
        page.evaluate(AXE)
        found = page.evaluate(
            "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']})"
        )
        for violation in found["violations"]:
            if violation["impact"] in ("serious", "critical"):
                nodes = [node["html"][:160] for node in violation["nodes"][:2]]
                serious.append((address, violation["id"], nodes))
    assert serious == []


def test_without_javascript_everything_is_there(browser: Any, served: str) -> None:
    context = browser.new_context(base_url=served, locale="ko-KR", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/speaker/{HARANG}")
    assert page.locator(".histogram li").count() == 22
    page.goto(QUOTE)
    page.get_by_text("인용하기 · 퍼가기").click()
    assert page.locator("pre").first.inner_text().startswith("“보조금은")
    assert page.get_by_role("button", name="복사").count() == 0
    context.close()
