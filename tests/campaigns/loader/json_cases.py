"""JSON that a reader must take, must refuse, or may do either with: the corners of RFC 8259.

Written for this project. Each stands as the value of an unknown field of a small map.
"""

# ruff: noqa: E501 - a case a line

from __future__ import annotations

MUST_OPEN: dict[str, str] = {
    "empty array": "[]", "empty object": "{}", "empty key": '{"":0}', "nested arrays": "[[[[]]]]",
    "spaces": " [ 1 , 2 ] ", "tabs and returns": "\t[\r\n1]\r\n", "null": "null", "true": "true",
    "false": "false", "zero": "0", "minus zero": "-0", "minus one": "-1", "fraction": "0.5",
    "exponent": "1e5", "exponent plus": "1E+5", "exponent minus": "1e-5", "tiny": "1e-400",
    "long fraction": "0." + "3" * 60, "twenty digits": "12345678901234567890",
    "a hundred digits": "9" * 100, "escapes": r'"\"\\\/\b\f\n\r\t"', "unicode escape": r'"\u00e6"',
    "surrogate pair": r'"\ud83d\ude00"', "upper case hex": r'"\u00E6"', "noncharacter": r'"\uffff"',
    "escaped zero": r'"\u0000"', "line separator": '"\u2028"', "delete": '"\x7f"',
    "raw emoji": '"\U0001f600"', "combining": '"e\u0301"', "bidi": '"\u202egnp"', "slash": '"/"',
    "backslash before u": r'"\\u0041"', "numbers in a row": "[1,2,3,4,5,6,7,8,9]",
    "mixed": '[null,1,"a",{"b":[true]}]', "text with braces": '"}{]["',
    "text with a comment": '"/* no */"', "deep but fine": "[" * 60 + "]" * 60,
    "many keys": "{" + ",".join(f'"k{n}":{n}' for n in range(300)) + "}",
}  # fmt: skip

MUST_REFUSE: dict[str, str] = {
    "no value": "", "comma only": ",", "trailing comma": "[1,]", "leading comma": "[,1]",
    "two commas": "[1,,2]", "no comma": "[1 2]", "colon in array": "[1:2]", "unclosed array": "[1",
    "unclosed object": '{"a":1', "extra bracket": "[1]]", "extra brace": "{}}", "wrong pair": "[1}",
    "object trailing comma": '{"a":1,}', "key without quotes": "{a:1}", "single quotes": "'a'",
    "number as key": "{1:1}", "no colon": '{"a" 1}', "two colons": '{"a"::1}', "no key": '{:1}',
    "key twice": '{"a":1,"a":2}', "key twice by escape": r'{"a":1,"\u0061":2}',
    "unclosed text": '"abc', "raw line break": '"a\nb"', "raw tab": '"a\tb"', "raw zero": '"a\0b"',
    "raw escape": '"\x1b"', "bad escape": r'"\x41"', "escape of nothing": '"\\', "bad hex": r'"\u12G4"',
    "short hex": r'"\u12"', "lone high": r'"\ud800"', "lone low": r'"\udc00"',
    "surrogates backwards": r'"\ude00\ud83d"', "high then letter": r'"\ud83dx"',
    "high then escape": r'"\ud83d\n"', "high then high": r'"\ud83d\ud83d"', "plus one": "+1",
    "leading zero": "01", "minus only": "-", "minus letter": "-x", "bare point": ".5",
    "point at end": "1.", "point e": "1.e5", "exponent of nothing": "1e", "exponent sign": "1e+",
    "hexadecimal": "0x10", "two points": "1.2.3", "two minuses": "--1", "NaN": "NaN",
    "minus NaN": "-NaN", "Infinity": "Infinity", "minus Infinity": "-Infinity", "inf": "inf",
    "overflow": "1e999", "minus overflow": "-1e999", "overflow in an array": "[1,[2e308]]",
    "5,000 digits": "9" * 5000, "capital True": "True", "capital NULL": "NULL", "nul": "nul",
    "truex": "truex", "undefined": "undefined", "line comment": "1 // x", "comment": "/* x */ 1",
    "hash": "# x", "form feed": "\f1", "no-break space": "\u00a01", "byte order mark": "\ufeff1",
    "vertical tab": "\v1", "semicolon": "1;", "backquote": "`a`", "too deep": "[" * 130 + "]" * 130,
    "much too deep": "[" * 3000 + "]" * 3000, "deep objects": '{"a":' * 130 + "1" + "}" * 130,
    "open for ever": "[" * 100_000, "objects for ever": '{"a":' * 100_000, "ellipsis": "[1,…]",
    "function": "f(1)", "sum": "1+1", "date": "new Date()", "tuple": "(1,2)", "set": '{"a","b"}',
    "bytes": "b'a'", "star": "*", "ampersand": "&amp;", "lower-case nan": "nan",
}  # fmt: skip

BYTES_TO_REFUSE: dict[str, bytes] = {
    "overlong slash": b'"\xc0\xaf"', "lone continuation": b'"\x80"', "cut two-byte": b'"\xc3"',
    "cut three-byte": b'"\xe2\x82"', "cut four-byte": b'"\xf0\x9f\x98"', "byte FF": b'"\xff"',
    "byte FE": b'"\xfe"', "surrogate in UTF-8": b'"\xed\xa0\x80"', "beyond Unicode": b'"\xf4\x90\x80\x80"',
    "five-byte form": b'"\xf8\x88\x80\x80\x80"', "overlong zero": b'"\xc0\x80"',
    "Latin-1": b'"\xe6"', "overlong emoji": b'"\xf0\x82\x82\xac"', "outside a text": b"\xc3\xa6",
}  # fmt: skip


def in_a_map(value: bytes) -> bytes:
    """Return a small map with ``value`` as an unknown field."""
    return (
        b'{"format":"journeywall-map","schema_version":4,"id":"m",\n"x":%b,\n'
        b'"phases":[{"id":"p","steps":[{"id":"s"}]}]}' % value
    )
