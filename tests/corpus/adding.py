"""Files to add, made up: pages as a browser saves them, documents, and hostile ones."""

import io
import zipfile
from pathlib import Path

PARAGRAPHS = (
    "Government forces shelled the town of Rastan in northern Homs countryside on Thursday, "
    "residents said.",
    "Three people were wounded, according to the local council. The guarantors did not comment.",
    "Checkpoints are to be set up along the borders of the de-escalation zones by early June.",
    "The talks will resume in mid-July, the Kazakh foreign ministry said on Friday.",
)
ADDRESS = "https://example.org/news/2017/05/rastan"


def make_page(
    paragraphs: tuple[str, ...] = PARAGRAPHS,
    title: str = "Shelling: what # remains of the truce?",
    published: str = "2017-05-12T23:30:00+03:00",
    lang: str = "en-GB",
) -> bytes:
    """Return a page with what sites put around an article."""
    text = "\n".join(f"<p>{each}</p>" for each in paragraphs)
    return f"""<!DOCTYPE html>
<!-- saved from url=(0040){ADDRESS}?utm_source=x -->
<html lang="{lang}"><head><meta charset="utf-8">
<title>{title} | Example News</title>
<link rel="canonical" href="{ADDRESS}">
<meta property="og:site_name" content="Example News">
<meta property="article:published_time" content="{published}">
<meta name="author" content="Ann Example">
<script>let zones = "Idlib script";</script>
<style>p {{ color: red }}</style></head>
<body class="has-sidebar">
<div id="cookie-banner"><p>We use cookies in Idlib. Accept all cookies?</p></div>
<header><nav><ul><li><a href="/">Home</a></li>
<li><a href="/m">Idlib live blog</a></li></ul></nav></header>
<main><article><h1>{title}</h1><p class="byline">By Ann Example</p>
<div class="share-buttons"><a>Share on Facebook</a> <a>Tweet</a></div>
{text}
<p><strong>Read more:
<a href="/x">Aleppo evacuation completed, buses arrive in Idlib</a></strong></p>
<div class="newsletter-signup">
<p>Sign up for our daily briefing on the de-escalation zones.</p></div>
<h3>Related</h3>
<ul><li><a href="/1">De-escalation zones: the map</a></li></ul></article></main>
<aside><h2>Most read</h2><p><a>East Ghouta under siege again</a></p></aside>
<div class="comments"><p>User99: the Astana deal will not hold, says I.</p></div>
<footer>
<p>© 2017 Example News. All rights reserved. Daraa office.</p></footer></body></html>""".encode()


BOILERPLATE = (
    "cookies", "Home", "live blog", "Share on", "Read more", "Aleppo", "briefing", "Related",
    "the map", "East Ghouta", "User99", "rights reserved", "script",
)  # fmt: skip


