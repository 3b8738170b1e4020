// What an input holds, in the shapes of Slack's state.values.

const KEYS = {
  static_select: ["selected_option", "initial_option"],
  external_select: ["selected_option", "initial_option"],
  users_select: ["selected_user", "initial_user"],
  channels_select: ["selected_channel", "initial_channel"],
  conversations_select: ["selected_conversation", "initial_conversation"],
  multi_static_select: ["selected_options", "initial_options"],
  multi_external_select: ["selected_options", "initial_options"],
  multi_users_select: ["selected_users", "initial_users"],
  multi_channels_select: ["selected_channels", "initial_channels"],
  multi_conversations_select: ["selected_conversations", "initial_conversations"],
  checkboxes: ["selected_options", "initial_options"],
  radio_buttons: ["selected_option", "initial_option"],
  datepicker: ["selected_date", "initial_date"],
  timepicker: ["selected_time", "initial_time"],
  datetimepicker: ["selected_date_time", "initial_date_time"],
  rich_text_input: ["rich_text_value", "initial_value"],
  file_input: ["files", "initial_files"],
};

export const isMany = (kind) => kind.startsWith("multi_") || kind === "checkboxes" || kind === "file_input";
export const keyOf = (kind) => KEYS[kind]?.[0] ?? "value";

/** The value with which an element starts. */
export const initialOf = (element) =>
  element[KEYS[element.type]?.[1] ?? "initial_value"] ?? (isMany(element.type) ? [] : null);

/** `value` as Slack's state has it. */
export const stateOf = (element, value) => ({ type: element.type, [keyOf(element.type)]: value });

export const valueIn = (state, element) => (state ? state[keyOf(element.type)] : undefined);

/** A short form to send: the option's value, not the whole option. */
export function bare(element, value) {
  const one = (each) => (each && typeof each === "object" && "value" in each ? each.value : each);
  return Array.isArray(value) ? value.map(one) : one(value);
}
