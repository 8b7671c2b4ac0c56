/** The divider between spreadsheet and pane: dragged with the pointer, moved with the arrow keys. */

const NARROWEST = 320;
const STEP = 16;
/** Kept for the spreadsheet. */
const SHEET_WIDTH = 320;

/** @param stored width of last time in pixels, if any */
export function makeResizable(
  divider: HTMLElement,
  workbench: HTMLElement,
  stored: number | null,
  store: (width: number) => void,
): void {
  let width = 0;
  const widest = () => Math.max(NARROWEST, workbench.clientWidth - SHEET_WIDTH);
  const set = (next: number) => {
    width = Math.min(Math.max(next, NARROWEST), widest());
    workbench.style.setProperty('--pane-width', `${width}px`);
    divider.setAttribute('aria-valuenow', String(width));
    divider.setAttribute('aria-valuemin', String(NARROWEST));
    divider.setAttribute('aria-valuemax', String(widest()));
  };
  set(stored ?? 380);
  divider.addEventListener('pointerdown', (event) => {
    divider.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  divider.addEventListener('pointermove', (event) => {
    if (divider.hasPointerCapture(event.pointerId)) set(workbench.getBoundingClientRect().right - event.clientX);
  });
  divider.addEventListener('pointerup', () => store(width));
  divider.addEventListener('keydown', (event) => {
    const step = event.key === 'ArrowLeft' ? STEP : event.key === 'ArrowRight' ? -STEP : 0;
    if (step === 0) return;
    event.preventDefault();
    set(width + step);
    store(width);
  });
}
