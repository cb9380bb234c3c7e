import { createHash } from 'node:crypto';

export interface MessageAttribute {
  DataType: string;
  StringValue?: string;
  /** Base64. */
  BinaryValue?: string;
}

/** MD5OfMessageAttributes, as the SQS developer guide defines it; undefined when there are none. */
export function md5OfAttributes(attributes: Record<string, MessageAttribute>): string | undefined {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return undefined;
  const hash = createHash('md5');
  const add = (bytes: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hash.update(length).update(bytes);
  };
  for (const name of names) {
    const { DataType, StringValue, BinaryValue } = attributes[name] as MessageAttribute;
    add(Buffer.from(name));
    add(Buffer.from(DataType));
    const isText = StringValue !== undefined;
    hash.update(Buffer.from([isText ? 1 : 2]));
    add(isText ? Buffer.from(StringValue) : Buffer.from(BinaryValue ?? '', 'base64'));
  }
  return hash.digest('hex');
}
