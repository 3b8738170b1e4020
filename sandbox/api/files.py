"""files.*"""

from sandbox.api.call import Call, Method
from sandbox.errors import SlackError, invalid_arguments
from sandbox.jsontype import JSON


def get_upload_url(call: Call) -> JSON:
    name, length = call.required("filename"), call.number("length", 0)
    if length <= 0:
        raise invalid_arguments("must be greater than 0: length")
    file, ticket = call.ws.files.expect(name, length)
    return {"upload_url": f"{call.base_url}/upload/{ticket}", "file_id": file.id}


def complete(call: Call) -> JSON:
    """Once: the files become real, and are shared in a channel if one is named."""
    wanted = call.args.get("files")
    if (
        not isinstance(wanted, list)
        or not all(isinstance(f, dict) and "id" in f for f in wanted)
        or not wanted
    ):
        raise invalid_arguments("missing required field: files")
    ws = call.ws
    channel = call.own_channel("channel_id") if call.args.get("channel_id") else None
    for item in wanted:
        file = ws.files.all.get(str(item["id"]))
        if file is None or file.complete or file.content is None:
            raise SlackError("file_not_found")
    done = [ws.files.complete(str(item["id"]), item.get("title")) for item in wanted]
    if channel:
        for file in done:
            file.channel = channel.id
        thread = call.text("thread_ts") or None
        shown = [ws.files.to_slack(file) for file in done]
        ws.posts.by_app(channel, text=call.text("initial_comment"), files=shown, thread_ts=thread)
    return {"files": [ws.files.to_slack(file) for file in done]}


def info(call: Call) -> JSON:
    file = call.ws.files.all.get(call.required("file"))
    if file is None or not file.complete:
        raise SlackError("file_not_found")
    return {"file": call.ws.files.to_slack(file), "comments": [], "response_metadata": {"next_cursor": ""}}


METHODS = {
    "files.getUploadURLExternal": Method(get_upload_url, 4, ("files:write",)),
    "files.completeUploadExternal": Method(complete, 4, ("files:write",)),
    "files.info": Method(info, 4, ("files:read",)),
}
