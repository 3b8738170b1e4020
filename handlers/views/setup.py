"""A program's settings: the form, and what saving it leads to. And what owners hear of each other."""

from slack_sdk.models.blocks import Block

from handlers.views import wording
from handlers.views.fields import (
    Choices,
    State,
    channel_input,
    channel_of,
    checkboxes,
    choice_of,
    choices_of,
    date_input,
    date_of,
    one_of,
    people_input,
    people_of,
    text_input,
    text_of,
)
from handlers.views.kit import Call, Message, View, actions, button, context, post, section
from handlers.views.language import conventions, in_itself, installed, language_of
from handlers.views.text import Channel, SlackDate, plain, series, write
from handlers.views.wording import setup as say
from program.base.zones import ZONES
from program.joining.audiences import Audience, Gone
from program.running.owners import CoOwner, Handover, TakenOver
from program.running.settings import SettingsDraft
from program.running.setup import Saved, Sheet

NEW = "setup_new"
CHANGE = "setup_change"
NAME = "setup_name"
PURPOSE = "setup_purpose"
AUDIENCE = "setup_audience"
USERGROUP = "setup_usergroup"
CHANNEL = "setup_channel"
GUESTS = "setup_guests"
STARTS = "setup_starts"
LENGTH = "setup_length"
CADENCE = "setup_cadence"
DIGEST_CHANNEL = "setup_digest_channel"
DIGEST_HOUR = "setup_digest_hour"
OWNERS = "setup_owners"
ZONE = "setup_zone"
LANGUAGE = "setup_language"
DAYS = "setup_days"
TAKE_OVER = "setup_take_over"
BEGIN = "setup_begin"
CHOOSE_AUDIENCE = "setup_choose_audience"

MOST_OPTIONS = 100
LENGTHS: Choices = {str(days): label for days, label in say.LENGTHS.items()}
CADENCES: Choices = {str(days): label for days, label in say.CADENCES.items()}

LABELS = {
    "name": say.NAME,
    "purpose": say.PURPOSE,
    "audience": say.AUDIENCE,
    "audience_id": say.AUDIENCE,
    "guests": say.GUESTS,
    "starts_on": say.STARTS,
    "length_days": say.LENGTH,
    "cadence_days": say.CADENCE,
    "digest_channel": say.DIGEST_CHANNEL,
    "digest_hour": say.DIGEST_HOUR,
    "co_owners": say.OWNERS,
    "time_zone": say.ZONE,
    "locale": say.LANGUAGE,
    "working_days": say.DAYS,
}


def form(sheet: Sheet) -> View:
    """The settings. Another audience brings the field that it needs; all else stays as it is."""
    new = sheet.program_id is None
    return View(
        title=say.TITLE_NEW if new else say.TITLE_EDIT,
        blocks=[
            *([context(say.INTRO)] if new else []),
            *([_overtaken(sheet)] if sheet.differs else []),
            *_what(sheet.draft),
            *_who(sheet),
            *_when(sheet.draft),
            *_where(sheet.draft),
        ],
        callback_id=NEW if new else CHANGE,
        submit=say.SUBMIT_NEW if new else say.SUBMIT_EDIT,
        close=say.CANCEL,
        metadata={} if new else {"id": sheet.program_id, "version": sheet.version},
    )


def read(state: State) -> SettingsDraft:
    """What the form holds now."""
    audience = _audience(state)
    place = {"usergroup": choice_of(state, USERGROUP), "channel": channel_of(state, CHANNEL)}
    return SettingsDraft(
        name=" ".join(text_of(state, NAME).split()),
        purpose=text_of(state, PURPOSE),
        audience=audience,
        audience_id=place.get(audience, ""),
        guests=bool(choices_of(state, GUESTS)),
        starts_on=date_of(state, STARTS),
        length_days=int(choice_of(state, LENGTH) or 90),
        cadence_days=int(choice_of(state, CADENCE) or 14),
        digest_channel=channel_of(state, DIGEST_CHANNEL),
        digest_hour=int(choice_of(state, DIGEST_HOUR) or 9),
        co_owners=people_of(state, OWNERS),
        time_zone=choice_of(state, ZONE) or "UTC",
        locale=choice_of(state, LANGUAGE),
        working_days="".join(sorted(choices_of(state, DAYS))),
    )


def saved(shown: Saved) -> Message:
    """What saving leads to, and when."""
    title = write(say.OPENED if shown.new else say.CHANGED, name=shown.name)
    if shown.over:
        return Message(title, (section("\n".join([title, write(say.OVER, program=shown.name)])),))
    digest = write(say.NEXT_NO_DIGEST)
    if shown.digest_channel:
        digest = write(
            say.NEXT_DIGEST,
            next_digest=SlackDate(shown.next_digest),
            channel=Channel(shown.digest_channel),
        )
    following = [
        write(say.NEXT_INVITE),
        write(
            say.NEXT_MATCH,
            starts=shown.starts_on,
            days=shown.length_days,
        ),
        digest,
    ]
    return Message(title, (section("\n".join([title, *following])), context(say.FOOT)))


