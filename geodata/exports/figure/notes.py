"""What the figure says in words: of what and when it is, what it rests on, how to cite it."""

from corpus.collection import Corpus
from corpus.date_words import format_day, format_edtf
from corpus.status import status_on
from geodata.exports.extract import MapExtract
from geodata.records import Zone
from geodata.records.country import COUNTRY

# More articles than these are counted.
_MOST_NAMED = 30


def list_ended(extract: MapExtract) -> list[Zone]:
    """Return the zones of an extract that had ended before its as-of day."""
    return [zone for zone in extract.atlas.zones if zone.id in extract.ended]


def format_title(extract: MapExtract) -> str:
    """Return the figure's title: the zones together, or the one that it shows."""
    zones, title = extract.atlas.zones, extract.atlas.map_title
    return f"{title}: {zones[0].name}" if len(zones) == 1 else title


def list_subtitles(extract: MapExtract) -> list[str]:
    """Return what stands under the title: the agreement, and the as-of day where one is asked."""
    day = extract.scope.as_of
    subtitle = extract.atlas.map_subtitle
    if day is None:
        return [subtitle]
    ended = ", ".join(zone.name for zone in list_ended(extract))
    hollow = f"; ended before it and drawn hollow: {ended}" if ended else ""
    return [subtitle, f"As of {format_day(day)}{hollow}"]


def list_notes(extract: MapExtract) -> list[str]:
    """Return the figure's notes, a paragraph each."""
    about = extract.about
    rights = f"{about.name_values()['rights']} {COUNTRY.base_map_note}".strip()
    return [
        *_list_status(extract),
        _format_basis(extract),
        f"Rights: {rights} Projection: {COUNTRY.describes_metres} ({COUNTRY.metres}).",
        *_list_limits(extract),
        f"Cite as: {about.dataset.citation} {about.label('made')}: {about.made}. "
        f"Licence: {about.dataset.licence_url}",
    ]


def describe(extract: MapExtract) -> str:
    """Return the figure in a paragraph, for readers who cannot see it and for its properties."""
    names = ", ".join(zone.name for zone in extract.atlas.zones)
    lines = [f"Map of {names}.", *(f"{line}." for line in list_subtitles(extract))]
    return " ".join([*lines, extract.about.dataset.method, *list_notes(extract)])


def _format_basis(extract: MapExtract) -> str:
    # The outlines rest on the whole coverage, whatever passages an export is limited to.
    articles = _name_articles(extract.whole)
    zones = extract.atlas.zones
    if not zones:
        return f"Sources: {articles}."
    low = min(zone.uncertainty_km_min for zone in zones)
    high = max(zone.uncertainty_km_max for zone in zones)
    posts = (
        " Posts set up later are background; the data's layer of posts has their days and sources."
        if extract.atlas.posts
        else ""
    )
    return (
        f"Sources: {articles}; and background from outside this coverage, such as who "
        f"held which place. Outlines stand for {extract.atlas.days_of_outlines}; a line may be "
        f"off by {low:g} to {high:g} km. The data's layer of boundaries says of every piece of "
        f"line what it rests on.{posts}"
    )


def _name_articles(corpus: Corpus) -> str:
    if len(corpus.articles) > _MOST_NAMED:
        return f"{len(corpus.articles):,} articles of {len(corpus.outlets):,} outlets"
    return "; ".join(
        f"{article.outlet}, {format_edtf(article.published)}" for article in corpus.articles
    )


def _list_status(extract: MapExtract) -> list[str]:
    day = extract.scope.as_of
    if day is None:
        return []
    ended = {zone.id for zone in list_ended(extract)}
    ends = [
        f"{format_edtf(entry.date)}: {entry.label} ({', '.join(link.url for link in entry.links)})"
        for entry in extract.whole.background_dates
        if entry.ends and ended & {*entry.zones}
    ]
    status = status_on(day, extract.whole)
    return [
        f"According to the articles, on {status.line}. {status.notice}".strip(),
        *(
            [f"Ended, according to background from outside the articles: {'; '.join(ends)}."]
            if ends
            else []
        ),
    ]


def _list_limits(extract: MapExtract) -> list[str]:
    about, scope = extract.about, extract.scope
    sentences = []
    if about.filters:
        is_unseen = scope.is_selected
        rest = " (topics and outlets filter passages, not outlines)" if is_unseen else ""
        sentences.append(f"Filters: {about.format_filters()}{rest}.")
    # Without a host and without a choice, the address says nothing.
    if about.view != "/":
        sentences.append(f"On the page: {about.view}")
    return [" ".join(sentences)] if sentences else []
