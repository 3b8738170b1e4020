// The way to the workspace: requests over HTTP, changes over a WebSocket that comes back by itself.

import { apply, emit, store } from "./store.js";

export async function api(path, body) {
  const how = body ? { method: "POST", body: JSON.stringify(body) } : {};
  try {
    const answer = await fetch(`/_control/${path}`, how);
    return await answer.json();
  } catch {
    return { ok: false, error: "the workspace can't be reached", offline: true };
  }
}

/** Do something as the person whose window this is. */
export const act = (what, more = {}) => api("act", { person: store.me, do: what, ...more });

export const seen = (query) => api(`seen?${new URLSearchParams({ person: store.me, ...query })}`);

let socket = null;
let wait = 250;

export function connect(person) {
  const url = new URL(`/_control/live?person=${encodeURIComponent(person)}&log`, location.href);
  url.protocol = url.protocol.replace("http", "ws");
  socket?.close();
  const mine = (socket = new WebSocket(url));
  mine.onmessage = (event) => {
    if (mine !== socket) return;
    wait = 250;
    const change = JSON.parse(event.data);
    if (change.kind === "hello") setOnline(true);
    apply(change);
  };
  mine.onclose = () => {
    if (mine !== socket) return;
    setOnline(false);
    setTimeout(() => mine === socket && connect(person), (wait = Math.min(wait * 2, 5000)));
  };
}

function setOnline(online) {
  if (store.online === online) return;
  store.online = online;
  emit("online");
}
