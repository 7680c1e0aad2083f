"""One quote as others may cite it: plain text, Markdown, HTML, BibTeX, CSL-JSON, and schema.org JSON-LD."""

from __future__ import annotations

import json
import re
from typing import Any

from markupsafe import Markup

from tracker.site.i18n import Texts
from tracker.site.links import safe_url
from tracker.site.queries.quote import Statement

CONTENT_TYPES = {
    "txt": "text/plain",
    "md": "text/markdown",
    "html": "text/html",
    "bib": "application/x-bibtex",
    "csl.json": "application/vnd.citationstyles.csl+json",
}


def all_of(said: Statement, address: str, t: Texts) -> dict[str, str]:
    """Every form of citation, by its ending."""
    return {
        "txt": as_text(said, address, t),
        "md": as_markdown(said, address, t),
        "html": as_html(said, address, t),
        "bib": as_bibtex(said, address),
        "csl.json": json.dumps([as_csl(said, address)], ensure_ascii=False, indent=2),
    }


def who(said: Statement, t: Texts) -> str:
    """The speaker with body and title at that time, as a Korean or an English reader expects it."""
    name = said.quote["speaker"] or t("quote.unknown_speaker")
    if not said.place:
        return str(name)
    return f"{name} {said.place}" if t.language == "ko" else f"{name}, {said.place}"


def _where(said: Statement, t: Texts) -> list[str]:
    """Outlet, headline, reporter and day of the article, those that are known."""
    article = said.article
    headline = f"〈{article['headline']}〉" if article.get("headline") else ""
    outlet = said.outlet["name"] if said.outlet else ""
    parts = (outlet, headline, t.reporter(article.get("byline")), t.day(article.get("published_on")))
    return [part for part in parts if part]


def as_text(said: Statement, address: str, t: Texts) -> str:
    """“말” — 누구, 언제. 매체, 〈제목〉, 기자, 날. 주소"""
    day = t.day(said.quote["said_on"], said.quote["said_on_precision"])
    speaker = ", ".join(part for part in (who(said, t), day) if part)
    return f"“{said.quote['text']}” — {speaker}. {', '.join(_where(said, t))}. {address}"


def _escaped_markdown(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>#|~])", r"\\\1", text)


def as_markdown(said: Statement, address: str, t: Texts) -> str:
    """A block quotation with a link under it."""
    lines = "\n".join(f"> {_escaped_markdown(line)}" for line in f"“{said.quote['text']}”".splitlines())
    source = _escaped_markdown(", ".join(_where(said, t)))
    return f"{lines}\n>\n> — [{_escaped_markdown(who(said, t))}]({address}). {source}\n"


def as_html(said: Statement, address: str, t: Texts) -> str:
    """A <blockquote> that names its source."""
    return str(
        Markup(
            '<blockquote cite="{0}" lang="ko"><p>“{1}”</p><footer>— <a href="{0}">{2}</a>. {3}</footer></blockquote>'
        ).format(address, said.quote["text"], who(said, t), ", ".join(_where(said, t)))
    )


_BIBTEX = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def _escaped_bibtex(text: str) -> str:
    return re.sub(r"[\\{}~^&%$#_]", lambda match: _BIBTEX.get(match[0], "\\" + match[0]), text)


def as_bibtex(said: Statement, address: str) -> str:
    """An @online entry for BibLaTeX; older BibTeX styles read it as @misc."""
    article = said.article
    words = f"“{said.quote['text']}” — {said.quote['speaker'] or '?'}"
    fields = {
        "author": f"{{{_escaped_bibtex(article['byline'])}}}" if article.get("byline") else None,
        "title": f"{{{_escaped_bibtex(article.get('headline') or said.quote['text'])}}}",
        "organization": f"{{{_escaped_bibtex(said.outlet['name'])}}}" if said.outlet else None,
        "date": article.get("published_on"),
        "url": re.sub(r"[{}\\\s]", "", safe_url(article.get("url")) or address),
        "note": _escaped_bibtex(words),
        "langid": "korean",
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@online{{quote-{re.sub(r'[^0-9A-Za-z-]', '', said.quote['id'])},\n{lines}}}\n"


def as_csl(said: Statement, address: str) -> dict[str, Any]:
    """A CSL-JSON item (citationstyles.org), which Zotero and others import."""
    article = said.article
    item: dict[str, Any] = {
        "id": f"quote-{said.quote['id']}",
        "type": "article-newspaper",
        "title": article.get("headline") or said.quote["text"],
        "container-title": said.outlet["name"] if said.outlet else None,
        "author": [{"literal": article["byline"]}] if article.get("byline") else None,
        "issued": _date_parts(article.get("published_on")),
        "URL": safe_url(article.get("url")) or address,
        "note": f"“{said.quote['text']}” — {said.quote['speaker'] or '?'}",
        "language": "ko",
        "archive_location": address,
    }
    return {name: value for name, value in item.items() if value is not None}


def _date_parts(day: str | None) -> dict[str, Any] | None:
    numbers = [int(part) for part in re.findall(r"\d+", (day or "")[:10])]
    return {"date-parts": [numbers]} if numbers else None


def json_ld(said: Statement, address: str) -> dict[str, Any]:
    """schema.org `Quotation`, for search engines and fact-checking tools."""
    quote, article = said.quote, said.article
    kinds = {"person": "Person", "organization": "Organization"}
    source = safe_url(article.get("url"))
    speaker = quote["speaker"] and {
        "@type": kinds.get(quote["speaker_type"], "Thing"),
        "name": quote["speaker"],
        "jobTitle": quote["speaker_title"] if quote["speaker_type"] == "person" else None,
    }
    report = {
        "@type": "NewsArticle",
        "headline": article.get("headline"),
        "url": source,
        "datePublished": article.get("published"),
        "author": {"@type": "Person", "name": article["byline"]} if article.get("byline") else None,
        "publisher": {"@type": "NewsMediaOrganization", "name": said.outlet["name"]} if said.outlet else None,
    }
    quotation = {
        "@context": "https://schema.org",
        "@type": "Quotation",
        "@id": address,
        "url": address,
        "text": quote["text"],
        "inLanguage": "ko",
        "creator": speaker,
        "dateCreated": quote["said_on"],
        "isPartOf": report,
    }
    pruned: dict[str, Any] = _without_nothing(quotation)
    return pruned


def _without_nothing(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_nothing(part) for name, part in value.items() if part not in (None, "")}
    return value


def card_lines(said: Statement, t: Texts) -> tuple[str, str]:
    """The two lines under the words on a card: the speaker; outlet and day."""
    day = said.quote["said_on"] or said.article.get("published_on")
    outlet = said.outlet["name"] if said.outlet else ""
    return who(said, t), " · ".join(part for part in (outlet, t.day(day, said.quote["said_on_precision"])) if part)
