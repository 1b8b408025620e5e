#!/usr/bin/env python3
"""Makes the two fonts in `fonts/`: only the signs that Downhill writes, as small as they get without looking different.

    pip install fonttools brotli numpy
    python3 subset.py SOURCE_SANS STIX_2_12 STIX_2_10

- SOURCE_SANS: `SourceSans3[wght].ttf`, version 3.052 (Python package `fontpkg-source-sans-3` 3.52).
- STIX_2_12: STIX Two Math 2.12 or a wider subset of it, such as the first version of `stix-two-math.woff2` in this
  repository's history.
- STIX_2_10: `STIXTwoMath-Regular.ttf`, version 2.10 (Python package `ziamath` 0.13). The wider subset of 2.12 lacks the raised
  digits and a few more; those come from here. (2.12 has better relation signs, so it is the one to start from.)

Both licences ask that a changed font does not carry a reserved name. "Source" is one: the small font calls itself "Downhill
Sans". STIX Two reserves no name.

To add a sign, add it to a set below, run this, and look at the page. Signs that neither font has are printed at the end.
"""

import io
import logging
import sys
from pathlib import Path

import numpy
from fontTools import subset
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._g_l_y_f import GlyphCoordinates
from fontTools.ttLib.tables.TupleVariation import TupleVariation
from fontTools.ttLib.woff2 import WOFF2FlavorData
from fontTools.varLib import instancer
from fontTools.varLib.models import supportScalar

HERE = Path(__file__).resolve().parent / "fonts"

ASCII = "".join(map(chr, range(0x20, 0x7F)))
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"

# --- Source Sans 3: prose, numbers, controls ---------------------------------------------------------------------------------

# Other letters, in the names of somebody's own columns, come from the system's font.
LETTERS = "èéüŷ"
PUNCTUATION = "\u00a0‹›‘’“”–—…·′°€µ"
RECKONING = "+−±×÷=≈≠≤≥∞½¼¾←→" + RAISED
SANS = ASCII + LETTERS + PUNCTUATION + RECKONING

# Figures are tabular by themselves. `liga` joins ff, ft and fft.
SANS_FEATURES = ["kern", "liga"]
WEIGHTS = (400, 700)
# Glyphs whose weight 600 lies on the straight line from 400 to 700 up to this, in thousandths of the font size, follow the line.
STRAIGHT = 2
# How far a point may lie from its exact place at any weight, in the same unit: 0.03 px in the largest heading but one.
TOLERANCE = 1

# --- STIX Two Math: formulas, and Greek in prose and figures -----------------------------------------------------------------

GREEK_SMALL = "βδηλρ"
GREEK_LARGE = "Σ"
# Upright letters: names of functions (max), words in formulas, and letters with an index (w₁).
UPRIGHT = "abcdefghilmnoprstuvwx"
# Browsers write a variable `<mi>w</mi>` with the letters of the mathematical italic; its h was there before the others.
ITALIC_SMALL = "bghiklmnprsvwxyz"
ITALIC_LARGE = "BLNQW"
ITALIC = "".join("ℎ" if sign == "h" else chr(0x1D44E + ord(sign) - ord("a")) for sign in ITALIC_SMALL)
ITALIC += "".join(chr(0x1D434 + ord(sign) - ord("A")) for sign in ITALIC_LARGE)
ITALIC += "".join(chr(0x1D6FC + ord(sign) - ord("α")) for sign in GREEK_SMALL)
# Formulas in lessons are LaTeX: `\cdot` writes ⋅, `\hat` ^.
OPERATORS = " \u00a00123456789.,:/()+−×·=<>≤≥≈∈←∑√∞∂′…⋅⊤‖^\u0302"
MATH = UPRIGHT + GREEK_SMALL + GREEK_LARGE + ITALIC + OPERATORS
# From the complete 2.10.
MORE_MATH = RAISED + "½ŷ"

# Signs that grow with what they enclose: which of the ready sizes to keep (0 is the plain sign), and whether to keep the parts
# from which still taller ones are put together.
GROWING = {
    "(": ([0, 1, 2, 4, 6], False),
    ")": ([0, 1, 2, 4, 6], False),
    "√": ([0, 1, 2, 3], False),
    "∑": ([0, 1], False),
    "\u0302": ([0, 1], False),
}


def cut(font, signs, features):
    """Drops all signs but these, all features but those, hinting and names."""
    options = subset.Options()
    options.layout_features = features
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = False
    options.name_IDs = []
    options.drop_tables += ["BASE", "STAT", "DSIG"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=signs)
    subsetter.subset(font)


def call(font, copyright, family):
    """Gives the font its few names."""
    font["name"] = newTable("name")
    font["name"].names = []
    for number, text in {0: copyright, 1: family, 2: "Regular", 4: family, 6: family.replace(" ", "")}.items():
        font["name"].setName(text, number, 3, 1, 0x409)


def save(font, name):
    font.flavor = "woff2"
    font.flavorData = WOFF2FlavorData(transformedTables={"glyf", "loca", "hmtx"})
    packed = io.BytesIO()
    font.save(packed)
    (HERE / name).write_bytes(packed.getvalue())
    print(f"{name}: {len(packed.getvalue())} bytes, {len(font.getGlyphOrder())} glyphs")


