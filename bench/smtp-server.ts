import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { SMTPServer } from 'smtp-server';

/** A server that takes all and keeps the first, in a thread of its own: what it costs is not what is measured. */
const { identity, pauses } = workerData as { identity: { cert: string; key: string }; pauses: number };
let isFirst = true;
const waits = (done: (error?: Error | null) => void) => pause(pauses).then(() => done());
const server = new SMTPServer({
  ...identity,
  logger: false,
  disableReverseLookup: true,
  onAuth: (_auth, _session, done) => done(null, { user: 'bench' }),
  onMailFrom: (_address, _session, done) => void waits(done),
  onRcptTo: (_address, _session, done) => void waits(done),
  onData(stream, _session, done) {
    stream.on('end', () => waits(done));
    if (isFirst) buffer(stream).then((message) => parentPort?.postMessage(message));
    else stream.resume();
    isFirst = false;
  },
});
server.on('error', () => {});
server.listen(0, '127.0.0.1');
await once(server.server, 'listening');
parentPort?.postMessage(server.server.address());
