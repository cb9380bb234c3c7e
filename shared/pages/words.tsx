/** A sentence as descriptions of the API write it: `code` between backquotes, and links of our own site, `[words](/path)`. */
export const Words = ({ text }: { text: string }) => (
  <>{text.split('`').map((part, i) => (i % 2 ? <code>{part}</code> : <Linked text={part} />))}</>
);

const Linked = ({ text }: { text: string }) => {
  const [before, ...rest] = text.split('[');
  return (
    <>
      {before}
      {rest.map((part) => {
        const [words = '', path = ''] = part.split('](/', 2);
        const [to, ...after] = path.split(')');
        return path ? (
          <>
            <a href={`/${to}`}>{words}</a>
            {after.join(')')}
          </>
        ) : (
          `[${part}`
        );
      })}
    </>
  );
};
