"""A quote's page, its card for messengers, its citations, and the small version that other sites embed."""

from __future__ import annotations

import sqlite3

from datasette.utils.asgi import Response

from tracker.site import cards, citations
from tracker.site.links import at_words, safe_url, web_archive
from tracker.site.marking import mark
from tracker.site.queries import quote as queries
from tracker.site.queries.quote import Statement
from tracker.site.visit import Visit
from tracker.store.search import Hit

CONFIDENT = ((0.9, "sure"), (0.75, "likely"), (0.5, "unsure"), (0.0, "guess"))


async def page(visit: Visit) -> Response:
    """`/quote/<id>`"""
    said, beside, around = await visit.need(_with_neighbours)
    quote, article = said.quote, said.article
    source = safe_url(article.get("url"))
    address = visit.absolute(visit.to.to(f"/quote/{quote['id']}", lang=None))
    return visit.html(
        "tracker/quote.html",
        said=said,
        quote=quote,
        article=article,
        context=_in_context(quote["context"], quote["text"]),
        source=at_words(source, quote["text"]) if source else None,
        archived=web_archive(source, article.get("published_on")) if source else None,
        rule_words=lambda rule: _rule_words(visit, rule),
        sureness=next(name for least, name in CONFIDENT if quote["confidence"] >= least),
        beside=beside,
        around=around,
        address=address,
        card=visit.absolute(f"{visit.to.base}/quote/{quote['id']}.png"),
        oembed=visit.absolute(visit.to.to("/oembed", url=address, lang=None)),
        citations=citations.all_of(said, address, visit.t),
        json_ld=citations.json_ld(said, address),
    )


def _with_neighbours(conn: sqlite3.Connection, quote_id: str) -> tuple[Statement, list[Hit], list[Hit]] | None:
    said = queries.statement(conn, quote_id)
    return (said, queries.beside(conn, said.quote), queries.around(conn, said.quote)) if said else None


def _rule_words(visit: Visit, rule: str) -> str:
    """The rule that named the speaker (`topic-before/pronoun`) as a sentence; its bare name where we have none."""
    name, _, how = rule.partition("/")
    table = visit.t.table
    sentences = [
        table.get(f"rule.{name}", visit.t("rule.other", name=name)),
        table.get(f"how.{how}", "") if how else "",
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def _in_context(sentence: str, words: str) -> object:
    at = sentence.find(words)
    return mark(sentence, [(at, at + len(words))] if at >= 0 else [])


async def embed(visit: Visit) -> Response:
    """`/quote/<id>/embed`: to stand in an <iframe> on any site."""
    said = await visit.need(queries.statement)
    address = visit.absolute(visit.to.quote(said.quote["id"]))
    response = visit.html("tracker/embed.html", said=said, quote=said.quote, article=said.article, address=address)
    response.headers["x-frames"] = "*"
    return response


async def citation(visit: Visit) -> Response:
    """`/quote/<id>.txt`, `.md`, `.bib`, `.csl.json`"""
    said = await visit.need(queries.statement)
    address = visit.absolute(visit.to.to(f"/quote/{said.quote['id']}", lang=None))
    form = visit.part["format"]
    content_type = citations.CONTENT_TYPES[form]
    return Response(citations.all_of(said, address, visit.t)[form], content_type=f"{content_type}; charset=utf-8")


async def card(visit: Visit) -> Response:
    """`/quote/<id>.png`: the image that a messenger shows when the link is pasted."""
    said: Statement = await visit.need(queries.statement)
    lines = citations.card_lines(said, visit.t)
    image = await visit.ask(lambda _: cards.draw(said.quote["text"], *lines, visit.frame["site_title"]))
    return Response(image, content_type="image/png")
