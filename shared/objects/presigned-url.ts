import { fromEnv } from '@aws-sdk/credential-provider-env';
import { S3RequestPresigner } from '@aws-sdk/s3-request-presigner';
import { Sha256 } from '@smithy/core/checksum';
import { buildQueryString, escapeUriPath, HttpRequest } from '@smithy/core/protocols';
import { config } from '../config.ts';

interface Signed {
  method: 'GET' | 'PUT';
  bucket: string;
  key: string;
  query?: Record<string, string>;
  /** By their names in lower case. Whoever uses the link must send each with this very value. */
  headers?: Record<string, string>;
  /** How long the link works, in seconds. */
  seconds: number;
}

let presigner: S3RequestPresigner | undefined;
const signing = () =>
  (presigner ??= new S3RequestPresigner({ credentials: fromEnv(), region: config.region(), sha256: Sha256 }));

/** A link to one object that S3 honours as if we asked. Signed here, without S3 and without the weight of its client. */
export async function presignedUrl({
  method,
  bucket,
  key,
  query = {},
  headers = {},
  seconds,
}: Signed): Promise<string> {
  const names = new Set(Object.keys(headers));
  const request = new HttpRequest({ method, query, headers: { ...headers }, ...placeOf(bucket, escapeUriPath(key)) });
  const { protocol, path, ...signed } = await signing().presign(request, {
    expiresIn: seconds,
    signableHeaders: names,
    unhoistableHeaders: names,
  });
  return `${protocol}//${signed.headers.host}${path}?${buildQueryString(signed.query ?? {})}`;
}

/** The bucket's own host on AWS; its folder where an endpoint takes the place of S3. */
function placeOf(bucket: string, path: string) {
  const endpoint = config.s3Endpoint();
  if (!endpoint) {
    return { protocol: 'https:', hostname: `${bucket}.s3.${config.region()}.amazonaws.com`, path: `/${path}` };
  }
  const { protocol, hostname, port } = new URL(endpoint);
  return { protocol, hostname, path: `/${bucket}/${path}`, ...(port && { port: Number(port) }) };
}