def straighten(font):
    """Rewrites how outlines change with weight: exact at the ends, a bend at weight 600 only where the eye could find it.

    Limiting the axis leaves each bent glyph with three overlapping sets of shifts; one or two say the same.
    """
    outlines, metrics, changes = font["glyf"], font["hmtx"].metrics, font["gvar"].variations
    for glyph, old in changes.items():
        points, control = outlines._getCoordinatesAndControls(glyph, metrics)
        for change in old:
            change.calcInferredDeltas(points, control.endPts)

        def shifts(at):
            found = numpy.zeros((len(points), 2))
            for change in old:
                found += supportScalar({"wght": at}, change.axes) * numpy.array([tuple(shift) for shift in change.coordinates])
            return found

        bold = shifts(1).round()
        new = [((0, 1, 1), bold)]
        for bend in {change.axes["wght"][1] for change in old} - {1}:
            rest = (shifts(bend) - bend * bold).round()
            if abs(rest).max() > STRAIGHT:
                new.append(((0, bend, 1), rest))
        changes[glyph] = []
        for reach, shift in new:
            change = TupleVariation({"wght": reach}, GlyphCoordinates([(int(x), int(y)) for x, y in shift]))
            change.optimize(points, control.endPts, tolerance=TOLERANCE)
            changes[glyph].append(change)


def prune(math, names):
    """Keeps of the growing signs what GROWING says; drops kerning of scripts, which no browser reads."""
    math.MathGlyphInfo.MathKernInfo = None
    wanted = {names[ord(sign)]: kept for sign, kept in GROWING.items()}
    variants = math.MathVariants
    for direction in ("Vert", "Horiz"):
        coverage = getattr(variants, f"{direction}GlyphCoverage")
        kept = []
        for glyph, growth in zip(coverage.glyphs, getattr(variants, f"{direction}GlyphConstruction")):
            if glyph not in wanted:
                continue
            sizes, parts = wanted[glyph]
            growth.MathGlyphVariantRecord = [growth.MathGlyphVariantRecord[size] for size in sizes]
            growth.MathGlyphVariantCount = len(sizes)
            if not parts:
                growth.GlyphAssembly = None
            kept.append((glyph, growth))
        coverage.glyphs = [glyph for glyph, _ in kept]
        setattr(variants, f"{direction}GlyphConstruction", [growth for _, growth in kept])
        setattr(variants, f"{direction}GlyphCount", len(kept))


def graft(font, donor, signs):
    """Copies signs from a font of the same design and unit."""
    source, names = donor.getGlyphSet(), donor.getBestCmap()
    for sign in signs:
        name = f"u{ord(sign):04X}"
        drawn, pen = DecomposingRecordingPen(source), TTGlyphPen(None)
        source[names[ord(sign)]].draw(drawn)
        drawn.replay(pen)
        outline = pen.glyph()
        font.setGlyphOrder([*font.getGlyphOrder(), name])
        font["glyf"].glyphs[name] = outline
        font["glyf"].glyphOrder = font.getGlyphOrder()
        outline.recalcBounds(font["glyf"])
        font["hmtx"].metrics[name] = (source[names[ord(sign)]].width, outline.xMin)
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[ord(sign)] = name


def source_sans(path):
    font = TTFont(path, recalcTimestamp=False)
    copyright = font["name"].getDebugName(0)
    cut(font, SANS, SANS_FEATURES)
    instancer.instantiateVariableFont(font, {"wght": (WEIGHTS[0], WEIGHTS[0], WEIGHTS[1])}, inplace=True)
    straighten(font)
    font["fvar"].instances = []
    call(font, copyright, "Downhill Sans")
    font["fvar"].axes[0].axisNameID = font["name"].addName("Weight", platforms=((3, 1, 0x409),))
    save(font, "source-sans-3.woff2")
    return set(font.getBestCmap())


def stix_two_math(path, complete):
    font = TTFont(path, recalcTimestamp=False)
    copyright = font["name"].getDebugName(0)
    prune(font["MATH"].table, font.getBestCmap())
    cut(font, MATH, [])
    for table in ("GSUB", "GPOS", "GDEF"):
        if table in font:
            del font[table]
    donor = TTFont(complete)
    graft(font, donor, MORE_MATH)
    call(font, copyright, "STIX Two Math")
    save(font, "stix-two-math.woff2")
    return set(font.getBestCmap())


def written():
    """Every sign in the app's sources and words, with the files it stands in."""
    found = {}
    for pattern in ("**/*.rs", "**/*.md", "**/*.toml"):
        for file in sorted((HERE.parents[1] / "src").glob(pattern)):
            for sign in file.read_text(encoding="utf-8"):
                if sign.isprintable():
                    found.setdefault(sign, []).append(file.name)
    return found


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    sans, stix, complete = sys.argv[1:]
    covered = source_sans(sans) | stix_two_math(stix, complete)
    for sign, files in sorted(written().items()):
        if ord(sign) not in covered:
            print(f"in neither font: {sign} U+{ord(sign):04X} in {', '.join(sorted(set(files)))}")
