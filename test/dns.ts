import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

/** What the stand-in says at a name: its TXT records, another name, that it failed, or nothing at all. */
export type DnsAnswer =
  | readonly string[]
  | { cname: string }
  /** Hosts: IPv4 addresses, or mail servers. */
  | { a: readonly string[] }
  | { mx: readonly string[] }
  /** Cut short over UDP: whole over TCP only. */
  | { truncated: readonly string[] }
  | 'servfail'
  | 'silence';

/** Names that are not there do not exist; a name with no records has other things than texts. */
export type Zone = Readonly<Record<string, DnsAnswer>>;

export interface DnsServer {
  /** `address:port` */
  server: string;
  setZone(zone: Zone): void;
  /** The names that were asked for, in the order of the questions. */
  asked: string[];
  close(): Promise<void>;
}

const NXDOMAIN = 3;
const SERVFAIL = 2;
const TXT = 16;
const CNAME = 5;
const A = 1;
const MX = 15;

/** A name server on loopback, over UDP and TCP, that answers for every name from its zone. */
export async function startDns(): Promise<DnsServer> {
  let zone: Zone = {};
  const asked: string[] = [];
  const reply = (query: Buffer, overTcp: boolean): Buffer | undefined => {
    const { name, end } = questionOf(query);
    asked.push(name);
    return answer(query.subarray(0, end), name, zone, overTcp);
  };

  const sockets = new Set<Socket>();
  const tcp = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    let received = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      while (received.length > 2 && received.length >= received.readUInt16BE() + 2) {
        const length = received.readUInt16BE();
        const message = reply(received.subarray(2, length + 2), true);
        received = received.subarray(length + 2);
        if (message) socket.write(Buffer.concat([uint16(message.length), message]));
      }
    });
  });
  tcp.listen(0, '127.0.0.1');
  await once(tcp, 'listening');
  const { port } = tcp.address() as { port: number };
  const udp = createSocket('udp4');
  udp.on('message', (query, from) => {
    const message = reply(query, false);
    if (message) udp.send(message, from.port, from.address);
  });
  udp.bind(port, '127.0.0.1');
  await once(udp, 'listening');

  return {
    server: `127.0.0.1:${port}`,
    setZone: (next) => {
      zone = Object.fromEntries(Object.entries(next).map(([name, value]) => [name.toLowerCase(), value]));
    },
    asked,
    close: async () => {
      udp.close();
      for (const socket of sockets) socket.destroy();
      tcp.close();
      await once(tcp, 'close');
    },
  };
}

const uint16 = (value: number) => Buffer.from([value >> 8, value & 255]);

function questionOf(query: Buffer): { name: string; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join('.').toLowerCase(), end: at + 5 };
}

function answer(question: Buffer, name: string, zone: Zone, overTcp: boolean): Buffer | undefined {
  const found = zone[name];
  if (found === 'silence') return undefined;
  if (found === 'servfail') return message(question, SERVFAIL, []);
  if (found === undefined) return message(question, NXDOMAIN, []);
  if ('cname' in found) return alias(question, found.cname, zone);
  const type = question.readUInt16BE(question.length - 4);
  if ('a' in found) {
    const hosts = found.a.map((host) => record(pointer(), A, Buffer.from(host.split('.').map(Number))));
    return message(question, 0, type === A ? hosts : []);
  }
  if ('mx' in found) {
    const hosts = found.mx.map((host) => record(pointer(), MX, Buffer.concat([uint16(10), encoded(host)])));
    return message(question, 0, type === MX ? hosts : []);
  }
  if (type !== TXT) return message(question, 0, []);
  const texts = 'truncated' in found ? found.truncated : found;
  if ('truncated' in found && !overTcp) return message(question, 0, [], true);
  return message(
    question,
    0,
    texts.map((text) => record(pointer(), TXT, chunks(text))),
  );
}

function alias(question: Buffer, target: string, zone: Zone): Buffer {
  const found = zone[target.toLowerCase()];
  const first = record(pointer(), CNAME, encoded(target));
  if (!Array.isArray(found)) return message(question, NXDOMAIN, [first]);
  return message(question, 0, [first, ...found.map((text) => record(encoded(target), TXT, chunks(text)))]);
}

/** The question's own name. */
const pointer = () => Buffer.from([0xc0, 12]);

const encoded = (name: string) =>
  Buffer.concat([
    ...name.split('.').map((label) => Buffer.from([label.length, ...Buffer.from(label)])),
    Buffer.from([0]),
  ]);

/** A text as DNS carries it: pieces of at most 255 bytes. */
function chunks(text: string): Buffer {
  const bytes = Buffer.from(text);
  const pieces = Array.from({ length: Math.ceil(bytes.length / 255) || 1 }, (_, i) =>
    bytes.subarray(i * 255, i * 255 + 255),
  );
  return Buffer.concat(pieces.flatMap((piece) => [Buffer.from([piece.length]), piece]));
}

const record = (name: Buffer, type: number, data: Buffer) =>
  Buffer.concat([name, uint16(type), uint16(1), Buffer.alloc(4), uint16(data.length), data]);

function message(question: Buffer, code: number, records: readonly Buffer[], truncated = false): Buffer {
  const header = Buffer.concat([
    question.subarray(0, 2),
    uint16(0x8180 | (truncated ? 0x0200 : 0) | code),
    ...[1, records.length, 0, 0].map(uint16),
  ]);
  return Buffer.concat([header, question.subarray(12), ...records]);
}
