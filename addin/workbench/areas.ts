/** F6 moves the focus between spreadsheet and pane, as it does in Excel: within the spreadsheet Tab belongs to the cells. */

/** What is under the focus first in an area that had none yet. */
const FIRST = '[role="tab"][aria-selected="true"], input, button';
/** The editor that takes what is typed into cells. */
const CELLS = '[contenteditable="true"]';

export function connectAreas(spreadsheet: HTMLElement, pane: HTMLElement): void {
  const last = new Map<HTMLElement, HTMLElement>();
  const areaOf = (target: EventTarget | null) =>
    [spreadsheet, pane].find((area) => target instanceof Node && area.contains(target));
  const onFocus = ({ target }: FocusEvent) => {
    const area = areaOf(target);
    if (area && target instanceof HTMLElement) last.set(area, target);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'F6' || event.ctrlKey || event.altKey || event.metaKey) return;
    // The spreadsheet would take the key for itself.
    event.preventDefault();
    event.stopPropagation();
    const to = areaOf(document.activeElement) === pane ? spreadsheet : pane;
    const known = last.get(to);
    const place = known?.isConnected ? known : to.querySelector<HTMLElement>(to === spreadsheet ? CELLS : FIRST);
    place?.focus();
  };
  document.addEventListener('focusin', onFocus);
  window.addEventListener('keydown', onKey, { capture: true });
}