def make_word(
    paragraphs: tuple[str, ...] = PARAGRAPHS, parts: dict[str, bytes] | None = None
) -> bytes:
    """Return a document of Word with these paragraphs; parts are added or replaced by name."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    text = "".join(f"<w:p><w:r><w:t>{each}</w:t></w:r></w:p>" for each in paragraphs)
    files = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>'.encode(),
        "_rels/.rels": (
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}" '
            'Target="word/document.xml"/></Relationships>'
        ).encode(),
        "word/document.xml": (
            f'<w:document xmlns:w="{word}"><w:body>{text}</w:body></w:document>'
        ).encode(),
        **(parts or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def make_pdf(lines: tuple[str, ...]) -> bytes:
    """Return a PDF of one page with these lines, in Helvetica."""
    return make_sheet("/F1 10 Tf 14 TL 50 800 Td" + "".join(f" ({line}) Tj T*" for line in lines))


# A page as a browser prints it: where each line begins, how large it is, and its words.
PRINTED = (
    (30, 820, 8, "5/5/17, 10:32 AM", "Guarantors sign in Astana - The Example Herald"),
    (30, 790, 24, "The Example Herald"),
    (60, 760, 11, "Home", "Middle East", "Sport"),
    (30, 710, 20, "Guarantors sign a memorandum", "in Astana on Thursday"),
    (30, 650, 11, "By Ann Example | 5 May 2017 | 10:32"),
    (
        30,
        620,
        11,
        "Russia, Iran and Turkey signed a memorandum on zones in Syria, of",
        "which the first is Idlib province, and the second is al-",
        "Rastan with what lies about it.",
    ),
    # Beside the text, and after it in the file.
    (
        30,
        570,
        11,
        "The third is East Ghouta, and the fourth the south, with Daraa and the",
        "country as far as the border, as the sta\256 said on Friday evening.",
    ),
    (430, 625, 13, "Most read"),
    (
        440,
        605,
        11,
        "Aleppo evacuation",
        "resumes after a day",
        "Strikes on an airbase",
        "in Homs province",
    ),
    (
        30,
        510,
        11,
        "Members of the opposition left the hall while the three were signing",
        "and came back when they had done so.",
    ),
    (30, 20, 8, "https://herald.example/2017/05/05/zones 1/1"),
)


def make_printed_page() -> bytes:
    """Return a PDF of a page as a browser prints it."""
    parts = []
    for left, height, size, *lines in PRINTED:
        drawn = " ".join(f"({line}) Tj T*" for line in lines)
        parts.append(f"/F1 {size} Tf {size + 3} TL 1 0 0 1 {left} {height} Tm {drawn}")
    return make_sheet(" ".join(parts), "Guarantors sign in Astana - The Example Herald")


def make_sheet(drawn: str, title: str = "") -> bytes:
    """Return a PDF of one page on which this is drawn, with one font F1."""
    content = f"BT {drawn} ET".encode("latin-1")
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding"
        b"<</BaseEncoding/WinAnsiEncoding/Differences[174/ff]>>>>",
        b"<</Title(%s)>>" % title.encode("latin-1"),
    )
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj" % number + body + b"endobj\n"
    start = len(out)
    out += b"xref\n0 7\n0000000000 65535 f \n"
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return bytes(out + b"trailer<</Size 7/Root 1 0 R/Info 6 0 R>>\nstartxref\n%d\n%%%%EOF" % start)


def make_arabic_pdf(lines: tuple[str, ...], path: Path) -> bytes:
    """Return a PDF whose Arabic stands in it backwards, as programs that draw it write it."""
    from matplotlib.backends.backend_pdf import FigureCanvasPdf
    from matplotlib.figure import Figure

    figure = Figure()
    for number, line in enumerate(lines):
        figure.text(0.1, 0.9 - 0.1 * number, line[::-1])
    FigureCanvasPdf(figure).figure.savefig(path)
    return path.read_bytes()


ARABIC = (
    "وقعت الدول الضامنة مذكرة إنشاء مناطق خفض التصعيد في سوريا يوم الخميس",
    "وتشمل المناطق محافظة إدلب وريف حمص الشمالي والغوطة الشرقية وجنوب سوريا",
    "وقال رئيس الوفد الروسي إن نقاط التفتيش ستقام على حدود المناطق خلال أسبوعين",
)

_DEEP = b"<w:p>" * 5_000 + b"</w:p>" * 5_000
_WORD = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
HOSTILE = {
    "empty.html": (b"", "it is empty"),
    "blank.html": (b"<html><body>  </body></html>", "it is an empty page"),
    "menu.html": (b"<html><body><nav><a>Home</a></nav></body></html>", "no article was found"),
    "binary.html": (b"\x00\x01Words that no page holds. " * 50, "it is no page of HTML"),
    "picture.html": (b"\x89PNG\r\n\x1a\n" + bytes(100), "it is a picture"),
    "page.txt": (make_page(), "it is a page of HTML, not a plain text as its name says"),
    "text.pdf": (b"Plain words.", "it is no PDF"),
    "text.docx": (b"Plain words.", "it is no document of Word"),
    "table.xlsx": (b"PK\x03\x04", "its name ends in none of .html, .pdf, .docx, .md, .txt"),
    "archive.docx": (make_word().replace(b"word/document", b"main/document"), "it is a compressed"),
    "cut.docx": (make_word()[:300], "it is damaged"),
    "bomb.docx": (
        make_word(parts={"word/document.xml": b" " * 20_500_000}), "larger than 20 MB unpacked"
    ),
    "entities.docx": (
        make_word(parts={"word/document.xml": b'<!DOCTYPE a [<!ENTITY a "aa">]>' + _WORD}),
        "declares entities",
    ),
    "deep.docx": (
        make_word(parts={"word/document.xml": _WORD + _DEEP + b"</w:document>"}), "nested too"
    ),
    "deep.md": (b"---\ntitle: " + b"[" * 5_000 + b"\n---\ntext", "bad YAML"),
    "scan.pdf": (make_pdf(("1",)), "a scan without text"),
    "cut.pdf": (make_pdf(PARAGRAPHS)[:60], "it is damaged"),
    "binary.txt": (b"words \x00\x01\x02 and more", r"line 1: the character U\+0000 cannot"),
}  # fmt: skip
