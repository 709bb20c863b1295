"""The lines of a page that are the site's and not the article's, told by their words.

They are told in English, Arabic and Russian. What is told by a page's markup is in `page_parts`.
"""

import re

# What opens a list of other articles, or the site's words about itself.
_HEADING = re.compile(
    r"(?:related(?: (?:news|articles?|stories|topics|posts|content|coverage|links))?"
    r"|recent posts"
    r"|read (?:more|also|next|on)|see also|also read|more (?:on|from|in|stories|news|about)\b.*"
    r"|most (?:read|popular|viewed|shared)|recommended.*|you (?:may|might) (?:also )?(?:like"
    r"|be interested).*"
    r"|trending.*|latest (?:news|stories|headlines)|top stories|popular(?: now)?"
    r"|what to read next|elsewhere on .*|in other news|must.?reads?|up next"
    r"|editor.?s.? picks?|about the authors?|author bio|footnotes|endnotes|notes|references"
    r"|bibliography|contacts?"
    r"|editor.s note|powered by .*|share (?:this|on|via)\b.*|comments?(?: \(\d+\))?"
    r"|leave a (?:reply|comment)"
    r"|sign up (?:for|to)\b.*|subscribe\b.*|follow us.*|newsletter|topics?|tags?|filed under.*"
    r"|اقرأ أيضا.*|اقرأ المزيد.*|مواضيع ذات صلة|أخبار ذات صلة|المزيد من.*|الأكثر قراءة"
    r"|تابعنا.*|شارك(?: (?:هذا|هذه|المقال|الخبر|على|عبر|الموضوع).*)?|مقالات (?:متعلقة|ذات صلة)"
    r"|читайте также.*|по теме|новости по теме|материалы по теме|самое читаемое"
    r"|подписывайтесь.*|поделиться.*"
    r"|теги|реклама)\s*(?::.*)?",
    re.IGNORECASE,
)
_LINE = re.compile(
    r"(?:(?:sign up (?:for|to) (?:our|the)|subscribe to|follow us|share this|join our)\b.*"
    r"|read (?:more|also):.*|"
    r"all news|home(?:page)?|menu|search|print|e-?mail|share|tweet|advertisements?"
    r"|sponsored(?: content)?"
    r"|log ?in|sign ?in|register|contact(?: us)?|about us|translate\b.{0,3}|start typing .*"
    r"|(?:privacy|cookies?) (?:policy|notice|settings|preferences).*|terms (?:of (?:use"
    r"|service)|and conditions).*"
    r"|accept(?: all)?(?: cookies)?"
    r"|(?:we|this (?:site|website)|our (?:site|website)) uses? cookies.*|by (?:continuing"
    r"|clicking|using) .*\b(?:cookies|site)\b.*"
    r"|(?:©|\(c\)|copyright\b).*|.{0,80}\ball rights reserved.*|skip to (?:main )?content"
    r"|back to top|load more"
    r"|click here .*|download (?:our|the) app.*|get (?:the|our) .*(?:newsletter|app)\b.*"
    r"|in instagram"
    r"|(?:photo|image|picture|video)(?: credit)?:.*|read more\b.*|continue reading.*"
    r"|\d+ (?:shares|comments?|views|likes|reactions)"
    r"|updated? .{0,40}\d{4}.{0,20}|published .{0,40}\d{4}.{0,20}|\d+ min(?:ute)?s? read"
    r"|.*(?:جميع الحقوق محفوظة|حقوق النشر|ملفات تعريف الارتباط).*|.*(?:все права защищены"
    r"|файлы cookie).*)",
    re.IGNORECASE,
)
# Whole lines that a site, an agency or a program puts below a text, or between its paragraphs.
_REMARK = re.compile(
    r"\(?(?:(?:additional )?(?:reporting|writing|editing|translation) by [^.]{3,300}"
    r"|our standards: .*|.{0,80}\btrust principles\b.{0,40}|all quotes delayed .*"
    r"|follow .{2,60} on (?:twitter|facebook|instagram|telegram|youtube|x)\b.*"
    r"|(?:sources?|المصادر|المصدر|источник)\s*:\s*\S+(?:\s+\S+){0,9}"
    r"|.{0,60}\bversion of this (?:article|text|story|post|piece)\b.{0,150}"
    r"|this (?:article|story|post|piece|text) (?:was|first|originally)"
    r" (?:first |originally )?(?:published|appeared|posted)\b.*"
    r"|if you (?:enjoyed|liked?|value) .{0,200}"
    r"|.{0,150}\b(?:consider (?:supporting|donating)|become a (?:member|patron|subscriber))\b.*"
    r"|.{0,150}\b(?:subscribe to our|sign up (?:for|to) our|our newsletter)\b.{0,150}"
    r"|your feedback is .*|we (?:invite|welcome|encourage) (?:all )?(?:our |your )?"
    r"(?:readers|comments|feedback)\b.*|disclaimer\s*:.*|.{0,60}comments submitted by .*"
    r"|(?:the )?(?:views|opinions) expressed (?:in|by|on|here)\b.{0,200}"
    r"|that.s (?:all|it) (?:from us|for (?:today|now))\b.{0,40}|we.{1,4}re? (?:are )?bringing our "
    r"live .*"
    r"|all times (?:stated )?are\b.{0,40}|(?:last )?updated?\s*:.{0,60}|posted (?:on|in|by) .{0,60}"
    r"|آخر تحديث.*|تاريخ النشر.*|إذا كنت تعتقد.{0,40}المقال.*|للاشتراك .*"
    r"|(?:обновлено|опубликовано|фото|подробнее)\s*:.*|свидетельство о регистрации.*"
    r"|отдельные публикации могут .*)\)?",
    re.IGNORECASE,
)
# A line below a picture: told by who took it.
_AGENCIES = (
    "AFP",
    "AP",
    "EPA",
    "Reuters",
    "REUTERS",
    "Getty(?: Images)?",
    "Anadolu(?: Agency)?",
    "رويترز",
    "الأناضول",
    "الفرنسية",
    "أ ف ب",
)
_AGENCY = "|".join(_AGENCIES)
_CAPTION = re.compile(
    r"(?:FILE PHOTO|File photo|AFP PHOTO|Image caption).*"
    r"|.{0,300}[.\s\])(](?:Photo|Image|Picture|Credit)s?(?: credit| by)?\s?:\s*\S+(?:\s\S+){0,5}"
    rf"|[^.!?؟]{{0,300}}\[(?:[^\[\]]{{0,60}}[/ ])?(?:{_AGENCY})(?:[/ ][^\[\]]{{0,40}})?\]\.?"
    rf"|[^.!?؟]{{0,300}}\((?:[^()]{{0,60}}[/ ])?(?:{_AGENCY})(?:[/ ][^()]{{0,40}})?\)\.?"
    rf"|.{{0,300}}[./ ](?:{_AGENCY})/\S.{{0,40}}|.{{0,300}}/(?:{_AGENCY})\.?",
)
# What pages of a social network print around what somebody wrote.
_NETWORK = re.compile(
    r"public|shared with .{0,30}|see (?:translation|more)|like|reply|comment|most relevant"
    r"|write a comment\W{0,3}|(?:view|see) (?:all|more) .{0,30}comments?|all reactions\b.{0,20}"
    r"|\d+ replies",
    re.IGNORECASE,
)
# The head and foot of a document of the United Nations.
_MASTHEAD = re.compile(
    r"united nations(?: nations unies)?(?: +[SAE]/\S+)?|(?-i:[SAE]/)[\w./()-]{3,40}"
    r"|(?:security council|general assembly|economic and social council|human rights council)"
    r"(?: distr\.?: ?\w+)?|distr\.?: ?\w+.{0,60}|original: ?\w+(?:[ ,/]+\w+){0,5}"
    r"|\d\d-\d{5}(?: ?\(\w\))?.{0,20}|\*\d{7}\*|please recycle.{0,10}",
    re.IGNORECASE,
)
_LONGEST_REMARK = 400
_BYLINE = re.compile(
    r"(?:by|written by|بقلم"
    r"|автор:?)\s+(?P<name>[^\d.,:;]{3,60})",
    re.IGNORECASE,
)
_LONGEST_HEADING = 12  # words of a heading that ends like a sentence


def is_boilerplate(line: str) -> bool:
    """Return whether a line is the site's own by its words alone."""
    line = line.strip()
    if len(line) <= _LONGEST_REMARK and any(
        pattern.fullmatch(line) for pattern in (_REMARK, _CAPTION, _NETWORK, _MASTHEAD)
    ):
        return True
    return bool(_LINE.fullmatch(line)) or opens_boilerplate(line)


def opens_boilerplate(line: str) -> bool:
    """Return whether a line is a heading over other articles, or over the site's own words."""
    line = line.strip().strip("»«›‹*#- ")
    # A sentence may begin with such words too.
    is_sentence = len(line.split()) > _LONGEST_HEADING and line.endswith(".")
    return not is_sentence and _HEADING.fullmatch(line) is not None


def read_byline(line: str) -> str:
    """Return the name in a line such as ``By Ann Example``; empty where it is no such line."""
    match = _BYLINE.fullmatch(line.strip())
    return match.group("name").strip() if match else ""
