/** A tick in a circle, in the colours of the theme; decoration beside a heading that says the same. */
export const SealIcon = () => (
  <svg class="seal" viewBox="0 0 56 56" aria-hidden="true">
    <circle cx="28" cy="28" r="26" />
    <path d="m17 29 8 8 15-17" />
  </svg>
);
