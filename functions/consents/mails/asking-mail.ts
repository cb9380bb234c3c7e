import { webAddress, words } from '../../../shared/mails/mail-kind.ts';
import { say } from '../../../shared/text.ts';

/** What every mail about a consent brings: who asks, what for word for word, the page to answer on, and the way out. */
export const askingMail = {
  data: { business: words, email: words, wording: words, link: webAddress, unsubscribe: webAddress },
  secrets: ['link', 'unsubscribe'],
  sample: {
    business: 'Menuiserie Durand',
    email: 'anne.martin@exemple.fr',
    wording: say(
      'J’accepte que Menuiserie Durand m’écrive à l’adresse anne.martin@exemple.fr pour me faire part de ses nouvelles et de ses offres, au plus 4 fois par mois. Je peux retirer cet accord à tout moment, par un lien présent dans chacun de ces e-mails.',
      'I agree that Menuiserie Durand writes to me at anne.martin@exemple.fr to tell me of its news and offers, at most 4 times a month. I can withdraw this agreement at any time, by a link that stands in each of these emails.',
    ),
    link: 'https://guichet.example/consent/exemple',
    unsubscribe: 'https://guichet.example/unsubscribe/exemple',
  },
} as const;
