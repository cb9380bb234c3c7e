import { say, type Text } from '../../../shared/text.ts';
import type { SmtpAccount } from './smtp-account.ts';
import { providerOf, type SmtpPreset } from './smtp-presets.ts';

/** What an advice is written for. */
export type Advised = Pick<SmtpAccount, 'host' | 'port' | 'login' | 'fromAddress'> & { preset?: string | undefined };

interface Case extends Advised {
  provider: SmtpPreset | undefined;
  /** Whether the reader has the server's words before their eyes. */
  isQuoted: boolean;
}

const server = ({ provider, host }: Case) => provider?.name ?? host;
const where = ({ provider }: Case) => (provider?.appPasswordUrl ? ` ${provider.appPasswordUrl}` : '');

const passOn = ({ isQuoted }: Case) =>
  isQuoted
    ? say(
        'Sa réponse est ci-dessus : transmettez-la à votre fournisseur.',
        'Its answer is above: pass it on to your provider.',
      )
    : say(
        'Recommencez ; si cela se répète, demandez à votre fournisseur.',
        'Try again; if it happens again, ask your provider.',
      );

/** Whether the sender's address is that of the mailbox that signs in. */
const isOwnAddress = ({ login, fromAddress }: Case) => {
  const [from, mailbox] = [fromAddress.toLowerCase(), login.toLowerCase()];
  return from === mailbox || from.startsWith(`${mailbox}@`);
};

