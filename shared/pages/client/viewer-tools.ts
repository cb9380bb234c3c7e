/** How many times as wide as its frame a page can be shown. */
const ZOOMS = [1, 1.5, 2, 3];

/** Says which page is before the reader. */
export function countPages(page: number, of: number): void {
  const counter = document.querySelector<HTMLElement>('[data-page-counter]');
  const pattern = counter?.dataset.pageCounter;
  if (counter && pattern) counter.textContent = pattern.replace('{page}', String(page)).replace('{pages}', String(of));
}

/** Shows the buttons that enlarge and reduce; `zoom` is called with the multiple of the frame's width. */
export function offerZoom(zoom: (times: number) => void): void {
  const tools = document.querySelector<HTMLElement>('[data-zoom]');
  const said = tools?.querySelector('output');
  if (!tools || !said) return;
  const buttons = [...tools.querySelectorAll<HTMLButtonElement>('[data-zoom-by]')];
  const byOf = (button: HTMLButtonElement) => Number(button.dataset.zoomBy);
  let at = 0;
  const show = () => {
    said.textContent = `${(ZOOMS[at] ?? 1) * 100}\u00a0%`;
    for (const button of buttons) button.setAttribute('aria-disabled', String(ZOOMS[at + byOf(button)] === undefined));
  };
  for (const button of buttons) {
    button.addEventListener('click', () => {
      const times = ZOOMS[at + byOf(button)];
      if (times === undefined) return;
      at += byOf(button);
      zoom(times);
      show();
    });
  }
  tools.hidden = false;
  show();
}
