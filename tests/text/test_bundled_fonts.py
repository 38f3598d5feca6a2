"""The bundled faces, the fallback chain and installed CJK fonts."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from model.text.fonts import BUNDLED, MAX_CLUSTERS, ONLY_REGULAR, FontBook
from model.text.installed import can_embed, find_cjk_fonts
from model.text.setting import set_text
from model.texts import Texts
from resources import resource_names, resource_path

FILES = [name for name in resource_names("fonts") if name.endswith(".ttf")]
SAMPLES = {
    "Danish": "Kunden søger »løbesko« på nettet – og i butikken & køber for 1.299,50 kr. ÆØÅ",
    "English": "“It's quick,” says Emma — isn't it? 50% off… £20 / €25 #1 @home",
    "Greek": "Ο πελάτης ψάχνει άνετα παπούτσια· ᾳ ῷ Ἀρχή",
    "Cyrillic": "Клиент ищет обувь, ціна ₴ Її Ґґ Ђђ Жж",
    "Arabic": "السلام عليكم ورحمة الله، كيف يمكنني مساعدتك؟ ١٢٣ اللُّغَةُ",
    "Hebrew": "שלום עולם, בְּרֵאשִׁית בָּרָא ״צה״ל״",
    "mixed directions": "Kunden siger «مرحبا بكم» i butik 5 (שלום) – ok!",
    "Devanagari": "हिन्दी में ग्राहक की यात्रा: क्षेत्र, ज्ञान, श्री, स्त्री, र्कि १२३ ।",
    "emoji": "👨‍👩‍👧‍👦 🇩🇰 🇺🇳 👍🏽 ❤️ 1️⃣ #️⃣ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🏳️‍🌈 😀 ☕ ⚡ 🛒 👩🏽‍💻 🫶 ✅ ⭐",
    "symbols": "★→✓ ✔ ✘ ☐ ☑ ⚠ ☺ ♥ ⏱ ⌘ ☎ ✂ ● ▲ ◆ ⬆ ⟶ ① ❶ ♻ ⚙ ☀ ☂",
    "math": "∑ 𝑥 ≤ ∞ ½ ∂ ∫ √ ± × ÷ ≠ ∈ ℝ 𝔸 ⊂ ⟨x⟩ ∇ ∀ ∃ ⇒ 𝛼",
}


def all_glyphs(fonts: FontBook, text: str, *, is_bold: bool = False) -> list[int]:
    block = set_text(fonts, text, width=80, size_pt=24, is_bold=is_bold)
    return [glyph for line in block.lines for _, run in line.runs for glyph in run.glyphs]


@pytest.mark.parametrize("is_bold", [False, True])
@pytest.mark.parametrize("script", SAMPLES)
def test_no_script_that_ships_with_the_program_becomes_boxes(script: str, is_bold: bool):
    fonts = FontBook(folders=())
    glyphs = all_glyphs(fonts, SAMPLES[script], is_bold=is_bold)
    replacement = fonts.sans(is_bold=is_bold).hb_font.get_nominal_glyph(0xFFFD)
    assert glyphs
    assert 0 not in glyphs
    assert replacement not in glyphs
    assert fonts.missing(SAMPLES[script]) == ""
    assert fonts.problems(SAMPLES[script]) == ()


def test_an_emoji_joined_from_several_is_one_glyph():
    for emoji in ("👨‍👩‍👧‍👦", "🇩🇰", "👍🏽", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏳️‍🌈", "1️⃣"):
        (line,) = set_text(FontBook(folders=()), emoji, width=80, size_pt=24).lines
        ((_, run),) = line.runs
        assert run.face == "emoji"
        drawn = [glyph for glyph, advance in zip(run.glyphs, run.advances, strict=True) if advance]
        assert len(drawn) == 1, emoji


def test_a_heart_is_text_until_a_selector_asks_for_the_emoji():
    fonts = FontBook(folders=())
    faces = [fonts.face_for(cluster) for cluster in ("❤", "❤️", "⭐", "⭐︎", "😀")]
    assert [face and face.key for face in faces] == [
        "sans",
        "emoji",
        "emoji",
        "symbols-two",
        "emoji",
    ]


def test_marks_stay_with_the_face_of_their_base():
    fonts = FontBook(folders=())
    (line,) = set_text(fonts, "שׁ", width=80, size_pt=24).lines
    assert [run.face for _, run in line.runs] == ["hebrew"]


@pytest.mark.parametrize("name", FILES)
def test_no_installed_font_can_take_the_place_of_a_bundled_one(name: str):
    font = TTFont(resource_path(f"fonts/{name}"))
    for number in (1, 3, 4, 6, 16, 17, 18, 21):
        words = font["name"].getDebugName(number)
        assert words is None or words.startswith("Journeywall")
    assert font["name"].getDebugName(6) == name.removesuffix(".ttf")
    assert "SIL Open Font License" in font["name"].getDebugName(13)


@pytest.mark.parametrize("name", FILES)
def test_a_bundled_face_is_static_truetype_of_a_thousand_units_that_may_be_embedded(name: str):
    font = TTFont(resource_path(f"fonts/{name}"))
    assert font["head"].unitsPerEm == 1000
    assert "glyf" in font
    assert "fvar" not in font
    assert font["OS/2"].fsType == 0
    assert bool(font["OS/2"].fsSelection & 0x20) == name.endswith("-Bold.ttf")
    assert can_embed(resource_path(f"fonts/{name}"))


def test_every_bundled_face_is_reached_and_has_its_licence_beside_it():
    fonts = FontBook(folders=())
    keys = [*BUNDLED, *(f"{family}-bold" for family in BUNDLED if family not in ONLY_REGULAR)]
    assert {fonts.face(key).path.name for key in keys} == set(FILES)
    readme = resource_path("fonts/README.md").read_text(encoding="utf-8")
    for name in ("OFL-Inter.txt", "OFL-Noto.txt", "OFL-NotoEmoji.txt"):
        assert "SIL OPEN FONT LICENSE" in resource_path(f"fonts/{name}").read_text("utf-8")
        assert name in readme


def test_bundled_fonts_stay_small():
    assert sum(resource_path(f"fonts/{name}").stat().st_size for name in FILES) < 3_500_000


def test_a_face_that_does_not_exist_is_refused():
    with pytest.raises(KeyError):
        FontBook(folders=()).face("emoji-bold")


def test_only_the_faces_a_text_needs_are_opened():
    fonts = FontBook(folders=())
    set_text(fonts, "Kunden søger", width=80, size_pt=24)
    assert set(fonts._faces) == {"sans"}


def test_the_memory_of_faces_is_bounded():
    fonts = FontBook(folders=())
    for code in range(0xE000, 0xE000 + MAX_CLUSTERS + 100):
        fonts.face_for(chr(code))
    assert len(fonts._by_cluster) <= MAX_CLUSTERS


def test_chinese_without_a_font_is_drawn_as_replacements_and_warned_of():
    fonts = FontBook(folders=())
    block = set_text(fonts, "客户旅程", width=80, size_pt=24)
    replacement = fonts.sans().hb_font.get_nominal_glyph(0xFFFD)
    assert block.lines[0].runs[0][1].glyphs == (replacement,) * 4
    assert block.lines[0].text == "客户旅程"
    (problem,) = fonts.problems("Kunden: 客户旅程")
    assert problem.code == "text.no_cjk_font"
    for language in ("da", "en"):
        assert "客 户 旅 程" in Texts(language).of(problem)


def test_a_character_of_no_face_is_named_once():
    fonts = FontBook(folders=())
    assert fonts.missing("ᚠ og ᚠ og ꙮ") == "ᚠꙮ"
    (problem,) = fonts.problems("ᚠ og ᚠ og ꙮ")
    assert problem.code == "text.no_font"
    assert "ᚠ ꙮ" in Texts("da").of(problem)


def test_an_unassigned_or_private_character_is_reported_too():
    fonts = FontBook(folders=())
    (problem,) = fonts.problems("x\ue000")
    assert problem.params["characters"] == "U+E000"


def test_chinese_uses_an_installed_font(tmp_path: Path):
    make_font(tmp_path / "sub" / "NotoSansCJK-Regular.ttc", "客户旅程，")
    fonts = FontBook(folders=(tmp_path,))
    block = set_text(fonts, "Kunden 客户旅程，", width=200, size_pt=24)
    assert [run.face for _, run in block.lines[0].runs] == ["sans", "cjk"]
    assert 0 not in all_glyphs(fonts, "客户旅程，")
    assert fonts.problems("客户旅程，") == ()
    assert fonts.face("cjk").path.name == "NotoSansCJK-Regular.ttc"


def test_bold_chinese_uses_the_bold_file_and_falls_back_to_the_regular(tmp_path: Path):
    make_font(tmp_path / "msyh.ttc", "客户")
    make_font(tmp_path / "msyhbd.ttc", "客")
    fonts = FontBook(folders=(tmp_path,))
    bold, other = fonts.face_for("客", is_bold=True), fonts.face_for("户", is_bold=True)
    assert bold is not None
    assert bold.path.name == "msyhbd.ttc"
    assert other is not None
    assert other.path.name == "msyh.ttc"


def test_an_installed_font_that_forbids_embedding_or_varies_is_passed_over(tmp_path: Path):
    make_font(tmp_path / "msyh.ttc", "客", permission=2)
    (tmp_path / "meiryo.ttc").write_bytes(b"no font at all")
    (tmp_path / "simsun.ttc").write_bytes(b"")
    assert find_cjk_fonts((tmp_path,)) == ()


def test_a_font_folder_that_does_not_exist_is_no_trouble(tmp_path: Path):
    assert find_cjk_fonts((tmp_path / "none",)) == ()


def make_font(path: Path, characters: str, permission: int = 0) -> None:
    """Write a font with a square for each of ``characters``."""
    names = [".notdef", *(f"u{ord(char):04X}" for char in characters)]
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for corner in ((0, 800), (800, 800), (800, 0)):
        pen.lineTo(corner)
    pen.closePath()
    square = pen.glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(char): f"u{ord(char):04X}" for char in characters})
    builder.setupGlyf(dict.fromkeys(names, square))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 0)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Test", "styleName": "Regular"})
    builder.setupOS2(fsType=permission)
    builder.setupPost()
    path.parent.mkdir(parents=True, exist_ok=True)
    builder.save(path)
