"""The parts of a web page that are not its article: told by their markup, and taken out of it."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from corpus.suggesting.site_lines import opens_boilerplate

# What never holds words of an article, and is not named either.
_SILENT = {
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "iframe",
    "object",
    "head",
    "link",
    "meta",
}
_BY_TAG = {
    "nav": "navigation",
    "footer": "the page's foot",
    "aside": "a side column",
    "form": "forms",
    "dialog": "a notice",
    "button": "buttons",
    "select": "forms",
    "menu": "navigation",
}
_BY_ROLE = {
    "navigation": "navigation",
    "banner": "the page's head",
    "contentinfo": "the page's foot",
    "complementary": "a side column",
    "search": "forms",
    "dialog": "a notice",
    "alertdialog": "a notice",
}
# Words in a class or an id, in order: the first that fits names the part.
_BY_NAME = tuple(
    (re.compile(rf"(?<![a-z])(?:{words})(?![a-z])", re.IGNORECASE), noun)
    for words, noun in (
        (r"cookies?|consent|gdpr|onetrust|cmp|cookie-?\w*|privacy-?(?:banner|notice"
         r"|popup)", "a cookie notice"),
        (
            r"related|recommend\w*|read-?(?:more|also|next)|more-(?:from|on|news|stories)"
            r"|see-?also"
            r"|most-?(?:read|popular|viewed)|trending|latest-?\w*|outbrain|taboola|popular"
            r"|also-?like"
            r"|relatednews|relatedposts|related-?\w+|teasers?|next-article",
            "related links",
        ),
        (r"comments?|disqus|respond|discussion", "comments"),
        (r"newsletter|subscri\w+|sign-?up|paywall|registration|donat\w+"
         r"|membership", "a call to subscribe"),
        (r"shar(?:e|ing)|social|follow-?us|addthis|sharedaddy|share-?\w+"
         r"|social-?\w+", "links for sharing"),
        (r"ads?|advert\w*|sponsor\w*|promo\w*|adsbygoogle|dfp|banner-?ad", "advertising"),
        (r"nav|navbar|navigation|menu|breadcrumbs?|topbar|masthead|pagination|skip-?links?"
         r"|toolbar", "navigation"),
        (r"footer|colophon|copyright|site-?foot\w*", "the page's foot"),
        (r"sidebar|widgets?|rail", "a side column"),
        (r"tags?|tag-?(?:list|cloud)|keywords", "tags"),
        (r"author-?(?:bio|box|card)|about-?author", "a note on the author"),
        (r"figcaption|caption|wp-caption-text|photo-?credit"
         r"|image-?credit", "captions of pictures"),
    )
)  # fmt: skip
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# A part with more of the page's paragraphs than this is taken for the article's own.
_MOST_OF_ARTICLE = 0.4
_LONGEST_LINK_LINE = 300
_LONGEST_TITLE = 14  # words


def take_parts_out(tree: HtmlElement) -> list[tuple[str, str]]:
    """Take what is not the article's out of a page; return what each part was, and its words."""
    whole = max(1, sum(len(each.text_content()) for each in tree.iter("p")))
    taken: list[tuple[str, str]] = []
    for element in list(tree.iter()):
        if not isinstance(element.tag, str):
            continue
        noun = _name_part(element)
        if noun is None or not _is_inside(element, tree):
            continue
        held = sum(len(each.text_content()) for each in element.iter("p"))
        if noun and (held > _MOST_OF_ARTICLE * whole or _holds_article(element)):
            continue
        _take(element, noun, taken)
    for element in list(_find_link_lists(tree)):
        if _is_inside(element, tree):
            _take(element, "related links", taken)
    return taken


def _take(element: HtmlElement, noun: str, taken: list[tuple[str, str]]) -> None:
    words = " ".join(" ".join(element.itertext()).split())
    if noun and words:
        taken.append((noun, words))
    element.drop_tree()


def _is_inside(element: HtmlElement, tree: HtmlElement) -> bool:
    """Return whether an element still stands in the page, and is neither its root nor its body."""
    if element is tree or element.tag in ("html", "body", "main", "article"):
        return False
    root = element
    while (parent := root.getparent()) is not None:
        root = parent
    return root is tree


def _holds_article(element: HtmlElement) -> bool:
    return any(True for _ in element.iter("article", "main")) and any(
        len(each.text_content()) > 200 for each in element.iter("p")
    )


def _name_part(element: HtmlElement) -> str | None:
    """Return what part of the page an element is; empty for code, None for the article's own."""
    if element.tag in _SILENT:
        return ""
    style = element.get("style", "")
    if element.get("hidden") is not None or _HIDING.search(style):
        return "hidden text"
    if noun := _BY_TAG.get(element.tag) or _BY_ROLE.get(element.get("role", "")):
        return noun
    if element.tag == "header" and not _is_in_article(element):
        return "the page's head"
    if element.tag == "figcaption":
        return "captions of pictures"
    names = f"{element.get('class', '')} {element.get('id', '')} {element.get('aria-label', '')}"
    if names.strip() and element.tag not in (*_HEADINGS, "html", "body", "main", "article", "time"):
        for pattern, found in _BY_NAME:
            if pattern.search(names):
                return found
    return None


def _is_in_article(element: HtmlElement) -> bool:
    return any(each.tag in ("article", "main") for each in element.iterancestors())


def _find_link_lists(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Yield headings over links to other articles, what they stand over, and lines of one link."""
    for element in tree.iter(*_HEADINGS, "p", "strong", "b", "div", "span"):
        words = " ".join(element.text_content().split())
        if not words or len(words) > _LONGEST_LINK_LINE:
            continue
        if opens_boilerplate(words):
            yield element
            start = element
            # A heading in bold may stand in a paragraph of its own.
            while (parent := start.getparent()) is not None and (
                " ".join(parent.text_content().split()) == words
            ):
                start = parent
            for sibling in start.itersiblings():
                if sibling.tag in _HEADINGS or not (
                    _count_linked(sibling) >= 0.5 or _is_title(sibling)
                ):
                    break
                yield sibling
        elif element.tag == "p" and _count_linked(element) > 0.9:
            yield element


def _is_title(element: HtmlElement) -> bool:
    """Return whether an element holds a few words that are no sentence."""
    words = " ".join(element.text_content().split()) if isinstance(element.tag, str) else "."
    return len(words.split()) <= _LONGEST_TITLE and not words.endswith((".", "!", "؟", '"', "”"))


def _count_linked(element: HtmlElement) -> float:
    """Return which part of an element's words stands in links."""
    if not isinstance(element.tag, str):
        return 0.0
    whole = len("".join(element.text_content().split()))
    linked = sum(len("".join(each.text_content().split())) for each in element.iter("a"))
    return linked / whole if whole else 0.0
