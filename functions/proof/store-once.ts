import { AlreadyThere, headObject, putObject } from '../../shared/objects/objects.ts';
import type { Pinned } from '../../shared/objects/pinned.ts';

/**
 * The one object under a key of the archive: a second run finds the first one's and keeps it.
 * @param make not asked for what is there already
 */
export async function storeOnce(key: string, contentType: string, make: () => Promise<Uint8Array>): Promise<Pinned> {
  const earlier = await headObject('archive', key);
  if (earlier) return earlier;
  const bytes = await make();
  try {
    return await putObject({ bucket: 'archive', key, bytes, contentType, onlyIfAbsent: true });
  } catch (error) {
    const first = error instanceof AlreadyThere ? await headObject('archive', key) : undefined;
    if (!first) throw error;
    return first;
  }
}
