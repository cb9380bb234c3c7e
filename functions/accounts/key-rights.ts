import type { User } from '../../shared/identity/actor.ts';
import { allows, type Right } from '../../shared/identity/rights.ts';
import { forbidden, invalidField } from '../../shared/problem/problem.ts';
import { say } from '../../shared/text.ts';
import { findThirdParty } from './third-party.ts';

type Rights = readonly (Right | '*')[];

const within = (held: Rights, right: Right | '*') => (right === '*' ? held.includes('*') : allows(held, right));

/**
 * The rights of a new key: those asked for, else the partner's, else those of the key that asks.
 * @throws 422 for more than the partner may have, 403 for more than the key that asks holds
 */
export function rightsOfNewKey(asked: Rights | undefined, thirdParty: string | undefined, caller: User): Rights {
  const partner = thirdParty === undefined ? undefined : findThirdParty(thirdParty);
  const rights = asked ?? partner?.rights ?? caller.rights;
  const tooMuch = partner && rights.find((right) => !within(partner.rights, right));
  if (tooMuch) {
    throw invalidField(
      '/rights',
      say(`${partner.name} ne peut pas avoir le droit « ${tooMuch} ».`, `${partner.name} cannot have “${tooMuch}”.`),
    );
  }
  const missing = rights.find((right) => !within(caller.rights, right));
  if (missing) {
    throw forbidden(
      say(
        `Votre clé n’a pas le droit « ${missing} » : elle ne peut pas le donner.`,
        `Your key does not hold the right “${missing}”: it cannot give it.`,
      ),
    );
  }
  return rights;
}
