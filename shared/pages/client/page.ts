/** On every page: a form is sent once, what must wait is counted down, and what is meant to be copied can be. */
function sendOnce(form: HTMLFormElement): void {
  const button = form.querySelector('button');
  form.addEventListener('submit', (event) => {
    if (button?.getAttribute('aria-disabled') === 'true') event.preventDefault();
    button?.setAttribute('aria-disabled', 'true');
  });
  // A page that the browser kept and shows again ("back") must be usable again.
  addEventListener('pageshow', () => button?.removeAttribute('aria-disabled'));
}

/** « dans 1:05 »: the button serves when its time has come, and that is said once. Whatever the visitor's clock shows. */
function countDown(shown: HTMLElement): void {
  const button = shown.closest('form')?.querySelector('button');
  const end = performance.now() + Number(shown.dataset.wait) * 1000;
  const tick = () => {
    const left = Math.ceil((end - performance.now()) / 1000);
    if (button) button.disabled = left > 0;
    if (left > 0) {
      const parts = [Math.floor(left / 3600), Math.floor(left / 60) % 60, left % 60];
      const [first, ...rest] = parts[0] ? parts : parts.slice(1);
      shown.textContent = `${shown.dataset.counting} ${[first, ...rest.map((part) => String(part).padStart(2, '0'))].join(':')}`;
      return;
    }
    clearInterval(ticking);
    const said = shown.parentElement?.querySelector<HTMLElement>('[data-over]');
    shown.textContent = '';
    if (said) said.textContent = said.dataset.over ?? '';
  };
  const ticking = setInterval(tick, 1000);
  tick();
}

/** What is being made is shown once it is there: the page looks for it, ever more rarely, and for some ten minutes. */
function lookFor(shown: HTMLElement, seconds = 2): void {
  if (seconds > 120) return;
  setTimeout(async () => {
    const answer = await fetch(location.href).catch(() => undefined);
    const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : undefined;
    const now = page?.getElementById(shown.id);
    if (!now || 'untilThere' in now.dataset) return lookFor(shown, seconds * 1.3);
    shown.replaceChildren(...now.childNodes);
  }, seconds * 1000);
}

function offerCopy(button: HTMLButtonElement): void {
  const source = document.getElementById(button.dataset.copy ?? '');
  if (!source || !navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(source.textContent ?? '');
    const said = button.parentElement?.querySelector('[aria-live]');
    if (said) said.textContent = button.dataset.copied ?? '';
    button.textContent = button.dataset.copied ?? '';
  });
}

for (const form of document.querySelectorAll('form')) sendOnce(form);
for (const shown of document.querySelectorAll<HTMLElement>('[data-wait]')) countDown(shown);
for (const shown of document.querySelectorAll<HTMLElement>('[data-until-there]')) lookFor(shown);
for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) offerCopy(button);