def co_owner(shown: CoOwner) -> Call:
    said = write(
        wording.owners.CO_OWNER if shown.by else wording.owners.CO_OWNER_NOBODY,
        program=shown.program,
        by=shown.by,
    )
    return post(shown.to, Message(said, (section(f"{said}\n{wording.owners.CO_OWNER_NEXT}"),)))


def handover(shown: Handover) -> Call:
    """An owner has left: to the others, or to an admin who may step in."""
    said = write(
        wording.owners.ORPHANED if shown.orphaned else wording.owners.HANDOVER,
        gone=shown.gone,
        program=shown.program,
    )
    blocks: list[Block] = [
        section(f"{said}\n{wording.owners.ORPHANED_NEXT if shown.orphaned else wording.owners.HANDOVER_NEXT}")
    ]
    if shown.taken_by:
        blocks.append(context(write(wording.owners.ORPHANED_TAKEN, by=shown.taken_by)))
    elif shown.orphaned:
        blocks.append(
            actions(button(wording.owners.ORPHANED_TAKE, TAKE_OVER, shown.program_id, style="primary"))
        )
    return post(shown.to, Message(said, blocks))


def audience_gone(shown: Gone) -> Call:
    """To an owner: whom the program was for is not known any more."""
    said = write(say.AUDIENCE_GONE, program=shown.program, group=shown.group)
    choose = button(say.AUDIENCE_GONE_CHOOSE, CHOOSE_AUDIENCE, shown.program_id)
    return post(shown.to, Message(said, (section(f"{said}\n{say.AUDIENCE_GONE_NEXT}"), actions(choose))))


def taken_over(shown: TakenOver) -> Message:
    return Message(write(wording.owners.TAKEN_OVER, program=shown.program))


def _overtaken(sheet: Sheet) -> Block:
    labels = dict.fromkeys(f"“{LABELS[name]}”" for name in sheet.differs)
    return section(write(say.OVERTAKEN, differs=series(labels)))


def _audience(state: State) -> Audience:
    match choice_of(state, AUDIENCE):
        case "usergroup":
            return "usergroup"
        case "channel":
            return "channel"
        case _:
            return "everybody"


def _what(draft: SettingsDraft) -> list[Block]:
    return [
        text_input(NAME, say.NAME, initial=draft.name),
        text_input(
            PURPOSE,
            say.PURPOSE,
            initial=draft.purpose,
            lines=True,
            optional=True,
            hint=say.PURPOSE_HINT,
            placeholder=say.PURPOSE_SAMPLE,
        ),
    ]


def _who(sheet: Sheet) -> list[Block]:
    draft = sheet.draft
    groups = dict(list(sheet.usergroups.items())[:MOST_OPTIONS])
    audiences = {kind: label for kind, label in say.AUDIENCES.items() if kind != "usergroup" or groups}
    blocks: list[Block] = [one_of(AUDIENCE, say.AUDIENCE, audiences, initial=draft.audience, live=True)]
    if sheet.gone:
        blocks.append(context(say.GROUP_GONE))
    if draft.audience == "usergroup" and groups:
        blocks.append(one_of(USERGROUP, say.USERGROUP, groups, initial=draft.audience_id))
    if draft.audience == "channel":
        blocks.append(
            channel_input(
                CHANNEL,
                say.CHANNEL,
                initial=draft.audience_id or None,
                hint=say.CHANNEL_HINT,
            )
        )
    yes = {"yes": say.GUESTS_YES}
    blocks.append(checkboxes(GUESTS, say.GUESTS, yes, initial=["yes"] if draft.guests else []))
    blocks.append(people_input(OWNERS, say.OWNERS, initial=draft.co_owners, hint=say.OWNERS_HINT))
    return blocks


def _when(draft: SettingsDraft) -> list[Block]:
    weekdays = {str(day): name for day, name in conventions().days["stand-alone"]["wide"].items()}
    zones = {zone: zone.replace("_", " ") for zone in (*ZONES, draft.time_zone)}
    return [
        date_input(STARTS, say.STARTS, initial=draft.starts_on),
        one_of(LENGTH, say.LENGTH, LENGTHS, initial=str(draft.length_days)),
        one_of(CADENCE, say.CADENCE, CADENCES, initial=str(draft.cadence_days)),
        one_of(ZONE, say.ZONE, zones, initial=draft.time_zone),
        *_language(draft),
        checkboxes(DAYS, say.DAYS, weekdays, initial=list(draft.working_days), optional=False),
    ]


def _language(draft: SettingsDraft) -> list[Block]:
    """Asked where there is a choice. What a locale leaves open ("de-AT") stays as it is while its language does."""
    if len(installed()) == 1:
        return []
    now = language_of(draft.locale)
    choices = {draft.locale or code if code == now else code: in_itself(code) for code in installed()}
    return [one_of(LANGUAGE, say.LANGUAGE, choices, initial=draft.locale or now)]


def _where(draft: SettingsDraft) -> list[Block]:
    hours = {str(hour): plain(say.HOUR, hour=hour) for hour in range(7, 20)}
    return [
        channel_input(
            DIGEST_CHANNEL,
            say.DIGEST_CHANNEL,
            initial=draft.digest_channel or None,
            optional=True,
            hint=say.DIGEST_HINT,
        ),
        one_of(DIGEST_HOUR, say.DIGEST_HOUR, hours, initial=str(draft.digest_hour)),
    ]
