/** An XML element: the text or the elements inside, undefined ones left out. */
type XmlContent = string | number | boolean | XmlElement[];
export type XmlElement = readonly [name: string, content: XmlContent | undefined];

/** A whole XML document whose root is `element`. */
export function xmlDocument(element: XmlElement, namespace?: string): string {
  const [name, content] = element;
  const attribute = namespace ? ` xmlns="${namespace}"` : '';
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${name}${attribute}>${inside(content ?? '')}</${name}>`;
}

function inside(content: XmlContent): string {
  if (!Array.isArray(content)) return escapeText(String(content));
  return content.map(([name, value]) => (value === undefined ? '' : `<${name}>${inside(value)}</${name}>`)).join('');
}

function escapeText(text: string): string {
  return text.replace(/[&<>"\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}
