"""`tracker explain`: an article with its quotes, and why each has its speaker."""

from __future__ import annotations

from typing import Annotated

import typer

from tracker.cli.options import AsJson, Outlet, Published, Title, Url


def explain(
    source: Annotated[str, typer.Argument(metavar="ARTICLE", help="A file, an address, or - (standard input).")] = "-",
    title: Title = None,
    outlet: Outlet = None,
    published: Published = None,
    url: Url = None,
    as_json: AsJson = False,
) -> None:
    """Show why each quote has its speaker.

    Prints the article with its quotes numbered; then for each quote the
    candidates for its speaker with the rule that proposed them and their
    scores, and why the winner won.

    \b
    Example:
      tracker explain article.txt
    """
    from tracker.cli.output import print_json_array
    from tracker.cli.reading import Failures, read
    from tracker.evaluate import explain as explain_article

    failures = Failures()
    articles = read([source], failures, title=title, outlet=outlet, published=published, url=url)
    explained = (explain_article(article) for article in articles)
    if as_json:
        print_json_array(explanation.as_dict() for explanation in explained)
    else:
        from tracker.cli.explained import print_explanation

        for explanation in explained:
            print_explanation(explanation)
    failures.leave()
