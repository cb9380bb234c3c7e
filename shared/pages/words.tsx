/** A sentence in which `code` stands between backquotes, as descriptions of the API write it. */
export const Words = ({ text }: { text: string }) => (
  <>{text.split('`').map((part, i) => (i % 2 ? <code>{part}</code> : part))}</>
);
