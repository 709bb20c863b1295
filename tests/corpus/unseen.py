"""Made-up articles that no rule was written for: what is to be suggested in them, and what not.

Each has sentences with the zones that they speak of; those with ``None`` are not to be suggested as
a zone's passage, whether or not they are suggested at all.
"""

from dataclasses import dataclass

ALL = ("idlib", "north-homs", "east-ghouta", "south")
Zones = tuple[str, ...] | None


@dataclass(frozen=True)
class Unseen:
    """An article: the day it was published, paragraphs of sentences with zones, dates it names."""

    published: str
    paragraphs: tuple[tuple[tuple[str, Zones], ...], ...]
    dates: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return "\n\n".join(" ".join(words for words, _ in each) for each in self.paragraphs)


UNSEEN = {
    "a week after": Unseen(
        "2017-05-12",
        (
            (
                ("Shells hit the town of Rastan on Thursday, a week after the guarantors' deal.", ("north-homs",)),
                ("Residents of Talbiseh said that aircraft circled overhead.", ("north-homs",)),
            ),
            (
                ("The memorandum signed on 4 May provides for four de-escalation zones in Syria.", ALL),
                ("Checkpoints along the borders are to be run by the guarantor states.", ALL),
                ("The maps are to be ready within a month of the signing.", ALL),
            ),
            (
                ("In Douma, a doctor said that no aid convoy had come since last December.", ("east-ghouta",)),
                ("The Kazakh foreign ministry expects the next round of talks in mid-July.", None),
            ),
            (
                ("Prices of bread have doubled in Beirut, traders there told the newspaper.", None),
                ("A new season of a television series began on Sunday.", None),
            ),
        ),
        (
            "2017-05-11", "2017-05-04", "../2017-06-04", "2016-12", "2017-07-11~/2017-07-20~",
        ),
    ),
    "the day after": Unseen(
        "2017-05-05",
        (
            (("Russia, Turkey and Iran agreed on Thursday to set up four de-escalation zones in Syria.", ALL),),
            (("The zones cover Idlib, the north of Homs, Eastern Ghouta near Damascus, and Daraa in the south.", ALL),),
            (("Hundreds of rebels left a district of Homs for Idlib under an evacuation deal.", None),),
            (("Islamic State fighters attacked positions near the T4 airbase east of Homs.", None),),
            (("Turkey's president has long called for a safe zone in northern Syria.", None),),
            (("The High Negotiations Committee said that the deal was vague.", ALL),),
            (("The truce is to start at midnight on Saturday, and the zones are to last six months.", ALL),),
            (("Air strikes killed at least 12 people in Khan Sheikhoun, the Observatory said.", ("idlib",)),),
            (("Warplanes also hit Al-Bab and Raqqa.", None),),
            (("Oil prices fell after the meeting of exporters in Vienna on Thursday.", None),),
        ),
        ("2017-05-04", "2017-05-06", "[2017-11-04,2017-11-06]"),
    ),
    "elsewhere": Unseen(
        "2017-05-20",
        (
            (
                ("The evacuation of rebels from eastern Aleppo to Idlib ended last December.", None),
                ("Buses carried some 34,000 people out of the city, the Red Cross said.", None),
            ),
            (
                ("U.S. missiles struck the Shayrat airbase in Homs province on April 7.", None),
                ("The airbase lies southeast of the city of Homs, in Syria.", None),
                ("Washington said it answered a chemical attack on Khan Sheikhoun, in Idlib.", ("idlib",)),
            ),
            (
                ("Syrian troops advanced towards Palmyra and Deir ez-Zor this week.", None),
                ("The State Duma in Moscow is to debate the budget by late June.", None),
                ("A memorandum on gas was signed in Doha on 18 May.", None),
            ),
        ),
        ("2016-12", "2017-04-07", "../2017-06-30~", "2017-05-18"),
    ),
    "other zones": Unseen(
        "2017-05-09",
        (
            (
                ("The guarantors signed the memorandum on four de-escalation zones in Syria last Thursday.", ALL),
                ("Trump has spoken of safe zones for refugees since January.", None),
                ("There will be no no-fly zone as there was in Libya in March 2011.", None),
                ("Moscow and Washington keep a deconfliction line over southern Syria.", None),
                ("Under the four towns agreement people from al-Foua, in Idlib, left for Aleppo.", None),
            ),
            (("Residents of Kafr Zita said that helicopters circled.", ("idlib",)),),
            (("A source in Damascus denied that the deal was broken.", ALL),),
            (("The working group is to meet within two weeks of the signing.", ALL),),
            (("The zones lie in Idlib, northern Homs, Eastern Ghouta and the south.", ("idlib", "north-homs", "east-ghouta", "south")),),
            (("What the zones are", None),),
        ),
        ("2017-05-04", "2011-03", "../2017-05-18"),
    ),
    "the south": Unseen(
        "2018-07-07",
        (
            (
                ("Rebels in Daraa agreed on Friday to hand over their heavy weapons.", ("south",)),
                ("The deal also covers the crossing of Nasib, on the border with Jordan.", ("south",)),
            ),
            (
                ("More than 320,000 people have fled Syria's southwest since mid-June, the UN said.", ("south",)),
                ("Fighting went on near Quneitra and around Nawa until the early hours.", ("south",)),
            ),
            (
                ("Turkey has set up twelve observation posts in Idlib since October 2017.", ("idlib",)),
                ("East Ghouta fell to the government in April, northern Homs in mid-May.", ("north-homs", "east-ghouta")),
            ),
        ),
        ("2018-07-06", "2018-06-11~/2018-06-20~", "2017-10", "2018-04", "2018-05-11~/2018-05-20~"),
    ),
    "Arabic": Unseen(
        "2017-05-06",
        (
            (
                ("وقعت روسيا وإيران وتركيا يوم الخميس مذكرة إنشاء مناطق خفض التصعيد في سوريا.", ALL),
                ("وقصفت الطائرات بلدة الرستن في ريف حمص الشمالي أمس.", ("north-homs",)),
            ),
            (
                ("وتدخل المذكرة حيز التنفيذ في 6 أيار 2017.", ALL),
                ("وارتفعت أسعار الخبز في بيروت.", None),
                ("وخرج أهالي مضايا إلى إدلب ضمن اتفاق المدن الأربع.", None),
                ("وتحدث ترمب عن مناطق آمنة للاجئين في سوريا.", None),
            ),
        ),
        ("2017-05-04", "2017-05-05", "2017-05-06"),
    ),
    "Russian": Unseen(
        "2017-05-06",
        (
            (
                ("Россия, Иран и Турция подписали в четверг меморандум о зонах деэскалации в Сирии.", ALL),
                ("Карты зон деэскалации должны быть готовы к 4 июня.", ALL),
            ),
            (
                ("В провинции Идлиб погибли пять человек, сообщили вчера местные жители.", ("idlib",)),
                ("В Москве ожидается дождь.", None),
                ("Действует и меморандум о предотвращении инцидентов в воздухе.", None),
            ),
        ),
        ("2017-05-04", "../2017-06-04", "2017-05-05"),
    ),
}  # fmt: skip
