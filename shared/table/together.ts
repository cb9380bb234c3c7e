import DataLoader from 'dataloader';
import { nameOf, type RowKey } from './read.ts';
import { attempt, insisting, type Outcome, type Transact, type TransactItem } from './transact.ts';

/** As many actions as one transaction holds. */
const MOST = 100;

/**
 * A `transact` for jobs done side by side, as the messages of one batch: what they write while another write is under way
 * leaves together, in one round trip. They stay apart in all else: what keeps writes from being done together is found
 * out one by one, so that none fails because of another.
 */
export function transactTogether(): Transact {
  let underWay: Promise<unknown> = Promise.resolve();
  const waiting = new DataLoader<readonly TransactItem[], Outcome>(
    (all) => {
      const outcomes = attemptTogether(all);
      underWay = outcomes;
      return outcomes;
    },
    { cache: false, batchScheduleFn: (leave) => void underWay.then(() => process.nextTick(leave)) },
  );
  return (writes) => insisting(writes, (items) => waiting.load(items));
}

async function attemptTogether(all: readonly (readonly TransactItem[])[]): Promise<(Outcome | Error)[]> {
  const outcomes: (Outcome | Error)[] = [];
  const alone = async (place: number) => {
    outcomes[place] = await attempt(all[place] ?? []).catch((error: Error) => error);
  };
  await Promise.all(
    groupsOf(all).map(async (places) => {
      const items = places.flatMap((place) => all[place] ?? []);
      const isDone = places.length > 1 && (await attempt(items).catch(() => 'failed')) === 'done';
      if (isDone) for (const place of places) outcomes[place] = 'done';
      else await Promise.all(places.map(alone));
    }),
  );
  return outcomes;
}

/** Places of writes that fit in one transaction: it takes no two actions on one item. */
function groupsOf(all: readonly (readonly TransactItem[])[]): number[][] {
  const groups: { places: number[]; keys: Set<string> }[] = [];
  for (const [place, items] of all.entries()) {
    const keys = items.map(keyOf);
    const fits = (group: { keys: Set<string> }) =>
      group.keys.size + keys.length <= MOST && !keys.some((key) => group.keys.has(key));
    let group = groups.find(fits);
    if (!group) {
      group = { places: [], keys: new Set() };
      groups.push(group);
    }
    group.places.push(place);
    for (const key of keys) group.keys.add(key);
  }
  return groups.map(({ places }) => places);
}

const keyOf = ({ Put, Update, Delete, ConditionCheck }: TransactItem): string =>
  nameOf((Put?.Item ?? (Update ?? Delete ?? ConditionCheck)?.Key) as unknown as RowKey);
