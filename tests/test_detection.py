from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cxtext as cx
from cxtext import language
from cxtext.detection import SAMPLE, Detection, detect

if TYPE_CHECKING:
    from pathlib import Path

TAGS = language.tags()

SENTENCES = {
    "af": "Ons weet nie wat môre gaan gebeur nie, maar ons sal saam met julle daaroor praat.",
    "ar": "نحن لا نعرف ماذا سيحدث غدا ولكننا سوف نتحدث معكم عن ذلك في هذه المدينة.",
    "bg": "Ние не знаем какво ще се случи утре, но ще говорим с вас за това в този град.",
    "bn": "আমরা জানি না আগামীকাল কী হবে, কিন্তু আমরা এই শহরে আপনাদের সঙ্গে এ নিয়ে কথা বলব।",
    "ca": "No sabem què passarà demà, però en parlarem amb vosaltres en aquesta ciutat.",
    "cs": "Nevíme, co se stane zítra, ale budeme o tom s vámi mluvit v tomto městě.",
    "cy": "Nid ydym yn gwybod beth fydd yn digwydd yfory, ond byddwn yn siarad â chi am hynny.",
    "da": "Vi ved ikke, hvad der sker i morgen, men vi taler med jer om det i denne by.",
    "de": "Wir wissen nicht, was morgen geschieht, aber wir werden mit euch darüber reden.",
    "el": "Δεν ξέρουμε τι θα γίνει αύριο, αλλά θα μιλήσουμε μαζί σας για αυτό σε αυτή την πόλη.",
    "en": "We do not know what will happen tomorrow, but we will talk with you about it.",
    "es": "No sabemos qué va a pasar mañana, pero vamos a hablar con vosotros de eso.",
    "et": "Me ei tea, mis homme juhtub, aga me räägime sellest teiega selles linnas.",
    "fa": "ما نمی‌دانیم فردا چه خواهد شد، اما با شما در این شهر درباره آن صحبت خواهیم کرد.",
    "fi": "Emme tiedä, mitä huomenna tapahtuu, mutta puhumme siitä teidän kanssanne.",
    "fr": "Nous ne savons pas ce qui va se passer demain, mais nous en parlerons avec vous.",
    "gu": "અમને ખબર નથી કે કાલે શું થશે, પરંતુ અમે આ શહેરમાં તમારી સાથે તે વિશે વાત કરીશું.",
    "he": "אנחנו לא יודעים מה יקרה מחר, אבל אנחנו נדבר איתכם על זה בעיר הזאת.",
    "hi": "हमें नहीं पता कि कल क्या होगा, लेकिन हम इस शहर में आपसे इसके बारे में बात करेंगे।",
    "hr": "Ne znamo što će se dogoditi sutra, ali ćemo s vama razgovarati o tome.",
    "hu": "Nem tudjuk, mi fog történni holnap, de beszélni fogunk veletek erről.",
    "id": "Kami tidak tahu apa yang akan terjadi besok, tetapi kami akan berbicara dengan Anda.",
    "it": "Non sappiamo che cosa succederà domani, ma ne parleremo con voi in questa città.",
    "ja": "明日何が起こるかはわかりませんが、この町でそのことについて皆さんと話します。",
    "kn": "ನಾಳೆ ಏನಾಗುತ್ತದೆ ಎಂದು ನಮಗೆ ಗೊತ್ತಿಲ್ಲ, ಆದರೆ ನಾವು ಈ ನಗರದಲ್ಲಿ ನಿಮ್ಮೊಂದಿಗೆ ಮಾತನಾಡುತ್ತೇವೆ.",
    "ko": "내일 무슨 일이 일어날지 우리는 모르지만 이 도시에서 여러분과 이야기할 것입니다.",
    "lt": "Mes nežinome, kas bus rytoj, bet apie tai kalbėsime su jumis šiame mieste.",
    "lv": "Mēs nezinām, kas notiks rīt, bet mēs par to runāsim ar jums šajā pilsētā.",
    "mk": "Ние не знаеме што ќе се случи утре, но ќе зборуваме со вас за тоа во овој град.",
    "ml": "നാളെ എന്ത് സംഭവിക്കുമെന്ന് ഞങ്ങൾക്കറിയില്ല, പക്ഷേ ഞങ്ങൾ നിങ്ങളോട് സംസാരിക്കും.",
    "mr": "उद्या काय होईल हे आम्हाला माहीत नाही, पण आम्ही या शहरात तुमच्याशी त्याबद्दल बोलणार आहोत.",
    "ne": "भोलि के हुन्छ हामीलाई थाहा छैन, तर हामी यस सहरमा तपाईंहरूसँग यसको बारेमा कुरा गर्नेछौं।",
    "nl": "Wij weten niet wat er morgen zal gebeuren, maar wij zullen er met jullie over praten.",
    "no": "Vi vet ikke hva som skjer i morgen, men vi skal snakke med dere om det i denne byen.",
    "pa": "ਸਾਨੂੰ ਨਹੀਂ ਪਤਾ ਕਿ ਕੱਲ੍ਹ ਕੀ ਹੋਵੇਗਾ, ਪਰ ਅਸੀਂ ਇਸ ਸ਼ਹਿਰ ਵਿੱਚ ਤੁਹਾਡੇ ਨਾਲ ਗੱਲ ਕਰਾਂਗੇ।",
    "pl": "Nie wiemy, co się stanie jutro, ale będziemy z wami o tym rozmawiać w tym mieście.",
    "pt": "Não sabemos o que vai acontecer amanhã, mas vamos falar com vocês sobre isso.",
    "ro": "Nu știm ce se va întâmpla mâine, dar vom vorbi cu voi despre asta în acest oraș.",
    "ru": "Мы не знаем, что случится завтра, но мы будем говорить с вами об этом в этом городе.",
    "sk": "Nevieme, čo sa stane zajtra, ale budeme sa s vami o tom rozprávať v tomto meste.",
    "sl": "Ne vemo, kaj se bo zgodilo jutri, vendar se bomo z vami o tem pogovarjali.",
    "so": "Ma ogin waxa berri dhici doona, laakiin waxaan kala hadli doonnaa magaaladan.",
    "sq": "Nuk e dimë se çfarë do të ndodhë nesër, por do të flasim me ju për këtë.",
    "sv": "Vi vet inte vad som händer i morgon, men vi ska prata med er om det i den här staden.",
    "sw": "Hatujui nini kitatokea kesho, lakini tutazungumza nanyi kuhusu jambo hilo katika mji huu.",
    "ta": "நாளை என்ன நடக்கும் என்று எங்களுக்குத் தெரியாது, ஆனால் இந்த நகரத்தில் உங்களுடன் பேசுவோம்.",
    "te": "రేపు ఏమి జరుగుతుందో మాకు తెలియదు, కానీ ఈ నగరంలో మేము మీతో దాని గురించి మాట్లాడతాము.",
    "th": "เราไม่รู้ว่าพรุ่งนี้จะเกิดอะไรขึ้น แต่เราจะคุยกับคุณเรื่องนี้ในเมืองนี้",
    "tl": "Hindi natin alam kung ano ang mangyayari bukas, pero mag-uusap tayo tungkol dito sa lungsod.",
    "tr": "Yarın ne olacağını bilmiyoruz, ama bu şehirde sizinle bunun hakkında konuşacağız.",
    "uk": "Ми не знаємо, що станеться завтра, але ми будемо говорити з вами про це в цьому місті.",
    "ur": "ہمیں نہیں معلوم کہ کل کیا ہو گا لیکن ہم اس شہر میں آپ سے اس کے بارے میں بات کریں گے۔",
    "vi": "Chúng tôi không biết ngày mai sẽ xảy ra chuyện gì, nhưng chúng tôi sẽ nói với các bạn.",
    "zh-cn": "我们不知道明天会发生什么，但是我们会在这个城市里和你们谈这件事。",
    "zh-tw": "我們不知道明天會發生什麼，但是我們會在這個城市裡和你們談這件事。",
}
"""One sentence of our own in each language: we do not know what happens tomorrow, but we will talk of it."""


