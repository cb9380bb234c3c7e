import { TimedOut } from '../../shared/outside/deadline.ts';
import { OutsideRefused, type Refusal, refusalText } from '../../shared/outside/guard.ts';
import { say, type Text } from '../../shared/text.ts';

const CAUSES = {
  refused: say(
    'Votre serveur n’a pas répondu 2xx. Son journal dit pourquoi ; le début de sa réponse est dans `answer`.',
    'Your server did not answer 2xx. Its log says why; the beginning of its answer is in `answer`.',
  ),
  redirected: say(
    'Votre serveur renvoie vers une autre adresse. Nous ne suivons aucune redirection : donnez l’adresse finale.',
    'Your server redirects to another address. We follow no redirect: give the final address.',
  ),
  gone: say(
    'Votre serveur a répondu 410 : le point d’accès est désactivé. Réactivez-le (`enabled: true`) pour reprendre.',
    'Your server answered 410: the endpoint is disabled. Enable it (`enabled: true`) to start again.',
  ),
  'timed-out': say(
    'Votre serveur n’a pas répondu en 15 secondes. Répondez d’abord, travaillez ensuite.',
    'Your server did not answer within 15 seconds. Answer first, work afterwards.',
  ),
  unreachable: say(
    'Votre serveur n’accepte pas la connexion. Vérifiez qu’il est démarré et joignable.',
    'Your server does not accept the connection. Check that it is running and can be reached.',
  ),
  'connection-lost': say(
    'Votre serveur a coupé la connexion avant de répondre.',
    'Your server closed the connection before it answered.',
  ),
  certificate: say(
    'Le certificat ou le chiffrement (TLS) de votre serveur est refusé. Vérifiez son nom, sa chaîne et sa date.',
    'Your server’s certificate or encryption (TLS) is refused. Check its name, its chain and its date.',
  ),
  'endpoint-disabled': say(
    'Le point d’accès est désactivé. Réactivez-le, puis rejouez la livraison.',
    'The endpoint is disabled. Enable it, then replay the delivery.',
  ),
  'fact-forgotten': say(
    'Ce fait n’est plus gardé : il a plus de 90 jours.',
    'This fact is no longer kept: it is over 90 days old.',
  ),
} satisfies Record<string, Text>;
export type DeliveryCause = keyof typeof CAUSES | Refusal;

/** What to do about a cause. */
export const deliveryCauseText = (cause: string): Text =>
  cause in CAUSES ? CAUSES[cause as keyof typeof CAUSES] : refusalText(cause as Refusal);

/** What an answer says, when it says no. */
export function causeOfStatus(status: number): DeliveryCause | undefined {
  if (status >= 200 && status < 300) return undefined;
  if (status === 410) return 'gone';
  return status >= 300 && status < 400 ? 'redirected' : 'refused';
}

const UNREACHABLE = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'EADDRNOTAVAIL']);
const LOST = new Set(['ECONNRESET', 'EPIPE']);

/** What a failure of the network means. @throws the error itself when it is a fault of ours */
export function causeOfError(error: unknown): DeliveryCause {
  if (error instanceof OutsideRefused) return error.refusal;
  if (error instanceof TimedOut) return 'timed-out';
  const { code } = error as { code?: string };
  if (typeof code !== 'string') throw error;
  if (UNREACHABLE.has(code)) return 'unreachable';
  // An answer that is no HTTP is as good as none.
  return LOST.has(code) || code.startsWith('HPE_') ? 'connection-lost' : 'certificate';
}
