#!/usr/bin/env python3
"""Makes the display faces of display/ from Debian's packages and Fontsource's.

    apt-get install fonts-noto-cjk-extra fonts-smiley-sans fonts-lxgw-wenkai fonttools unicode-data
    npm pack @fontsource/barlow-condensed@5.3.0 @fontsource/playfair-display@5.3.0
    for f in fontsource-*.tgz; do mkdir -p ${f%.tgz} && tar xzf $f -C ${f%.tgz}; done
    /usr/bin/python3 fonts/display.py FOLDER-OF-THE-TWO

A display face has the 3,500 common characters of 通用规范汉字表 and what news is
set with beside them; a look names the text face after it, which has the rest.
Outlines are CFF whatever they were: the program reads those glyph by glyph. Faces
whose licence reserves their name get another. The same packages give the same bytes.
"""

import os
import sys

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.subset import Subsetter
from fontTools.ttLib import TTFont

import subset

OUT = os.path.join(subset.HERE, "display")
TRUETYPE = "/usr/share/fonts/truetype/"

# Marks and letters beside Han: those of Latin-1, and the punctuation of Chinese.
SIGNS = [(0x0020, 0x007E), (0x00A0, 0x00FF), (0x2010, 0x2027), (0x2030, 0x203B),
         (0x20AC, 0x20AC), (0x2103, 0x2103), (0x2116, 0x2116), (0x22EF, 0x22EF),
         (0x3001, 0x3015), (0xFF01, 0xFF5E)]

# target: source of fonts-noto-cjk-extra
NOTO = {
    "NotoSansSC-Black.otf": "NotoSansCJK-Black.ttc",
    "NotoSerifSC-Black.otf": "NotoSerifCJK-Black.ttc",
    "NotoSerifSC-ExtraLight.otf": "NotoSerifCJK-ExtraLight.ttc",
}

# target: source, family
HAN = {
    "CardSlant.otf": (TRUETYPE + "smiley-sans/SmileySans-Oblique.ttf", "Card Slant"),
    "CardKai.otf": (TRUETYPE + "lxgw-wenkai/LXGWWenKai-Bold.ttf", "Card Kai"),
}

# target: source below the folder, family
LATIN = {
    "BarlowCondensed-Medium.otf": ("barlow-condensed-latin-500-normal.woff", "Barlow Condensed"),
    "BarlowCondensed-Bold.otf": ("barlow-condensed-latin-700-normal.woff", "Barlow Condensed"),
    "CardDidone-Regular.otf": ("playfair-display-latin-400-normal.woff", "Card Didone"),
    "CardDidone-Italic.otf": ("playfair-display-latin-400-italic.woff", "Card Didone"),
    "CardDidone-Black.otf": ("playfair-display-latin-900-normal.woff", "Card Didone"),
}

# Names whose licences reserve them: no string of a changed face may have one, but
# the copyright and the licence.
RESERVED = ["smiley", "得意黑", "lxgw", "霞鹜", "playfair"]


def common():
    """Table one of 通用规范汉字表: its characters 1 to 3,500, from Unihan's kTGH."""
    import bz2
    found = set()
    with bz2.open(subset.UNIHAN, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#") or "\tkTGH\t" not in line:
                continue
            code, _, value = line.rstrip("\n").split("\t")
            if int(value.split()[0].split(":")[1]) <= 3500:
                found.add(int(code[2:], 16))
    assert len(found) == 3500, len(found)
    return found


def cut(source, chars, number=-1):
    """Subsets a face as those of the text are."""
    font = TTFont(source, fontNumber=number, recalcTimestamp=False, lazy=True)
    if number >= 0:
        subset.keep_locl_of_marks(font)
    options = subset.options()
    options.layout_features = subset.FEATURES + ["lnum", "tnum", "pnum"]
    options.drop_tables += ["gasp", "STAT", "VDMX"]
    s = Subsetter(options)
    s.populate(unicodes=chars)
    s.subset(font)
    return font


def to_cff(font):
    """Replaces quadratic outlines with cubic ones of the same course."""
    glyphs, order = font.getGlyphSet(), font.getGlyphOrder()
    strings = {}
    for name in order:
        pen = T2CharStringPen(glyphs[name].width, glyphs, roundTolerance=0.5)
        glyphs[name].draw(pen)
        strings[name] = pen.getCharString()
    builder = FontBuilder(font=font)
    builder.isTTF = False
    ps = font["name"].getDebugName(6)
    builder.setupCFF(ps, {"FullName": ps}, strings, {})
    for tag in "glyf", "loca", "cvt ", "fpgm", "prep":
        if tag in font:
            del font[tag]
    font.sfntVersion = "OTTO"
    font["maxp"].tableVersion = 0x00005000
    font["post"].formatType = 3.0


def rename(font, family):
    """Gives a face its family, and takes out every other name that it was known by."""
    table = font["name"]
    style = table.getDebugName(17) or table.getDebugName(2)
    post = family.replace(" ", "") + "-" + style.replace(" ", "")
    table.names = [n for n in table.names if n.nameID in (0, 5, 13, 14)]
    for which, text in {1: family, 2: "Regular", 3: post, 4: f"{family} {style}", 6: post,
                        16: family, 17: style}.items():
        table.setName(text, which, 3, 1, 0x409)


def save(font, target):
    for n in font["name"].names:
        if n.nameID not in (0, 13):
            assert not any(r in n.toUnicode().lower() for r in RESERVED), (target, n.toUnicode())
    font.save(os.path.join(OUT, target))


def main():
    folder = sys.argv[1]
    os.makedirs(OUT, exist_ok=True)
    subset.write_coverage_as_lists()
    signs = {c for first, last in SIGNS for c in range(first, last + 1)}
    han = common() | signs
    for target, source in NOTO.items():
        save(cut(subset.NOTO + source, han, subset.SC), target)
    for target, (source, family) in HAN.items():
        font = cut(source, han)
        rename(font, family)
        to_cff(font)
        save(font, target)
    for target, (source, family) in LATIN.items():
        package = "-".join(source.split("-")[:2])
        font = cut(os.path.join(folder, f"fontsource-{package}-5.3.0/package/files", source), signs)
        rename(font, family)
        to_cff(font)
        save(font, target)


if __name__ == "__main__":
    main()