def test_every_language_has_a_sentence() -> None:
    """No shipped language goes without a sentence here."""
    assert set(TAGS) <= set(SENTENCES)


@pytest.mark.parametrize("tag", TAGS)
def test_a_sentence(tag: str) -> None:
    """One plain sentence tells its language."""
    found = detect(SENTENCES[tag])
    assert found.language == tag
    assert 0 < found.confidence <= 1


@pytest.mark.parametrize("tag", TAGS)
def test_a_long_text_with_foreign_names(tag: str) -> None:
    """A long text with Latin names, rules, numbers and addresses is surer than a sentence, not less."""
    dirt = "\n* * * * *\nEsteban Kolsky: 84 % https://example.org/a 2016\n"
    found = detect((SENTENCES[tag] + dirt + SENTENCES[tag] + "\n") * 40)
    assert found.language == tag
    assert found.confidence >= 0.5


SHORT = [
    ("en", "What is the value of this?"),
    ("en", "more than half of the people"),
    ("lv", "Kāpēc tas tā ir?"),
    ("lv", "vairāk nekā puse no viņiem"),
    ("ur", "یہ کیوں ہے؟"),
    ("ur", "84 فیصد لوگوں نے کہا"),
]


@pytest.mark.parametrize(("tag", "text"), SHORT)
def test_short_text(tag: str, text: str) -> None:
    """A few words give a candidate, with a confidence."""
    found = detect(text)
    assert found.language == tag
    assert 0 < found.confidence <= 1


