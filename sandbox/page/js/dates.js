// Dates as Slack writes them: in the reader's zone, relative to the workspace's own clock.

const DAY = 86400000;
const cache = new Map();

function formatter(options, zone) {
  const key = JSON.stringify([options, zone]);
  if (!cache.has(key)) cache.set(key, new Intl.DateTimeFormat("en-US", { ...options, timeZone: zone }));
  return cache.get(key);
}

export const format = (date, zone, options) => formatter(options, zone).format(date);

export function partsOf(date, zone) {
  const wanted = {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  };
  return Object.fromEntries(
    formatter(wanted, zone)
      .formatToParts(date)
      .map((part) => [part.type, part.value]),
  );
}

/** "2026-03-02" where the reader is. */
export function dayOf(date, zone) {
  const { year, month, day } = partsOf(date, zone);
  return `${year}-${month}-${day}`;
}

export function timeOfDay(date, zone) {
  const { hour, minute } = partsOf(date, zone);
  return `${hour}:${minute}`;
}

/** The instant at which it is this day and time in this zone. */
export function instant(day, time, zone) {
  const asUtc = Date.parse(`${day}T${time}:00Z`);
  let guess = asUtc;
  for (let n = 0; n < 2; n += 1) {
    const shown = Date.parse(`${dayOf(new Date(guess), zone)}T${timeOfDay(new Date(guess), zone)}:00Z`);
    guess += asUtc - shown;
  }
  return new Date(guess);
}

const ordinal = (n) => {
  const tens = n % 100;
  const ending = tens > 10 && tens < 14 ? "th" : ({ 1: "st", 2: "nd", 3: "rd" }[n % 10] ?? "th");
  return `${n}${ending}`;
};

function near(date, now, zone) {
  const days = Math.round((Date.parse(dayOf(date, zone)) - Date.parse(dayOf(now, zone))) / DAY);
  return { "-1": "yesterday", 0: "today", 1: "tomorrow" }[days] ?? null;
}

export const time = (date, zone) => format(date, zone, { hour: "numeric", minute: "2-digit" });

function written(date, now, zone, { weekday, month }) {
  const number = Number(partsOf(date, zone).day);
  const name = format(date, zone, { month });
  const far = Math.abs(date - now) > 182 * DAY;
  const day = month === "short" ? `${name} ${number}` : `${name} ${ordinal(number)}`;
  const year = far ? `, ${partsOf(date, zone).year}` : "";
  return (weekday ? `${format(date, zone, { weekday: "long" })}, ` : "") + day + year;
}

export function ago(date, now) {
  const seconds = Math.round((now - date) / 1000);
  const size = Math.abs(seconds);
  const [n, unit] =
    size < 60
      ? [size, "second"]
      : size < 3600
        ? [Math.round(size / 60), "minute"]
        : size < 86400
          ? [Math.round(size / 3600), "hour"]
          : [Math.round(size / 86400), "day"];
  const said = `${n} ${unit}${n === 1 ? "" : "s"}`;
  return seconds < 0 ? `in ${said}` : `${said} ago`;
}

const LONG = { weekday: true, month: "long" };
const FULL = { weekday: false, month: "long" };
const SHORT = { weekday: false, month: "short" };

/** Fill Slack's date tokens, `{date_short_pretty} at {time}`. */
export function slackDate(seconds, pattern, { now, zone }) {
  const date = new Date(seconds * 1000);
  const tokens = {
    date_num: () => dayOf(date, zone),
    date_slash: () => format(date, zone, { year: "numeric", month: "2-digit", day: "2-digit" }),
    date: () => written(date, now, zone, FULL),
    date_short: () => written(date, now, zone, SHORT),
    date_long: () => written(date, now, zone, LONG),
    date_long_full: () => written(date, now, zone, LONG),
    date_pretty: () => near(date, now, zone) ?? written(date, now, zone, FULL),
    date_short_pretty: () => near(date, now, zone) ?? written(date, now, zone, SHORT),
    date_long_pretty: () => near(date, now, zone) ?? written(date, now, zone, LONG),
    day_divider_pretty: () => near(date, now, zone) ?? written(date, now, zone, LONG),
    time: () => time(date, zone),
    time_secs: () => format(date, zone, { hour: "numeric", minute: "2-digit", second: "2-digit" }),
    ago: () => ago(date, now),
  };
  return pattern.replace(/\{(\w+)\}/g, (whole, name) => tokens[name]?.() ?? whole);
}

/** The line between two days of messages. */
export function dayName(date, now, zone) {
  const close = near(date, now, zone);
  return close ? close[0].toUpperCase() + close.slice(1) : written(date, now, zone, LONG);
}

export const fullMoment = (date, zone) =>
  format(date, zone, { weekday: "short", day: "numeric", month: "short", year: "numeric" }) + ", " + time(date, zone);
