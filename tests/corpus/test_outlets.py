"""Articles as outlets, agencies and networks print them: what is theirs, what is the article's."""

import pytest

from corpus.adding.front_matter import split_names
from corpus.adding.pdf_files import read_pdf
from corpus.adding.plain_text import read_markdown
from corpus.adding.web_pages import read_web_page
from corpus.adding.word_documents import read_word_document
from corpus.suggesting.edges import find_edges
from corpus.suggesting.site_lines import is_boilerplate
from tests.corpus.adding import PARAGRAPHS, make_sheet, make_word

TEXT = "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    "line",
    [
        "Reporting by Ann Example in Daraa and Bob Sample; Editing by Cy Test",
        "Our Standards: The Example Trust Principles.",
        "Follow Ann Example on Twitter: @example",
        "Source: Example News and news agencies",
        "(A version of this text first appeared in our newsletter.)",
        "If you enjoyed this post, please consider supporting our work from Idlib.",
        "Smoke over Idlib, April 2017. Photo: Getty Images.",
        "A street in Daraa in 2016 [Ann Example/AFP]",
        "دمار في مدينة دوما بالغوطة الشرقية (رويترز)",
        "آخر تحديث: 7/5/2017 - 11:20",
        "المصدر : الجزيرة + وكالات",
        "Источник: ТАСС",
        "See Translation",
        "Distr.: General",
        "S/2017/413",
    ],
)
def test_what_is_put_around_articles_is_no_part_of_them(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "شارك وفد المعارضة في المحادثات.",
        "The zones are in force, the ministry said. (AFP)",
        "Sources in Idlib said: the guns fell silent, and nobody could say for how long it was.",
        "The public liked the deal.",
        "Reporting by the UN shows that shells fell on Rastan. It names no one.",
    ],
)
def test_sentences_that_only_look_alike_stay(line: str) -> None:
    assert not is_boilerplate(line)


@pytest.mark.parametrize(
    ("head", "title", "author", "published"),
    [
        ("Talks end\n\nTBILISI, May 12, 2017 - It ended.", "Talks end", "", "2017-05-12"),
        (
            "Talks end\nAnn Example and Bob Sample\n17 May 2017\n",
            "Talks end",
            "Ann Example and Bob Sample",
            "2017-05-17",
        ),
        ("Example Centre\nMay 10, 2017 at 9:41 PM ·\nPublic\n", "", "Example Centre", "2017-05-10"),
        (
            "BRIEF NO. 19\nWho holds the lines now\nBy Ann Example, Example Centre\n20 May 2017",
            "Who holds the lines now",
            "Ann Example, Example Centre",
            "2017-05-20",
        ),
        (
            "United Nations S/2017/413\nSecurity Council Distr.: General\n11 May 2017\n\n"
            "Letter dated 8 May 2017 from the delegation addressed to the Council",
            "Letter dated 8 May 2017 from the delegation addressed to the Council",
            "",
            "2017-05-11",
        ),
    ],
)
def test_the_lines_above_a_text_say_who_wrote_it_and_when(
    head: str, title: str, author: str, published: str
) -> None:
    edges = find_edges(f"{head}\n\n{TEXT}")
    assert (edges.title, edges.author, edges.published) == (title, author, published)


def test_several_authors_are_told_apart() -> None:
    assert split_names(["Ann Example and Bob Sample"]) == ["Ann Example", "Bob Sample"]
    assert split_names(["Ann Example, Levant Institute"]) == ["Ann Example"]
    assert split_names(["Ministry of Aid and Public Works"]) == ["Ministry of Aid and Public Works"]


@pytest.mark.parametrize(
    ("title", "heading", "site", "outlet"),
    [
        ("Guns fall silent today – Example News", "Guns fall silent today", "", "Example News"),
        ("Example Star :: Guns fall silent", "Guns fall silent", "", "Example Star"),
        ("Guns - and roses - fall silent", "", "Example News", "Example News"),
    ],
)
def test_a_title_stands_without_the_site(title: str, heading: str, site: str, outlet: str) -> None:
    meta = f'<meta property="og:site_name" content="{site}">' if site else ""
    text = "".join(f"<p>{each}</p>" for each in PARAGRAPHS)
    page = f"""<html><head><title>{title}</title>{meta}</head><body>
    <div class="top-nav"><span>Friday, 27 November 2026</span></div>
    <article><h1>{heading}</h1><p class="meta"><span>13 May، 2017</span></p>{text}
    <h2>Elsewhere on the site</h2><p>The village in Daraa where it all began</p></article>
    </body></html>"""
    draft = read_web_page(page.encode())
    assert (draft.title, draft.outlet) == (heading or title, outlet)
    assert draft.published == "2017-05-13"
    assert draft.text == TEXT


def test_a_document_of_word_has_a_title_rows_and_captions() -> None:
    def write(words: str, style: str = "") -> str:
        named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
        return f"<w:p>{named}<w:r><w:t>{words}</w:t></w:r></w:p>"

    row = "".join(f"<w:tc>{write(words)}</w:tc>" for words in ("East Ghouta", "39"))
    table = f"<w:tbl><w:tr>{row}</w:tr></w:tbl>{write('Table 1: Strikes', 'Caption')}"
    head = write("BRIEF 19") + write("Who holds the lines?", "Title") + write("20 May 2017")
    text = "".join(map(write, PARAGRAPHS))
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f'<w:document xmlns:w="{word}"><w:body>{head}{table}{text}</w:body></w:document>'
    draft = read_word_document(make_word(parts={"word/document.xml": body.encode()}))
    assert (draft.title, draft.published) == ("Who holds the lines?", "2017-05-20")
    assert draft.text.startswith("East Ghouta | 39\n\nGovernment forces")
    assert 'Captions: "Table 1: Strikes"' in draft.cut


def test_footnotes_are_left_out() -> None:
    text = f"# A title\n\nIt began in Idlib.[^1]\n\n{TEXT}\n\n[^1]: A note\n  of two lines.\n"
    draft = read_markdown(text.encode())
    assert draft.text.startswith("It began in Idlib.\n")
    assert 'Footnotes: "A note of two lines."' in draft.cut
    lines = "".join(f"({line}) Tj T* " for line in PARAGRAPHS)
    sheet = make_sheet(
        f"/F1 10 Tf 14 TL 50 800 Td (It began.) Tj /F1 6 Tf (1) Tj /F1 10 Tf ( It ended.) Tj T* "
        f"{lines} /F1 7 Tf (1 See the memorandum.) Tj T*"
    )
    draft = read_pdf(sheet)
    assert draft.body.startswith("It began. It ended.")
    assert 'In small print: "1 See the memorandum."' in draft.cut