@pytest.mark.parametrize("text", ["", " ", "84 %", "…", "* * * * *", "\u0301\u0301", "😀", "12:30\n1\n2\n"])
def test_no_language(text: str) -> None:
    """Without letters nothing can be told, and nothing is guessed."""
    assert detect(text) == Detection(None, 0.0)


@pytest.mark.parametrize(("most", "some"), [("lv", "en"), ("en", "lv"), ("ur", "en")])
def test_mixed_text(most: str, some: str) -> None:
    """A text with a quotation in another language has the language of most of it."""
    text = (SENTENCES[most] + "\n") * 3 + SENTENCES[some]
    assert detect(text).language == most


def test_another_script_outweighs_latin_names() -> None:
    """Half of the letters may be names in Latin letters."""
    text = "ہم نے Facebook اور Twitter پر یہ بات کی ہے اور YouTube پر بھی"
    assert detect(text).language == "ur"


def test_languages_of_han_characters_are_told_apart() -> None:
    """Traditional and Simplified Chinese, Japanese: by their own characters, also in a few words."""
    there = [tag for tag in ("ja", "zh-cn", "zh-tw") if tag in TAGS]
    assert there
    for tag in there:
        assert detect(SENTENCES[tag]).language == tag
        assert detect(SENTENCES[tag].partition("，")[0].partition("、")[0]).language == tag


def test_a_sample_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a bounded sample is looked at, from start, middle and end."""
    import cxtext.detection as module

    seen: list[int] = []
    votes = module._votes
    monkeypatch.setattr(
        module, "_votes", lambda sample, tags: seen.append(len(sample)) or votes(sample, tags)
    )
    assert detect((SENTENCES["lv"] + "\n") * 20_000).language == "lv"
    assert 0 < max(seen) <= SAMPLE + 10


@given(st.text(max_size=80))
def test_any_text(text: str) -> None:
    """Any text gives a known tag with a confidence, or none with 0; the same text gives the same."""
    found = detect(text)
    assert detect(text) == found
    assert (found.language is None) == (not found.confidence)
    assert 0 <= found.confidence <= 1


FILES = [
    # (name of the file, language of its text, the tag it is read with, a contradiction is reported)
    ("lv.txt", "lv", "lv", False),
    ("lv.txt", "en", "lv", True),
    ("ur.txt", "lv", "ur", True),
    ("talk.txt", "lv", "lv", False),
    ("talk.en.txt", "en", "en", False),
]


@pytest.mark.parametrize(("name", "spoken", "tag", "contradiction"), FILES)
def test_file_names(tmp_path: Path, name: str, spoken: str, tag: str, contradiction: bool) -> None:
    """The tag in a file name wins over what the text looks like, and a contradiction is reported."""
    path = tmp_path / name
    path.write_text(f"Ann: {SENTENCES[spoken]} {SENTENCES[spoken]}\n" * 5, encoding="utf-8")
    transcript = cx.read_transcript(path)
    assert transcript.language == tag
    assert any("looks like" in note for note in transcript.notes) == contradiction


def test_the_language_given_wins(tmp_path: Path) -> None:
    """What the user says wins over name and text."""
    path = tmp_path / "lv.txt"
    path.write_text(f"Ann: {SENTENCES['lv']}\n" * 5, encoding="utf-8")
    assert cx.read_transcript(path, language="en").language == "en"
