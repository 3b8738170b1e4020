// What the page knows, kept up to date by the workspace's changes. Parts of the page listen for what they show.

export const store = {
  me: null,
  team: { name: "" },
  app: null,
  online: false,
  people: new Map(),
  groups: new Map(),
  channels: new Map(),
  views: [],
  home: null,
  at: null,
  thread: null,
  clock: { base: Date.now(), got: 0, running: false, story: null },
  log: [],
};

const listeners = new Map();
const LOG = 2000;

export function on(kinds, listen) {
  for (const kind of kinds.split(" ")) listeners.set(kind, [...(listeners.get(kind) ?? []), listen]);
}

export function emit(kind, facts) {
  for (const listen of listeners.get(kind) ?? []) listen(facts);
}

/** The workspace's time. */
export function now() {
  const { base, got, running } = store.clock;
  return new Date(running ? base + performance.now() - got : base);
}

export const zone = () => store.people.get(store.me)?.tz ?? "UTC";

const CHANGES = {
  hello(change) {
    Object.assign(store, { me: change.me, team: change.team, app: change.app, views: change.views, home: change.home });
    store.people = new Map(change.people.map((each) => [each.id, each]));
    store.groups = new Map(change.groups.map((each) => [each.id, each]));
    store.channels = new Map(change.channels.map((each) => [each.id, each]));
    CHANGES.clock(change);
    for (const kind of ["hello", "channels", "screen"]) emit(kind);
  },
  clock(change) {
    store.clock = {
      base: Date.parse(change.now),
      got: performance.now(),
      running: change.running,
      story: change.story,
    };
    emit("clock");
  },
  message(change) {
    store.channels.set(change.channel.id, change.channel);
    emit("message", change);
    emit("channels");
  },
  channel(change) {
    store.channels.set(change.channel.id, change.channel);
    emit("channel", change.channel);
    emit("channels");
  },
  channel_gone(change) {
    if (!store.channels.delete(change.id)) return;
    emit("channel", { id: change.id, gone: true });
    emit("channels");
  },
  person(change) {
    store.people.set(change.person.id, change.person);
    emit("people");
  },
  screen(change) {
    store.views = change.views;
    store.home = change.home;
    emit("screen");
  },
  app(change) {
    store.app = change.app;
    emit("hello");
  },
  toast: (change) => emit("toast", change),
  call: (change) => keep({ kind: "call", n: change.n, ...change.call }),
  envelope: (change) => keep({ kind: "envelope", n: change.n, ...change.envelope, type: change.envelope.kind }),
  sockets: (change) => emit("sockets", change),
};

function keep(entry) {
  entry.kind = entry.method ? "call" : "envelope";
  store.log.push(entry);
  if (store.log.length > LOG) store.log.splice(0, store.log.length - LOG);
  emit("log");
}

export const apply = (change) => CHANGES[change.kind]?.(change);

export const isHome = () => store.at === "home";
export const channelAt = () =>
  store.at === "messages" ? store.channels.get(store.app?.dm) : store.channels.get(store.at);

/** What renderers have to know; a surface is added by whoever draws one. */
export const context = (surface) => ({
  me: store.me,
  zone: zone(),
  now,
  surface,
  person: (id) => store.people.get(id),
  people: () => [...store.people.values()],
  channel: (id) => store.channels.get(id),
  channels: () => [...store.channels.values()],
  group: (id) => store.groups.get(id),
  openChannel: (id) => {
    location.hash = id;
  },
});
