// What every control that is filled in has in common: its id, its names, and whether something is wrong with it.

export function common(element, block, ctx, { label, invalid }) {
  const id = ctx.idOf(block, element);
  return {
    id,
    "data-action": element.action_id,
    "aria-label": label ?? null,
    "aria-labelledby": label ? null : `${id}-label ${id}`,
    "aria-invalid": invalid ? "true" : null,
    "aria-describedby": label ? null : `${id}-error ${id}-hint`,
    autofocus: element.focus_on_load ? true : null,
  };
}

/** Without a label of its own a control is called what it is for, and what it shows. */
export const nameFor = (label, shown) => (label && shown && label !== shown ? `${label}: ${shown}` : label);