/** What to do, for each thing that a test may find. The key is kept with the account; the words are the reader's. */
const ADVICE = {
  'malformed-host': () =>
    say(
      'Vérifiez le nom du serveur : il ressemble à smtp.exemple.fr, sans « http » ni port.',
      'Check the server name: it looks like smtp.example.com, without “http” or a port.',
    ),
  'unknown-host': ({ host }) =>
    say(
      `Le nom ${host} n’existe pas. Vérifiez-le lettre par lettre, ou choisissez votre fournisseur dans la liste.`,
      `The name ${host} does not exist. Check it letter by letter, or choose your provider in the list.`,
    ),
  'resolver-failed': () =>
    say(
      'Le nom du serveur n’a pas pu être cherché pour le moment. Recommencez dans quelques minutes.',
      'The server’s name could not be looked up for now. Try again in a few minutes.',
    ),
  'address-not-public': () =>
    say(
      'Ce serveur n’est pas joignable depuis l’internet public. Donnez le nom public de votre serveur d’envoi.',
      'This server cannot be reached from the public internet. Give the public name of your sending server.',
    ),
  'port-not-allowed': () =>
    say(
      'Ce port n’est pas un port d’envoi. Choisissez 465 (TLS), 587 ou 2525 (STARTTLS).',
      'This is not a port for sending. Choose 465 (TLS), 587 or 2525 (STARTTLS).',
    ),
  'connection-refused': ({ port }) =>
    say(
      `Le serveur n’écoute pas sur le port ${port}. Essayez ${port === 465 ? '587 avec STARTTLS' : '465 avec TLS'}.`,
      `The server does not listen on port ${port}. Try ${port === 465 ? '587 with STARTTLS' : '465 with TLS'}.`,
    ),
  'host-silent': ({ port }) =>
    say(
      `Le serveur ne répond pas sur le port ${port} : il est arrêté, ou un pare-feu bloque. Essayez ${port === 465 ? '587 avec STARTTLS' : '465 avec TLS'}.`,
      `The server does not answer on port ${port}: it is down, or a firewall blocks. Try ${port === 465 ? '587 with STARTTLS' : '465 with TLS'}.`,
    ),
  'no-greeting': () =>
    say(
      'Le serveur accepte la connexion mais ne se présente pas. Ce n’est peut-être pas un serveur d’envoi, ou il est surchargé : vérifiez nom, port et sécurité, puis recommencez.',
      'The server takes the connection but does not greet. It may not be a sending server, or it is overloaded: check name, port and security, then try again.',
    ),
  'not-smtp': () =>
    say(
      'Ce qui répond sur ce port n’est pas un serveur d’envoi (SMTP). Vérifiez le nom et le port.',
      'What answers on this port is not a sending server (SMTP). Check the name and the port.',
    ),
  'server-busy': () =>
    say(
      'Le serveur est occupé ou limite les connexions. Recommencez dans quelques minutes ; vos réglages ne sont pas en cause.',
      'The server is busy or limits connections. Try again in a few minutes; your settings are not at fault.',
    ),
  'server-refuses': () =>
    say(
      'Le serveur refuse nos connexions. Demandez à son administrateur de les autoriser, ou choisissez un autre fournisseur.',
      'The server refuses our connections. Ask its administrator to allow them, or choose another provider.',
    ),
  'connection-lost': () =>
    say(
      'Le serveur a coupé la connexion. Recommencez ; si cela se répète, demandez à votre fournisseur pourquoi il la coupe.',
      'The server cut the connection. Try again; if it happens again, ask your provider why it cuts.',
    ),
  'server-silent': () =>
    say(
      'Le serveur a cessé de répondre. Recommencez dans quelques minutes.',
      'The server stopped answering. Try again in a few minutes.',
    ),
  'server-slow': () =>
    say(
      'Le serveur répond, mais trop lentement : l’essai n’a pas pu finir à temps. Recommencez à un autre moment ; si cela dure, demandez à votre fournisseur pourquoi il fait attendre.',
      'The server answers, but too slowly: the test could not end in time. Try again at another moment; if it lasts, ask your provider why it makes you wait.',
    ),
  'unexpected-reply': (c) =>
    say(
      `Le serveur a répondu autre chose que prévu. ${passOn(c).fr}`,
      `The server answered something unexpected. ${passOn(c).en}`,
    ),
  'use-tls': ({ port }) =>
    say(
      `Sur le port ${port} ce serveur chiffre dès la connexion. Choisissez la sécurité « TLS ».`,
      `On port ${port} this server encrypts from the start. Choose “TLS” security.`,
    ),
  'use-starttls': ({ port }) =>
    say(
      `Sur le port ${port} ce serveur ne chiffre pas dès la connexion. Choisissez la sécurité « STARTTLS », ou le port 465.`,
      `On port ${port} this server does not encrypt from the start. Choose “STARTTLS” security, or port 465.`,
    ),
  'starttls-missing': () =>
    say(
      'Le serveur ne propose pas le chiffrement (STARTTLS) : votre mot de passe partirait en clair, nous ne l’avons pas envoyé. Essayez le port 465 avec TLS.',
      'The server does not offer encryption (STARTTLS): your password would travel in clear, so we did not send it. Try port 465 with TLS.',
    ),
  'starttls-refused': () =>
    say(
      'Le serveur propose le chiffrement (STARTTLS) puis le refuse. Essayez le port 465 avec TLS.',
      'The server offers encryption (STARTTLS) and then refuses it. Try port 465 with TLS.',
    ),
  'certificate-expired': () =>
    say(
      'Le certificat du serveur a expiré. Son administrateur doit le renouveler.',
      'The server’s certificate has expired. Its administrator must renew it.',
    ),
  'certificate-not-yet-valid': () =>
    say(
      'Le certificat du serveur n’est pas encore valable. Son administrateur doit le corriger.',
      'The server’s certificate is not valid yet. Its administrator must correct it.',
    ),
  'certificate-self-signed': () =>
    say(
      'Le serveur s’est fait son certificat lui-même : rien ne prouve que c’est le bon serveur. Il lui faut un certificat reconnu (par exemple Let’s Encrypt).',
      'The server made its own certificate: nothing proves that it is the right server. It needs a recognised one (Let’s Encrypt, for example).',
    ),
  'certificate-untrusted': () =>
    say(
      'Le certificat du serveur ne vient pas d’une autorité reconnue, ou sa chaîne est incomplète. Son administrateur doit le corriger.',
      'The server’s certificate does not come from a recognised authority, or its chain is incomplete. Its administrator must correct it.',
    ),
  'certificate-wrong-name': ({ host }) =>
    say(
      `Le certificat du serveur n’est pas au nom de ${host}. Donnez le nom qui figure sur le certificat : c’est souvent celui de l’hébergeur.`,
      `The server’s certificate is not in the name of ${host}. Give the name that stands on the certificate: often that of the host company.`,
    ),
  'tls-too-old': () =>
    say(
      'Le serveur ne connaît que des chiffrements trop anciens. Il lui faut TLS 1.2 ou plus récent.',
      'The server only knows encryption that is too old. It needs TLS 1.2 or newer.',
    ),
  'tls-failed': () =>
    say(
      'La connexion chiffrée n’a pas pu s’établir. Vérifiez la sécurité et le port auprès de votre fournisseur.',
      'The encrypted connection could not be set up. Check security and port with your provider.',
    ),
  'auth-not-offered': ({ port }) =>
    say(
      `Ce serveur ne propose pas d’identification sur le port ${port} : ce n’est pas un serveur d’envoi pour ses clients. Demandez à votre fournisseur son serveur SMTP « authentifié ».`,
      `This server offers no sign-in on port ${port}: it is not a sending server for customers. Ask your provider for its “authenticated” SMTP server.`,
    ),
  'auth-mechanism': () =>
    say(
      'Le serveur n’accepte aucune des identifications par mot de passe que nous connaissons (PLAIN, LOGIN, CRAM-MD5). Demandez à votre fournisseur comment s’identifier.',
      'The server takes none of the password sign-ins that we know (PLAIN, LOGIN, CRAM-MD5). Ask your provider how to sign in.',
    ),
  'oauth-only': (c) =>
    say(
      `${server(c)} n’accepte que la connexion OAuth, pas un mot de passe. Choisissez l’envoi par Guichet, ou un autre fournisseur.`,
      `${server(c)} only takes OAuth sign-in, no password. Choose sending by Guichet, or another provider.`,
    ),
  'microsoft-password': () =>
    say(
      'Microsoft refuse les mots de passe en SMTP (il exige OAuth), mots de passe d’application compris. Si votre entreprise administre Microsoft 365, son administrateur peut encore activer « SMTP authentifié » pour cette boîte ; sinon choisissez l’envoi par Guichet.',
      'Microsoft refuses passwords over SMTP (it requires OAuth), application passwords included. If your company runs Microsoft 365, its administrator may still turn on “Authenticated SMTP” for this mailbox; otherwise choose sending by Guichet.',
    ),
  'app-password': (c) =>
    say(
      `${server(c)} refuse le mot de passe habituel : il faut un mot de passe d’application. Créez-le puis collez-le ici.${where(c)}`,
      `${server(c)} refuses the usual password: it wants an application password. Make one, then paste it here.${where(c)}`,
    ),
  'smtp-key': (c) =>
    c.provider?.loginForm === 'api-key'
      ? say(
          `${server(c)} veut la clé d’API pour identifiant et la clé secrète pour mot de passe, pas ceux de votre compte.${where(c)}`,
          `${server(c)} wants the API key as login and the secret key as password, not those of your account.${where(c)}`,
        )
      : say(
          `${server(c)} veut son identifiant et sa clé SMTP, pas le mot de passe de votre compte.${where(c)}`,
          `${server(c)} wants its own login and SMTP key, not the password of your account.${where(c)}`,
        ),
  'login-before-at': (c) =>
    say(
      `${server(c)} veut pour identifiant ce qui précède le @ : « ${c.login.split('@')[0]} ».`,
      `${server(c)} wants as login what stands before the @: “${c.login.split('@')[0]}”.`,
    ),
  'wrong-login': (c) => {
    const login =
      c.provider?.loginForm === 'local-part'
        ? say('L’identifiant y est ce qui précède le @ de l’adresse', 'There the login is what stands before the @')
        : say('L’identifiant est d’ordinaire l’adresse entière', 'The login is usually the whole address');
    return say(
      `Identifiant ou mot de passe refusé par ${server(c)}. ${login.fr} ; retapez le mot de passe, ou vérifiez-le en ouvrant la boîte.`,
      `Login or password refused by ${server(c)}. ${login.en}; retype the password, or check it by opening the mailbox.`,
    );
  },
  'auth-later': () =>
    say(
      'Le serveur ne peut pas vérifier le mot de passe pour le moment. Recommencez dans quelques minutes ; vos réglages ne sont pas en cause.',
      'The server cannot check the password for now. Try again in a few minutes; your settings are not at fault.',
    ),
  'sender-refused': (c) => {
    const { fromAddress, login, provider } = c;
    const refused = say(
      `Le serveur refuse ${fromAddress} comme expéditeur`,
      `The server refuses ${fromAddress} as the sender`,
    );
    if (provider?.password === 'smtp-key') {
      return say(
        `${refused.fr}. Déclarez cette adresse ou son domaine chez ${server(c)}, validez-la, puis recommencez.`,
        `${refused.en}. Declare this address or its domain at ${server(c)}, have it verified, then try again.`,
      );
    }
    if (isOwnAddress(c)) {
      return say(
        `${refused.fr}, alors que c’est l’adresse de la boîte (identifiant ${login}). Demandez à votre fournisseur si cette boîte a le droit d’envoyer par SMTP, ou si elle est bloquée.`,
        `${refused.en}, although it is the mailbox’s own (login ${login}). Ask your provider whether this mailbox may send over SMTP, or is blocked.`,
      );
    }
    return say(
      `${refused.fr}. Mettez l’adresse de la boîte elle-même (identifiant ${login}), ou déclarez cette adresse chez votre fournisseur.`,
      `${refused.en}. Use the address of the mailbox itself (login ${login}), or declare this address with your provider.`,
    );
  },
  'no-international-sender': ({ fromAddress }) =>
    say(
      `Ce serveur n’accepte pas d’accents ni d’autres lettres dans l’adresse d’envoi (${fromAddress}). Prenez une adresse d’envoi sans accents avant le @.`,
      `This server takes no accents or other letters in the sender’s address (${fromAddress}). Use a sender’s address without accents before the @.`,
    ),
  'no-international-addresses': () =>
    say(
      'Ce serveur n’accepte pas d’accents ni d’autres lettres dans ce qui précède le @ du destinataire. Écrivez à une adresse sans accents.',
      'This server takes no accents or other letters before the @ of the recipient. Write to an address without accents.',
    ),
  'relay-refused': ({ login }) =>
    say(
      `Le serveur n’envoie que pour ses propres clients, et ne vous prend pas pour l’un d’eux. Vérifiez le serveur et l’identifiant (${login}) auprès de votre fournisseur.`,
      `The server only sends for its own customers, and does not take you for one. Check the server and the login (${login}) with your provider.`,
    ),
  'daily-limit': (c) =>
    say(
      `La limite d’envoi par jour de cette boîte est atteinte : ${server(c)} n’en prend pas plus. Rien n’est à changer : les e-mails partent d’eux-mêmes quand il en reprend, dans les 24 heures. Pour envoyer plus, demandez une limite plus haute ou choisissez un service d’envoi.`,
      `The daily sending limit of this mailbox is reached: ${server(c)} takes no more. There is nothing to change: emails leave by themselves when it takes them again, within 24 hours. To send more, ask for a higher limit or choose a sending service.`,
    ),
  'rate-limit': (c) =>
    say(
      `${server(c)} trouve que cette boîte envoie trop, ou trop vite. Rien n’est à changer : les e-mails partent d’eux-mêmes quand il en reprend.`,
      `${server(c)} finds that this mailbox sends too much, or too fast. There is nothing to change: emails leave by themselves when it takes them again.`,
    ),
  'too-large': () =>
    say(
      'Le serveur refuse des messages de cette taille. Allégez-les, ou demandez une limite plus haute à votre fournisseur.',
      'The server refuses messages of this size. Make them smaller, or ask your provider for a higher limit.',
    ),
  'mailbox-full': () =>
    say(
      'Une boîte est pleine : celle du destinataire, ou la vôtre. Faites-y de la place, ou demandez qu’on en fasse, puis recommencez.',
      'A mailbox is full: that of the recipient, or yours. Make room in it, or have room made, then try again.',
    ),
  nobody: () =>
    say(
      'Le serveur répond que cette adresse de destinataire n’existe pas. Vérifiez-la lettre par lettre.',
      'The server answers that this recipient’s address does not exist. Check it letter by letter.',
    ),
  'recipient-refused': () =>
    say(
      'Le serveur refuse d’écrire à ce destinataire. Sa réponse dit pourquoi ; vérifiez l’adresse.',
      'The server refuses to write to this recipient. Its answer says why; check the address.',
    ),
  'recipient-later': () =>
    say(
      'Le serveur remet ce destinataire à plus tard. Recommencez dans quelques minutes.',
      'The server puts this recipient off. Try again in a few minutes.',
    ),
  spam: () =>
    say(
      'Le serveur prend le message pour du courrier indésirable. Vérifiez SPF, DKIM et DMARC du domaine de l’expéditeur, ou voyez avec votre fournisseur.',
      'The server takes the message for spam. Check SPF, DKIM and DMARC of the sender’s domain, or ask your provider.',
    ),
  'content-refused': () =>
    say(
      'Le serveur refuse ce que contient le message (une pièce jointe, un lien). Changez-le, ou demandez à votre fournisseur ce qu’il bloque.',
      'The server refuses what the message contains (an attachment, a link). Change it, or ask your provider what it blocks.',
    ),
  'message-refused': (c) =>
    say(
      `Le serveur accepte la connexion mais refuse le message. ${passOn(c).fr}`,
      `The server takes the connection but refuses the message. ${passOn(c).en}`,
    ),
  'message-later': () =>
    say(
      'Le serveur remet le message à plus tard (limite d’envoi, ou première visite). Recommencez dans quelques minutes.',
      'The server puts the message off (sending limit, or first visit). Try again in a few minutes.',
    ),
} satisfies Record<string, (about: Case) => Text>;

export type Advice = keyof typeof ADVICE;

/**
 * The advice for what was found, fitted to the account's provider and to the server's words, where the reader has them.
 * `undefined` for a key that is no longer known.
 */
export function adviceText(advice: string, account: Advised, reply?: string): Text | undefined {
  return Object.hasOwn(ADVICE, advice)
    ? ADVICE[advice as Advice]({ ...account, provider: providerOf(account), isQuoted: Boolean(reply) })
    : undefined;
}
