#!/usr/bin/env python3
"""Makes the embedded faces from Debian's packages.

    apt-get install fonts-noto-cjk fonts-noto-color-emoji fonttools unicode-data
    /usr/bin/python3 fonts/subset.py

Writes *.otf and *.ttf beside itself, and testdata/tongyong.txt, the characters
of the Table of General Standard Chinese Characters, for the coverage test.
The same packages give the same bytes.
"""

import bz2
import os

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables

HERE = os.path.dirname(os.path.abspath(__file__))
NOTO = "/usr/share/fonts/opentype/noto/"
UNIHAN = "/usr/share/unicode/Unihan_OtherMappings.txt.bz2"
SC = 2  # index of the Simplified Chinese face in Debian's collections

REGULAR = {"NotoSansSC-Regular.otf": "NotoSansCJK-Regular.ttc"}
BOLD = {
    "NotoSansSC-Bold.otf": "NotoSansCJK-Bold.ttc",
    "NotoSerifSC-Bold.otf": "NotoSerifCJK-Bold.ttc",
}
EMOJI = "/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf"

FEATURES = ["kern", "palt", "halt", "ccmp", "liga", "locl", "mark",
            "vert", "vrt2", "vhal", "vpal", "vkrn"]

# Blocks taken whole, as far as the face has them: the Latin of European names
# and pinyin, and every kind of mark, number and sign that news is set with.
BLOCKS = [
    (0x0020, 0x024F),  # Latin to Extended-B
    (0x02B0, 0x036F),  # modifiers and combining marks
    (0x0370, 0x052F),  # Greek, Cyrillic
    (0x1E00, 0x1EFF),  # Latin Extended Additional
    (0x2000, 0x27BF),  # punctuation to dingbats: currency, arrows, ①, box, ★
    (0x2E80, 0x2FDF),  # radicals
    (0x3000, 0x312F),  # CJK punctuation, kana, bopomofo
    (0x31A0, 0x31FF),  # bopomofo and katakana extensions
    (0x3200, 0x33FF),  # ㈱ ㎡
    (0xFE10, 0xFE6F),  # vertical and small forms
    (0xFF00, 0xFFEF),  # full and half width
]


def tongyong():
    """The 8,105 characters of 通用规范汉字表 (2013), from Unihan's kTGH."""
    with bz2.open(UNIHAN, "rt", encoding="utf-8") as lines:
        chars = {int(l.split("\t")[0][2:], 16) for l in lines
                 if not l.startswith("#") and "\tkTGH\t" in l}
    assert len(chars) == 8105, len(chars)
    return chars


def gbk():
    """GBK with the 80 characters at its end that Python's own gbk leaves out."""
    found = set()
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            try:
                found.add(ord(bytes((lead, trail)).decode("gb18030")))
            except UnicodeDecodeError:
                pass
    return found


def headline():
    """What a headline needs besides the general table: GB 2312 and the 5,401
    common characters of Big5. The rarest of GBK would be half of each bold
    face; the regular one has them, and is emboldened for them."""
    found = set()
    for codec, leads in ("gb2312", range(0xA1, 0xF8)), ("big5", range(0xA1, 0xC7)):
        for lead in leads:
            for trail in range(0x40, 0xFF):
                try:
                    found.add(ord(bytes((lead, trail)).decode(codec)))
                except UnicodeDecodeError:
                    pass
    return found


def is_han(c):
    return (0x3400 <= c <= 0x4DBF or 0x4E00 <= c <= 0x9FFF
            or 0xF900 <= c <= 0xFAFF or 0x20000 <= c <= 0x3FFFF)


def keep_locl_of_marks(font):
    """Takes Han out of locl: the regional forms of characters would double the
    face. Punctuation keeps its forms: — of zh is one em, stops of zh-TW stand
    in the middle."""
    cmap = font.getBestCmap()
    han = {glyph for code, glyph in cmap.items() if is_han(code)}
    gsub = font["GSUB"].table
    indices = {i for r in gsub.FeatureList.FeatureRecord
               if r.FeatureTag == "locl" for i in r.Feature.LookupListIndex}
    for i in indices:
        for sub in gsub.LookupList.Lookup[i].SubTable:
            sub = getattr(sub, "ExtSubTable", sub)
            assert isinstance(sub, otTables.SingleSubst), type(sub)
            sub.mapping = {a: b for a, b in sub.mapping.items() if a not in han}


def write_coverage_as_lists():
    """go-text (its issue 278) skips lookups whose coverage is written as ranges
    of 63 glyphs or more; lists of glyphs (format 1) are read right."""

    def pre_write(self, font):
        glyphs = self.glyphs if self.glyphs is not None else []
        self.glyphs = sorted(glyphs, key=font.getGlyphID)
        self.Format = 1
        return {"GlyphArray": self.glyphs}

    otTables.Coverage.preWrite = pre_write


def options():
    o = Options()
    o.layout_features = FEATURES
    o.hinting = False
    o.glyph_names = False
    o.notdef_outline = True
    o.recalc_timestamp = False
    o.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 13, 14]
    o.name_languages = [0x409]
    o.drop_tables += ["DSIG"]
    return o


def subset_cjk(source, target, chars):
    font = TTFont(NOTO + source, fontNumber=SC, recalcTimestamp=False, lazy=True)
    keep_locl_of_marks(font)
    s = Subsetter(options())
    s.populate(unicodes=chars)
    s.subset(font)
    font.save(os.path.join(HERE, target))


def subset_emoji():
    """Leaves out the pictures of two people with a skin tone each: a tenth of the
    face. Their sequences are drawn as two emoji."""
    font = TTFont(EMOJI, recalcTimestamp=False)
    cmap = font.getBestCmap()
    tones = {cmap[c] for c in range(0x1F3FB, 0x1F400)}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for sub in lookup.SubTable:
            if not isinstance(sub, otTables.LigatureSubst):
                continue
            for first, ligatures in list(sub.ligatures.items()):
                kept = [l for l in ligatures
                        if sum(g in tones for g in [first, *l.Component]) < 2]
                if kept:
                    sub.ligatures[first] = kept
                else:
                    del sub.ligatures[first]
    o = Options()
    o.layout_features = ["*"]
    o.glyph_names = False
    o.notdef_outline = True
    o.recalc_timestamp = False
    o.name_IDs = ["*"]
    s = Subsetter(o)
    s.populate(unicodes=list(cmap))
    s.subset(font)
    font.save(os.path.join(HERE, "NotoColorEmoji.ttf"))


def main():
    write_coverage_as_lists()
    general = tongyong()
    with open(os.path.join(HERE, "testdata", "tongyong.txt"), "w", encoding="utf-8") as f:
        f.write("".join(map(chr, sorted(general))) + "\n")
    signs = {c for first, last in BLOCKS for c in range(first, last + 1)}
    for target, source in REGULAR.items():
        subset_cjk(source, target, general | gbk() | signs)
    for target, source in BOLD.items():
        subset_cjk(source, target, general | headline() | signs)
    subset_emoji()


if __name__ == "__main__":
    main()
