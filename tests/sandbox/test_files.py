import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Person, Server, Workspace
from tests.sandbox.conftest import Refused


async def test_an_upload_by_the_sdk_ends_in_a_shared_file(
    client: AsyncWebClient, ws: Workspace, server: Server, ada: Person
) -> None:
    lounge = ws.add_channel("lounge", members=[ada.id, ws.bot_user_id])
    done = await client.files_upload_v2(
        channel=lounge.id, filename="plan.csv", content="a,b\n", title="Plan", initial_comment="Here it is"
    )
    file = done["file"]
    assert (file["name"], file["title"], file["size"]) == ("plan.csv", "Plan", 4)
    assert ws.files.all[file["id"]].content == b"a,b\n"
    [message] = server.act(ada.id).messages("lounge")
    assert (message.text, [f["id"] for f in message.files]) == ("Here it is", [file["id"]])
    assert (await client.files_info(file=file["id"]))["file"]["title"] == "Plan"


async def test_a_file_is_completed_once_and_only_with_its_bytes(
    client: AsyncWebClient, ws: Workspace, refused: Refused
) -> None:
    wanted = await client.files_getUploadURLExternal(filename="a.txt", length=3)
    file = {"id": wanted["file_id"], "title": "A"}
    assert await refused(client.files_completeUploadExternal(files=[file])) == "file_not_found"
    assert await refused(client.files_info(file=file["id"])) == "file_not_found"
    ticket = wanted["upload_url"].rpartition("/")[2]
    ws.files.receive(ticket, b"abc")
    assert (await client.files_completeUploadExternal(files=[file]))["files"][0]["id"] == file["id"]
    assert await refused(client.files_completeUploadExternal(files=[file])) == "file_not_found"


async def test_bytes_of_another_length_or_address_are_refused(client: AsyncWebClient, server: Server) -> None:
    wanted = await client.files_getUploadURLExternal(filename="a.txt", length=3)
    async with aiohttp.ClientSession() as http:
        async with http.post(wanted["upload_url"], data=b"toolong") as response:
            assert response.status == 400
        async with http.post(f"{server.url}/upload/nothing", data=b"abc") as response:
            assert response.status == 404
        async with http.post(wanted["upload_url"], data=b"abc") as response:
            assert (response.status, await response.text()) == (200, "OK - 3")


@pytest.mark.parametrize("length", [0, -1])
async def test_an_empty_file_is_refused(client: AsyncWebClient, refused: Refused, length: int) -> None:
    call = client.files_getUploadURLExternal(filename="a.txt", length=length)
    assert await refused(call) == "invalid_arguments"
