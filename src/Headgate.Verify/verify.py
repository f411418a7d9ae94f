#!/usr/bin/env python3
"""Verifies Headgate's audit log. Written apart from the C# verifier, with Python's standard library alone."""
import argparse, base64, collections, contextlib, functools, hashlib, itertools, json, os, re, sys, zipfile, zlib
# ECDSA over P-256 (FIPS 186-5).
P = 2**256 - 2**224 + 2**192 + 2**96 - 1
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
G = (0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296, 0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5)
SPKI = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d03010703420004")
def plus(p, q):
    if not p or not q or (p[0] == q[0] and p[1] != q[1]):
        return None if p and q else p or q
    m = 3 * (p[0] * p[0] - 1) * pow(2 * p[1], -1, P) if p == q else (q[1] - p[1]) * pow(q[0] - p[0], -1, P)
    x = (m * m - p[0] - q[0]) % P
    return (x, (m * (p[0] - x) - p[1]) % P)
@functools.lru_cache(4096)
def ecdsa_holds(spki, text, sig):
    n = sig[3] if len(sig) > 5 else 0
    pair, key = ([int.from_bytes(part, "big") for part in parts] for parts in ((sig[4:4 + n], sig[6 + n:]), (spki[27:59], spki[59:])))
    # A signature has one spelling, and the key is a point of the curve.
    der = b"".join(b"\2%c%b" % (v.bit_length() // 8 + 1, v.to_bytes(v.bit_length() // 8 + 1, "big")) for v in pair if 0 < v < N)
    if sig != b"\x30%c%b" % (len(der), der) or len(der) < 6 or not all(0 < v < N for v in pair) or max(key) >= P or (key[1] ** 2 - key[0] ** 3 + 3 * key[0] - B) % P:
        return False
    a, b = int.from_bytes(hashlib.sha256(text).digest(), "big") * (w := pow(pair[1], -1, N)) % N, pair[0] * w % N
    table, total = (None, G, tuple(key), plus(G, tuple(key))), None
    for i in range(255, -1, -1):
        total = plus(plus(total, total), table[(a >> i & 1) | (b >> i & 1) << 1])
    return total is not None and total[0] % N == pair[0]
def unbase64(text):
    with contextlib.suppress(ValueError):
        data = base64.b64decode(text, validate=True)
        return data if base64.b64encode(data).decode() == text else None
def read_key(text):
    name, _, rest = text.partition("+")
    data = unbase64(rest[9:]) or b""
    ident = hashlib.sha256(data[1:]).digest()[:4]
    good = len(data) == 92 and data.startswith(b"\2" + SPKI) and name and not re.search(r"\s", name) and rest[:9] == ident.hex() + "+"
    return (name, ident, data[1:]) if good else None
def read_note(data):
    """(text, signatures, origin, size, root) of a signed checkpoint, else None."""
    note = data.decode("utf-8", "surrogateescape")
    text, gap, tail = note.rpartition("\n\n")
    lines, sigs = text.split("\n"), [(line.split(" "), unbase64(line.rpartition(" ")[2])) for line in tail.split("\n")[:-1]]
    if not gap or note[-1] != "\n" or re.search("[\x00-\x09\x0b-\x1f\ud800-\udfff]", note) or not 0 < len(sigs) <= 64 or len(lines) < 3 or not all(lines):
        return None
    good = all(len(p) == 3 and p[0] == "\u2014" and p[1] and sig and len(sig) > 4 for p, sig in sigs)
    root = unbase64(lines[2]) if re.fullmatch(r"0|[1-9][0-9]{0,17}", lines[1], re.ASCII) else None
    return (text + "\n", [(p[1], sig[:4], sig[4:]) for p, sig in sigs], lines[0], int(lines[1]), root) if good and root and len(root) == 32 else None
def signed(key, note):
    own = [s for name, ident, s in note[1] if (name, ident) == key[:2]]
    return bool(own) and all(ecdsa_holds(key[2], note[0].encode(), s) for s in own)
def refuse(_): raise ValueError
def ordered(pairs):
    names = [k.encode("utf-16-be", "surrogatepass") for k, _ in pairs]
    return dict(pairs) if all(a < b for a, b in zip(names, names[1:])) else refuse(pairs)
READ = json.JSONDecoder(object_pairs_hook=ordered, parse_float=refuse, parse_constant=refuse, parse_int=lambda t: int(t) if len(t) < 18 and abs(int(t)) < 2**53 else refuse(t))
WRITE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
is_sealed = lambda p: isinstance(p, dict) and type(p.get("count")) is int and 0 < p["count"] <= 10000 and isinstance(p.get("sha256"), str) and re.fullmatch("[0-9a-f]{64}", p["sha256"], re.ASCII)
def read_leaf(entry):
    """The event of an entry, else None: canonical JSON (RFC 8785), every number whole and below 2^53."""
    leaf = None
    with contextlib.suppress(ValueError, RecursionError):
        leaf = READ.decode(entry.decode()) if len(entry) <= 8192 else None
    if not isinstance(leaf, dict) or WRITE.encode(leaf).encode("utf-8", "surrogatepass") != entry:
        return None
    version, good = leaf.get("v"), all(isinstance(leaf.get(name), str) for name in ("tenant", "at"))
    good = good and type(version) is int and version > 0 and (version == 1 or isinstance(leaf.get("id"), str))
    return leaf if good and ("sealed" not in leaf or is_sealed(leaf["sealed"])) else None
def path_of(prefix, index, width):
    parts = re.findall("...", "%0*d" % (-len(str(index)) // 3 * -3, index))
    return "/".join([prefix, *("x" + p for p in parts[:-1]), parts[-1]]) + ("" if width == 256 else ".p/%d" % width)
def all_paths(size):
    yield from ("log.json", "checkpoint", "heads")
    for level, count in [("entries", size)] + [(level, size >> 8 * level) for level in range(8)]:
        yield from (path_of("tile/%s" % level, index, min(256, count - index * 256)) for index in range((count + 255) // 256))
def split(data, count, prefix, gone=None):
    """Pieces that stand each after its length, None where nothing is kept; None when they are not as many."""
    at, pieces = 0, []
    for _ in range(count):
        size, at = int.from_bytes(data[at:at + prefix], "big"), at + prefix
        pieces.append(None if size == gone else data[at:at + size])
        at += 0 if size == gone else size
        if at > len(data):
            return None
    return pieces if at == len(data) else None
def open_files(path):
    """The names in a folder or an archive, and how to read one: None where that fails."""
    archive = None if os.path.isdir(path) else zipfile.ZipFile(path)
    def read(name):
        with contextlib.suppress(OSError, KeyError, zipfile.BadZipFile, zlib.error, EOFError):
            with archive.open(name) if archive else open(os.path.join(path, name), "rb") as file:
                return file.read()
    inside = [os.path.relpath(os.path.join(d, f), path).replace(os.sep, "/") for d, _, files in os.walk(path) for f in files]
    return [n for n in archive.namelist() if n[-1] != "/"] if archive else inside, read
def whole(row):
    half = 1 << (len(row) - 1).bit_length() - 1 if len(row) > 1 else 0
    return hashlib.sha256(b"\1" + whole(row[:half]) + whole(row[half:])).digest() if half else row[0]
def fold(rows):
    """The root over the right edge of a tree: at each level what is not in a full tile yet, and behind it what is below."""
    root = []
    for row in rows:
        root = [whole(row + root)] if row else root
    return root[0] if root else hashlib.sha256().digest()
class Walk:
    """One bundle from its first entry to its last. It holds the ids, and the hashes above the tiles that it has passed."""
    def __init__(self, read, add, tenant):
        self.read, self.add, self.tenant, self.above, self.ids, self.aged, self.absent, self.payloads, self.sure = read, add, tenant, [], set(), [], [], set(), True
    def tile(self, level, index, row):
        path = path_of("tile/%d" % level, index, len(row))
        if self.read(path) not in (None, b"".join(row)):
            self.add("tile_differs", "The tile is not what is below it hashes to.", path)
    def grow(self, size, roots):
        """The root, or None; and the roots that are asked for."""
        row = []
        for start in range(0, size, 256):
            width = min(256, size - start)
            path = path_of("tile/entries", start // 256, width)
            data = self.read(path)
            entries = split(data, width, 2) if data is not None else None
            leaves = [self.look(read_leaf(entry), at) for at, entry in enumerate(entries or [], start)]
            self.sure = self.sure and entries is not None and None not in leaves
            if entries is None:
                return None if data is None else self.add("entries_form", "The file is not %d entries." % width, path)
            row, edge = [hashlib.sha256(b"\0" + entry).digest() for entry in entries], [level[len(level) & ~255:] for level in self.above]
            self.tile(0, start // 256, row)
            roots.update((at, fold([row[:at - start]] + edge)) for at in roots if start < at <= start + width)
            value, level = whole(row) if width == 256 else None, 0
            while value:
                self.above += [[]] if level == len(self.above) else []
                self.above[level].append(value)
                value, level = None if len(self.above[level]) % 256 else whole(self.above[level][-256:]), level + 1
            parts = [(at, leaf) for at, leaf in enumerate(leaves, start) if "sealed" in leaf] if None not in leaves else []
            parts and self.look_sealed(parts, path_of("payload", start // 256, width))
        for level, hashes in enumerate(self.above, 1):
            for at in range(0, len(hashes), 256):
                self.tile(level, at // 256, hashes[at:at + 256])
        return fold([row if size % 256 else []] + [level[len(level) & ~255:] for level in self.above])
    def look(self, leaf, at):
        if leaf is None:
            return self.add("leaf_form", "The entry is not canonical JSON of an event of at most 8 KiB.", "entry %d" % at)
        if leaf["tenant"] != self.tenant:
            self.add("leaf_tenant", "The entry is another organisation's.", "entry %d" % at)
        if isinstance(leaf.get("id"), str) and (leaf["id"] in self.ids or self.ids.add(leaf["id"])):
            self.add("leaf_twice", "An earlier entry has the same id.", "entry %d" % at)
        if leaf.get("action") == "retention.apply" and leaf.get("ended") == "done" and isinstance(leaf.get("payloads_before"), str):
            self.aged.append((at, leaf["payloads_before"]))
        return leaf
    def look_sealed(self, parts, path):
        self.payloads.add(path)
        data, count = self.read(path), sum(leaf["sealed"]["count"] for _, leaf in parts)
        pieces = split(data or b"", count, 4, 0xFFFFFFFF)
        if pieces is None:
            return self.add("file_missing" if data is None else "payload_form", "The file is missing, or is not %d payloads." % count, path)
        for at, leaf in parts:
            mine, pieces, total = pieces[:leaf["sealed"]["count"]], pieces[leaf["sealed"]["count"]:], leaf["sealed"]["sha256"]
            if set(mine) == {None}:
                self.absent.append((at, leaf["at"]))
            elif None in mine:
                self.add("payload_form", "Of what was sealed some is there and some is not.", "entry %d" % at)
            elif hashlib.sha256(b"".join(hashlib.sha256(piece).digest() for piece in mine)).hexdigest() != total:
                self.add("payload_differs", "What was sealed is not what the entry's hash is of.", "entry %d" % at)
def read_heads(data, name, key, is_kept, add):
    """Earlier checkpoints of this log. In a file that somebody keeps are other logs' too, and the last may be cut off."""
    records = data.split(b"\x1e")
    for i, note in enumerate(map(read_note, records)):
        if note and i and note[2] == key[0] and (is_kept or signed(key, note)):
            yield note, "%s %d" % (name, i)
        elif (i or records[0]) and not (is_kept and (note or i == len(records) - 1)):
            add("head_form", "This is no checkpoint of this log that the key signed.", "%s %d" % (name, i))
def look_for(trusted, notes, size, where, add):
    """How far each witness signed: at least one checkpoint, and nothing stands under its name that it did not."""
    said = ""
    for key in trusted:
        named = [note for note in notes if any((name, ident) == key[:2] for name, ident, _ in note[1])]
        bad = not all(signed(key, note) for note in named) and "witness_signature" or not named and "witness_missing"
        bad and add(bad, "No checkpoint is signed by the witness %s, or not all under its name are." % key[0], where)
        said += "" if bad else ", the first %d of %d signed by the witness %s" % (max(note[3] for note in named), size, key[0])
    return said
def check_bundle(names, read, held, kept, trusted, add):
    log = re.fullmatch(r'\{"made_at":"[^"\\]*","origin":"(headgate/([^"\\]+))","tenant":"\2","v":1,"vkey":"([^"\\]+)"\}\n', (read("log.json") or b"").decode("latin-1"))
    key, note = log and (held or read_key(log[3])), read_note(read("checkpoint") or b"")
    if not key or log[1] != key[0] or read_key(log[3]) != key:
        return add("log_json", "It does not name a log and its key, or not the key that you hold.", "log.json")
    if not note or not signed(key, note) or note[2] != key[0]:
        return add("checkpoint_signature" if note else "checkpoint_form", "There is no checkpoint of this log that the key signed.", "checkpoint")
    size = note[3]
    for path in sorted(set(itertools.islice(all_paths(size), len(names) + 100)).difference(names)):
        add("file_missing", "The file is not there.", path)
    heads = list(read_heads(read("heads") or b"", "heads", key, False, add)) + list(read_heads(*kept, key, True, add) if kept else ())
    walk, roots = Walk(read, add, log[2]), {head[3]: fold([]) for head, _ in heads}
    root = walk.grow(size, roots)
    if root not in (None, note[4]):
        add("root_differs", "The entries do not hash to the root that was signed.", "checkpoint")
    for at, when in walk.absent:
        if not any(place > at and when < before for place, before in walk.aged):
            add("payload_missing", "What was sealed is not kept, and no later entry says that its time was up.", "entry %d" % at)
    known = walk.payloads.union(itertools.islice(all_paths(size), len(names) + 100))
    for name in (collections.Counter(names) - collections.Counter(known)).elements():
        if walk.sure or not name.startswith("payload/"):
            add("file_unknown", "The file belongs to no log of this size and entries.", name)
    for head, where in heads:
        if root and (head[3] > size or roots[head[3]] != head[4]):
            code = "head_signature" if not signed(key, head) else "rolled_back" if head[3] > size else "forked"
            add(code, "An earlier checkpoint of %d entries is not a beginning of this log." % head[3], where)
    return "%d entries of %s, %d earlier checkpoints, %d entries whose payloads aged away" % (size, log[2], len(heads), len(walk.absent)) + look_for(trusted, [note] + [head for head, _ in heads], size, "checkpoint", add)
def check_proof(data, key, trusted, add):
    head, _, tail = data.partition(b"\n\n")
    shape = re.fullmatch(r"c2sp.org/tlog-proof@v1\nextra (\S+)\nindex (0|[1-9][0-9]{0,17})((?:\n\S{44})*)", head.decode("latin-1"), re.ASCII)
    note, entry, path = read_note(tail), unbase64(shape[1]) if shape else None, [unbase64(line) for line in shape[3].split()] if shape else []
    if not note or entry is None or not all(h and len(h) == 32 for h in path):
        return add("proof_form", "The file is no proof with its entry, its index and a signed checkpoint.", "proof")
    at, width, leaf, root = int(shape[2]), note[3], read_leaf(entry), hashlib.sha256(b"\0" + entry).digest()
    good = at < width and bool(leaf) and "headgate/" + leaf["tenant"] == note[2] == key[0]
    while good and width > 1:
        if at % 2 or at + 1 < width:
            sibling = path.pop(0) if path else b""
            root = whole([sibling, root] if at % 2 else [root, sibling])
        at, width = at // 2, (width + 1) // 2
    if not signed(key, note) or not good or path or root != note[4]:
        add("proof_differs" if signed(key, note) else "checkpoint_signature", "The file does not prove that its entry stands in this log.", "proof")
    return "entry %s: %s" % (shape[2], entry.decode("utf-8", "replace")) + look_for(trusted, [note], note[3], "proof", add)
def check(path, vkey=None, heads=None, witnesses=()):
    """(findings, what was looked at); ValueError with a sentence where there is nothing to look at."""
    found, held, kept, trusted = [], read_key(vkey or ""), (open(heads, "rb").read(), heads) if heads else None, [read_key(w) for w in witnesses]
    if vkey and not held or None in trusted:
        raise ValueError("--key or --witness is not a verifier key: name+id+base64, ECDSA over P-256.")
    start = b"PK" if os.path.isdir(path) else open(path, "rb").read(32)
    if start.startswith(b"c2sp.org/tlog-proof@") and held:
        return found, check_proof(open(path, "rb").read(), held, trusted, lambda *f: found.append(f))
    try:
        names, read = open_files(path) if start.startswith(b"PK") else ([], None)
    except (zipfile.BadZipFile, OSError):
        return [("bundle_damaged", "The archive cannot be read to its end.", path)], None
    if not {"log.json", "checkpoint"} & set(names):
        raise ValueError("%s is not a bundle; a proof is verified with --key." % path)
    return found, check_bundle(names, read, held, kept, trusted, lambda *f: found.append(f))
def main():
    parser = argparse.ArgumentParser(description="Verifies Headgate's audit log: exit status 0 whole, 1 tampered with, 2 used wrongly.")
    for name, metavar, more in (("verify", "verify", {}), ("path", "BUNDLE|PROOF", {}), ("--key", "VKEY", {}), ("--heads", "FILE", {}), ("--witness", "VKEY", {"action": "append", "default": []})):
        parser.add_argument(name, metavar=metavar, **more)
    given = parser.parse_args()
    try:
        found, said = check(given.path, given.key, given.heads, given.witness)
    except (ValueError, OSError) as failure:
        parser.exit(2, "%s\n" % failure)
    print("".join("%s: %s (%s)\n" % finding for finding in found[:1000]), end="")
    print(said or "", "Signed by the key that you hold." if given.key else "The key is the bundle's own: it was not checked against one that you hold.")
    print("Tampered with." if found else "Whole.")
    sys.exit(1 if found else 0)
if __name__ == "__main__": main()
