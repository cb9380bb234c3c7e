import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export const USAGE = `npm start -- [--port 4000] [--data .guichet] [--allow-host HOST:PORT]… [--watch]`;

export const HELP = `${USAGE}

  --port N                 API et pages sur ce port, la boîte de réception sur le suivant / API and pages, the inbox on the next
  --data DIR               où tout est gardé d’une fois à l’autre / where all is kept from one time to the next
  --allow-host HOST:PORT   adresse de cette machine que les appels sortants peuvent joindre, répétable
                           / address of this machine that calls outside may reach, repeatable
  --watch                  se reconstruit quand le code change / rebuilds when the code changes`;

/** What `npm start` was asked, folders resolved. @throws an error whose words tell people how to write it */
export function readOptions(args: readonly string[]) {
  const values = parsed(args);
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_534) {
    throw new Error(`--port ${values.port} : un port de 1 à 65534. / a port from 1 to 65534.\n${USAGE}`);
  }
  const allowHosts = values['allow-host'];
  const wrong = allowHosts.find(
    (host) => !/^([^\s:,]+|\[[\da-f:]+\]):[1-9]\d{0,4}$/i.test(host) || Number(host.split(':').at(-1)) > 65_535,
  );
  if (wrong !== undefined) throw new Error(`--allow-host ${wrong} : HOST:PORT.\n${USAGE}`);
  return { port, allowHosts, data: resolve(values.data), watch: values.watch, help: values.help };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '4000' },
        data: { type: 'string', default: '.guichet' },
        'allow-host': { type: 'string', multiple: true, default: [] },
        watch: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw new Error(`Option inconnue ou sans valeur. / ${(error as Error).message}\n${USAGE}`);
  }
}
