/** On every page: a form is sent once, and what is meant to be copied can be. */
function sendOnce(form: HTMLFormElement): void {
  const button = form.querySelector('button');
  form.addEventListener('submit', (event) => {
    if (button?.getAttribute('aria-disabled') === 'true') event.preventDefault();
    button?.setAttribute('aria-disabled', 'true');
  });
  // A page that the browser kept and shows again ("back") must be usable again.
  addEventListener('pageshow', () => button?.removeAttribute('aria-disabled'));
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
for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) offerCopy(button);
