import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { SMTPServer } from 'smtp-server';

/** Milliseconds that a server takes for a reply, and for its word on a message. */
export interface Distance {
  reply: number;
  verdict: number;
}

/** A server that takes all and keeps the first, in a thread of its own: what it costs is not what is measured. */
const { identity, distance } = workerData as { identity: { cert: string; key: string }; distance: Distance };
let isFirst = true;
const waits = (ms: number, done: (error?: Error | null) => void) => pause(ms).then(() => done());
const server = new SMTPServer({
  ...identity,
  logger: false,
  disableReverseLookup: true,
  onAuth: (_auth, _session, done) => done(null, { user: 'bench' }),
  onMailFrom: (_address, _session, done) => void waits(distance.reply, done),
  onRcptTo: (_address, _session, done) => void waits(distance.reply, done),
  onData(stream, _session, done) {
    stream.on('end', () => waits(distance.verdict, done));
    if (isFirst) buffer(stream).then((message) => parentPort?.postMessage(message));
    else stream.resume();
    isFirst = false;
  },
});
server.on('error', () => {});
server.listen(0, '127.0.0.1');
await once(server.server, 'listening');
parentPort?.postMessage(server.server.address());
