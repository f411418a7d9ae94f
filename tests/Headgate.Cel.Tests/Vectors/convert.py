#!/usr/bin/env python3
"""Turns the conformance vectors of google/cel-spec (tests/simple/testdata/*.textproto) into the JSON beside this file.

    python3 convert.py FOLDER_WITH_TEXTPROTO

Fields keep their names; a repeated field is always a list. bytes_value becomes hexadecimal, numbers become text (JSON has no int64 and no NaN).
A vector whose expression, bindings, declarations or result hold a protobuf message is left out; its name goes into excluded.json.
"""
import json
import pathlib
import re
import sys

FILES = """basic bindings_ext comparisons conversions encoders_ext fp_math integer_math lists logic macros macros2 math_ext optionals parse
string string_ext timestamps""".split()
REPEATED = {"section", "test", "values", "entries", "errors", "type_env", "bindings", "params", "overloads", "type_params", "exprs", "parameter_types"}
TOKEN = re.compile(r"""\s+|\#[^\n]*|(?P<str>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|(?P<word>[-+]?[A-Za-z0-9_.+-]+)|(?P<sign>[{}\[\]:;,<>/])""", re.X | re.S)
ESCAPE = re.compile(rb"\\(x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{1,3}|.)", re.S)
SHORT = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"a": b"\a", b"b": b"\b", b"f": b"\f", b"v": b"\v"}
MESSAGES = re.compile(r"TestAllTypes|google\.protobuf\.(?!Timestamp\b|Duration\b)[A-Z]\w*|google\.rpc|cel\.expr\.conformance")


def unescape(quoted):
    def one(match):
        what = match[1]
        if what[:1] == b"x":
            return bytes([int(what[1:], 16)])
        if what[:1] in b"uU":
            return chr(int(what[1:], 16)).encode()
        if what[:1] in b"01234567":
            return bytes([int(what, 8)])
        return SHORT.get(what, what)

    return ESCAPE.sub(one, quoted[1:-1].encode())


def tokens(text):
    at = 0
    while at < len(text):
        match = TOKEN.match(text, at)
        if not match:
            raise ValueError(f"at {at}: {text[at:at + 40]!r}")
        at = match.end()
        if match.lastgroup:
            yield match.lastgroup, match[0]
    yield "end", ""


class Parser:
    def __init__(self, text):
        self.all, self.at = list(tokens(text)), 0

    def peek(self):
        return self.all[self.at]

    def take(self):
        self.at += 1
        return self.all[self.at - 1]

    def message(self, closing):
        out = {}
        while self.peek()[1] != closing:
            kind, name = self.take()
            if name in ",;":
                continue
            if name == "[":
                name = ""
                while self.peek()[1] != "]":
                    name += self.take()[1]
                self.take()
            if self.peek()[1] == ":":
                self.take()
            value = self.value(name)
            if name in REPEATED:
                out.setdefault(name, []).extend(value if isinstance(value, list) else [value])
            else:
                out[name] = value
        self.take()
        return out

    def value(self, name):
        kind, text = self.take()
        if text == "{":
            return self.message("}")
        if text == "[" and kind == "sign":
            out = []
            while self.peek()[1] != "]":
                if self.peek()[1] == ",":
                    self.take()
                else:
                    out.append(self.value(name))
            self.take()
            return out
        if kind == "str":
            raw = unescape(text)
            while self.peek()[0] == "str":
                raw += unescape(self.take()[1])
            return raw.hex() if name == "bytes_value" else raw.decode()
        return text


def needs_messages(test):
    return bool(MESSAGES.search(json.dumps(test, ensure_ascii=False)))


def main(folder):
    here, excluded = pathlib.Path(__file__).parent, {}
    for name in FILES:
        parsed = Parser(pathlib.Path(folder, name + ".textproto").read_text()).message("")
        out = []
        for section in parsed["section"]:
            for test in section.get("test", []):
                for unused in ("description",):
                    test.pop(unused, None)
                title = f"{section['name']}/{test.pop('name')}"
                if needs_messages(test):
                    excluded.setdefault(name, []).append(title)
                else:
                    out.append({"name": title, **test})
        lines = ",\n".join(json.dumps(t, ensure_ascii=False) for t in out)
        (here / f"{name}.json").write_text(f"[\n{lines}\n]\n")
        print(f"{name}: {len(out)}, excluded {len(excluded.get(name, []))}")
    (here / "excluded.json").write_text(json.dumps(excluded, indent=2) + "\n")


main(sys.argv[1])
