"""What comes over HTTP that is not Slack's, or that nobody can read: an answer without a fuss."""

import asyncio
import gzip
import hashlib
import hmac
import io
import json
import logging
import time
from collections.abc import AsyncIterator
from urllib.parse import urlencode

import aiohttp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.wire import doorman
from bot.wire.doorman import BIGGEST_BODY, FORM, JSON
from tests.bot.conftest import Office

PATH = "/slack/events"
REFUSED = {400, 401, 413}


class Outside:
    """Whoever reaches the port; with the secret, Slack itself."""

    def __init__(self, office: Office, session: aiohttp.ClientSession, port: int) -> None:
        self.office = office
        self.session = session
        self.port = port

    async def post(
        self, body: bytes, kind: str = JSON, *, signed: bool = False, headers: dict[str, str] | None = None
    ) -> int:
        stamp = str(int(time.time()))
        sent = {"Content-Type": kind, **(headers or {})}
        if signed:
            secret = self.office.workspace.signing_secret.encode()
            proof = hmac.new(secret, b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
            sent |= {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={proof}"}
        async with self.session.post(PATH, data=body, headers=sent) as answer:
            return answer.status

    def turned_away(self, reason: str) -> float:
        name = f'alongside_http_turned_away_total{{reason="{reason}"}} '
        lines = self.office.bot.metrics.text().decode().splitlines()
        return next((float(line.removeprefix(name)) for line in lines if line.startswith(name)), 0.0)


@pytest.fixture
async def outside(office: Office) -> AsyncIterator[Outside]:
    port = await office.bot.listen(0, host="127.0.0.1")
    async with aiohttp.ClientSession(
        f"http://127.0.0.1:{port}", skip_auto_headers=["Content-Type"]
    ) as session:
        yield Outside(office, session, port)


BODIES = [
    b"{not json",
    b"null",
    b"[]",
    b"payload=%7Bbad",
    b"",
    b"\xff\xfe",
    b"payload=1&payload",
    b"{}",
    b"[" * 9_999,
]


@pytest.mark.parametrize("kind", [JSON, FORM, "text/plain", "nonsense", "application/json; charset=nonsense"])
async def test_what_nobody_signed_is_401_whatever_it_says(
    outside: Outside, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    for body in BODIES:
        assert await outside.post(body, kind) == 401
    forged = {"X-Slack-Signature": f"v0={'0' * 64}", "X-Slack-Request-Timestamp": str(int(time.time()))}
    assert await outside.post(b"{}", kind, headers=forged) == 401
    for name, value in (("Signature", "v0=ä"), ("Signature", ""), ("Request-Timestamp", "noon")):
        assert await outside.post(b"{}", kind, headers={**forged, f"X-Slack-{name}": value}) == 401
    assert outside.turned_away("unsigned") == len(BODIES) + 4
    assert not caplog.records


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        *((body, JSON) for body in (b"{not json", b"null", b"[]", b"", b"[" * 9_999, b'{"a":' * 9_999)),
        *((body, FORM) for body in (b"payload=%7Bbad", b"payload=[]", b"", b"a=b", b"payload", b"text=hi")),
        (b"{}", "text/plain"),
        (b"{}", "nonsense"),
        (b"{}", ""),
        (b'{"team": 1, "event": "x", "type": "event_callback"}', JSON),
        (b"payload=" + b'{"type": "block_actions", "actions": []}', FORM),
        (b"payload=" + b'{"type": "block_actions", "actions": [{}]}', FORM),
        (b'{"command": ["/mentor"]}', JSON),
        (b"payload=" + b'{"type": "view_submission", "view": 7}', FORM),
    ],
)
async def test_what_is_signed_and_cannot_be_read_is_400(outside: Outside, body: bytes, kind: str) -> None:
    assert await outside.post(body, kind, signed=True) == 400
    assert outside.turned_away("malformed") == 1


async def test_an_old_signature_is_none(outside: Outside) -> None:
    secret = outside.office.workspace.signing_secret.encode()
    old = str(int(time.time()) - 301)
    proof = hmac.new(secret, f"v0:{old}:{{}}".encode(), hashlib.sha256).hexdigest()
    headers = {"X-Slack-Request-Timestamp": old, "X-Slack-Signature": f"v0={proof}"}
    assert await outside.post(b"{}", headers=headers) == 401


@pytest.mark.parametrize("chunked", [False, True])
async def test_a_body_has_its_limit(outside: Outside, chunked: bool) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(3):
            yield b"x" * (BIGGEST_BODY // 2)

    headers = {"X-Slack-Signature": f"v0={'0' * 64}", "X-Slack-Request-Timestamp": "1"}
    data = pieces() if chunked else io.BytesIO(b"x" * (BIGGEST_BODY + 1))
    async with outside.session.post(PATH, data=data, headers=headers) as answer:
        assert answer.status == 413
    assert outside.turned_away("too_big") == 1


async def test_what_is_packed_is_not_unpacked(outside: Outside) -> None:
    bomb = gzip.compress(bytes(50 * BIGGEST_BODY))
    assert len(bomb) < BIGGEST_BODY
    assert await outside.post(bomb, signed=True, headers={"Content-Encoding": "gzip"}) == 400
    assert outside.turned_away("encoded") == 1


async def test_who_sends_too_slowly_is_not_waited_for(
    outside: Outside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doorman, "READ_SECONDS", 0.05)
    reader, writer = await asyncio.open_connection("127.0.0.1", outside.port)
    head = f"POST {PATH} HTTP/1.1\r\nHost: x\r\nX-Slack-Signature: v0={'0' * 64}\r\n"
    writer.write(f"{head}X-Slack-Request-Timestamp: 1\r\nContent-Length: 9\r\n\r\nx".encode())
    assert (await reader.readline()).split()[1] == b"408"
    writer.close()
    assert outside.turned_away("too_slow") == 1


@pytest.mark.parametrize(
    "raw",
    [b"\x16\x03\x01\x02\x00\x01\x00", b"GET\r\n\r\n", b"POST /slack/events HTTP/9.9\r\n\r\n", b"\r\n" * 9],
)
async def test_what_is_no_http_is_one_quiet_thing_too(
    outside: Outside, raw: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    reader, writer = await asyncio.open_connection("127.0.0.1", outside.port)
    writer.write(raw)
    writer.write_eof()
    await asyncio.wait_for(reader.read(), 5)
    writer.close()
    assert not caplog.records


async def test_slacks_own_question_is_answered(outside: Outside) -> None:
    asked = json.dumps({"type": "url_verification", "challenge": "abc", "token": "x"}).encode()
    assert await outside.post(asked, signed=True) == 200
    fields = {"command": "/mentor", "text": "help", "user_id": outside.office.ada, "trigger_id": "1.2"}
    whose = {"team_id": outside.office.workspace.team_id, "response_url": "https://x", "channel_id": "C1"}
    assert await outside.post(urlencode({**fields, **whose}).encode(), FORM, signed=True) == 200


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["type", "team", "team_id", "user", "event", "view", "actions", "command", "payload"]
            )
            | st.text(max_size=5),
            inner,
            max_size=4,
        )
    ),
    max_leaves=9,
)
TYPES = st.sampled_from(["event_callback", "block_actions", "view_submission", "shortcut", "", "ssl_check"])


async def test_no_rubbish_is_an_error_of_ours(outside: Outside) -> None:
    """As bytes without a signature, and with one as JSON and in a field."""
    loop = asyncio.get_running_loop()

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(st.binary(max_size=64), JUNK, st.text(max_size=20), TYPES)
    def throw(raw: bytes, said: object, kind: str, name: str) -> None:
        whole = {**said, "type": name} if isinstance(said, dict) else said
        text = json.dumps(whole).encode()

        async def all_ways() -> None:
            for one in (JSON, FORM):
                assert await outside.post(raw, one) in REFUSED
            strange = "".join(letter for letter in kind if letter.isascii() and letter.isprintable())
            assert await outside.post(text, strange) in REFUSED
            statuses = [
                await outside.post(text, JSON, signed=True),
                await outside.post(b"payload=" + urlencode({"": text}).encode()[1:], FORM, signed=True),
                await outside.post(raw, FORM, signed=True),
            ]
            assert all(status in {200, 400, 401, 404} for status in statuses), statuses

        asyncio.run_coroutine_threadsafe(all_ways(), loop).result(30)

    await asyncio.to_thread(throw)
