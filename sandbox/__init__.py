"""A Slack workspace on this machine, for any Bolt app: to try it, to test it, to break it on purpose."""

from sandbox.actor import Actor
from sandbox.channels import Channel
from sandbox.clock import Clock
from sandbox.errors import ClientRefused, SlackError
from sandbox.log import LoggedCall
from sandbox.manifest import Manifest
from sandbox.messages import Message
from sandbox.people import Dnd, Person, Usergroup
from sandbox.replies import Reply
from sandbox.server import Server
from sandbox.views import View
from sandbox.workspace import Workspace

__all__ = [
    "Actor",
    "Channel",
    "ClientRefused",
    "Clock",
    "Dnd",
    "LoggedCall",
    "Manifest",
    "Message",
    "Person",
    "Reply",
    "Server",
    "SlackError",
    "Usergroup",
    "View",
    "Workspace",
]
