/** What people typed over several lines: paragraphs parted by an empty line, « - » before each line of a list. */
export const Prose = ({ text }: { text: string }) => (
  <>
    {text.split(/\n\s*\n/).map((block) => {
      const written = block.split('\n').map((each) => each.trim());
      const items = written.filter((each) => each.startsWith('- '));
      if (items.length && items.length === written.filter(Boolean).length)
        return (
          <ul>
            {items.map((item) => (
              <li>{item.slice(2)}</li>
            ))}
          </ul>
        );
      return (
        <p>
          {written.map((each, i) => (
            <>
              {i > 0 && <br />}
              {each}
            </>
          ))}
        </p>
      );
    })}
  </>
);
