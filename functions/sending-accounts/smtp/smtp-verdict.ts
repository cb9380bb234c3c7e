import type { SmtpStage } from './smtp-account-fields.ts';
import type { Advice } from './smtp-advice.ts';
import type { Reply } from './smtp-dialogue.ts';
import type { SmtpPreset } from './smtp-presets.ts';

interface Tried {
  provider: SmtpPreset | undefined;
  login: string;
}

/**
 * What a server's refusal at a stage means, by its code, its enhanced code (RFC 3463) and its words, for the test of an
 * account and for delivery alike. Words count because codes are used loosely: a daily limit is told as 550, a full
 * mailbox as 552, a sender that is not ours at RCPT.
 */
export function verdict(stage: SmtpStage, reply: Reply, tried: Tried): Advice {
  if (stage === 'connect') {
    return isPassing(reply) || saying(reply, LIMIT) || saying(reply, LATER) ? 'server-busy' : 'server-refuses';
  }
  if (stage === 'tls') return reply.code === 421 ? 'server-busy' : 'starttls-refused';
  if (stage === 'authenticate') return refusedLogin(reply, tried);
  return refusedMail(stage, reply);
}

/** Of a login that is asked too often, or not for the moment. */
const LOCKED = /\btoo many\b|\btemporar|\b(?:again|try) later\b|trop de tentatives/i;

const isPassing = ({ code }: Reply) => code >= 400 && code < 500;
const saying = ({ lines }: Reply, ...words: RegExp[]) => {
  const text = lines.join(' ');
  return words.every((each) => each.test(text));
};
const isOne = ({ enhanced = '' }: Reply, ...details: string[]) => details.includes(enhanced.slice(2));

/** How often, and how much. */
const LIMIT =
  /\b(?:limit|quota|exceed|too (?:many|much|fast|quickly)|rate\b|rate-?limit|throttl|unusual|dépass|atteint|trop )/i;
const BY_DAY = /\b(?:daily|(?:a|per|by|\/) ?day|day['’]?s|24[ -]?h|journali|quotidien|(?:par|\/) ?jour)/i;
const BY_TIME = /\b(?:hour|minute|per second|rate\b|rate-?limit|throttl|par heure)/i;
const SENDING =
  /\b(?:sending|sent|outgoing|outbound|e?-?mails|much (?:e?-?mail|traffic)|messages|message (?:limit|quota)|envoi|envoy)|submi(?:t|ssion)/i;
const SIZE = /\b(?:size|large|big|bytes|octets|taille|volumineux)\b/i;
/** Of the message itself, whatever the code. */
const TOO_LARGE = /\btoo (?:large|big)\b|\btrop (?:gros|lourd|volumineux)|\bmessage(?: header)? size\b/i;
const ROOM = /\b(?:full|over ?quota|quota|storage|space|mailbox size|pleine?|satur)/i;
const BOX = /\b(?:mailbox|inbox|user|account|recipient|maildrop|storage|disk|space|bo[iî]te|destinataire)\b/i;
/** The server's own disk. */
const ITS_DISK = /\binsufficient (?:disk|system)|\bdisk full\b/i;
const RECEIVING = /\breceiving (?:e?-?mail|messages|limit)\b|\breceived too m|\b(?:can|may) receive\b/i;
const LATER =
  /\btry (?:again (?:later|in|after|at|soon|shortly|tomorrow)\b|later|after)|\bagain later|\b(?:temporar|come back|gr[ea]y-?list|réessay|plus tard)/i;

/** Whose fault it is. */
const SENDER =
  /\bsender\b|not owned by|\bsend[ -]?as\b|SendAsDenied|\bfrom (?:address|header)\b|\baddress in from\b|\breturn.path\b|\bauthenticated user\b|\baddress is not verified\b|expéditeur/i;
const RELAY =
  /\brelay|\brelais\b|\brcpthosts\b|smtp auth|authentication (?:is )?(?:required|needed)|must authenticate|not authenticated|log ?in first/i;
const SPAM =
  /\b(?:spam|junk\b|unsolicited|reputation|(?:black|block|deny)-?list|dnsbl|rbl\b|dmarc|spf\b|dkim|banned|authentication level|indésirable)/i;
const BLOCKED = /\bblocked\b/i;
const CONTENT = /\b(?:attachment|virus|malware|infected|executable|content\b|security issue|phish|pièces? jointe)/i;
const NOBODY =
  /\b(?:no such|unknown|invalid|non-?existent|inexistent) (?:user|mailbox|recipient|address|account|local)|\b(?:user|mailbox|recipient|account|address)\b[^.;]{0,40}\b(?:unknown|not found|not exist|n['’]t exist|no longer exists?)|no mailbox here|\b(?:does not|doesn['’]t) have an? \S{1,40} account|n['’]existe pas|destinataire inconnu/i;

const tooLarge = (reply: Reply) =>
  isOne(reply, '3.4', '2.3') ||
  saying(reply, TOO_LARGE) ||
  (reply.code === 552 && saying(reply, SIZE) && !saying(reply, ROOM, BOX));

/** A mailbox without room; not how much may be sent, nor the disk of the server (x.3.1). */
const isFull = (reply: Reply) =>
  isOne(reply, '2.2') ||
  (saying(reply, ROOM, BOX) &&
    ![SENDING, BY_DAY, ITS_DISK].some((other) => saying(reply, other)) &&
    !isOne(reply, '3.1'));

/** How much may be sent; none when it is about something else. */
function limitOf(reply: Reply): Advice | undefined {
  // Too many for one message: the others leave, and they at the next try.
  if (isOne(reply, '5.3')) return undefined;
  const isLimit = isOne(reply, '4.5') || (saying(reply, LIMIT) && !saying(reply, SIZE));
  if (!isLimit) return undefined;
  if (saying(reply, BY_DAY)) return 'daily-limit';
  return saying(reply, BY_TIME) || saying(reply, SENDING) || isOne(reply, '4.5') ? 'rate-limit' : undefined;
}

function refusedMail(stage: SmtpStage, reply: Reply): Advice {
  const later = stage === 'recipient' ? 'recipient-later' : 'message-later';
  if (saying(reply, RECEIVING)) return later;
  if (tooLarge(reply)) return 'too-large';
  if (isFull(reply)) return 'mailbox-full';
  const limit = limitOf(reply);
  if (limit) return limit;
  if (reply.code === 421) return 'server-busy';
  if (isPassing(reply)) return later;
  if (isOne(reply, '5.3') || saying(reply, LATER)) return later;
  if (reply.code === 503 || (reply.code < 505 && !reply.enhanced?.startsWith('5.1.'))) return 'unexpected-reply';
  if (reply.code === 530 || saying(reply, RELAY)) return 'relay-refused';
  return blamed(stage, reply);
}

/** Refused for good: whose fault it is. */
function blamed(stage: SmtpStage, reply: Reply): Advice {
  if (saying(reply, SPAM) || isPolicyOfSender(reply)) return 'spam';
  // Many servers judge the sender only when they know to whom it writes, or what.
  if (isOne(reply, '1.7', '1.8') || saying(reply, SENDER)) return 'sender-refused';
  if (saying(reply, CONTENT) || (reply.code === 552 && reply.enhanced?.startsWith('5.7.'))) return 'content-refused';
  if (saying(reply, BLOCKED)) return 'spam';
  if (stage === 'sender') return 'sender-refused';
  if (isOne(reply, '1.1', '1.6', '1.10') || saying(reply, NOBODY)) return 'nobody';
  if (reply.code === 552) return stage === 'recipient' ? 'mailbox-full' : 'too-large';
  return stage === 'recipient' ? 'recipient-refused' : 'message-refused';
}

/** DKIM, SPF, DMARC or the name of the sender's machine (RFC 7372, RFC 7505). */
const isPolicyOfSender = ({ enhanced = '' }: Reply) => /^5\.7\.2[0-7]$/.test(enhanced);

function refusedLogin(reply: Reply, { provider, login }: Tried): Advice {
  const { code, enhanced } = reply;
  if (saying(reply, LIMIT, BY_DAY)) return 'daily-limit';
  if (code === 421) return 'server-busy';
  if (isPassing(reply)) return 'auth-later';
  if (enhanced === '5.7.139' || saying(reply, /SmtpClientAuthentication|basic authentication is disabled/i)) {
    return 'microsoft-password';
  }
  if (isUnknownMechanism(reply)) return 'auth-mechanism';
  if (code === 534 || saying(reply, /application.specific password|\bapp(lication)? password/i)) return 'app-password';
  if (code < 530 && code !== 525) return 'unexpected-reply';
  if (provider?.password === 'oauth-only') return 'microsoft-password';
  if (provider?.password === 'app-password') return 'app-password';
  if (provider?.password === 'smtp-key') return 'smtp-key';
  if (saying(reply, LOCKED)) return 'auth-later';
  return provider?.loginForm === 'local-part' && login.includes('@') ? 'login-before-at' : 'wrong-login';
}

export const isUnknownMechanism = ({ code, enhanced }: Reply) => code === 504 || code === 538 || enhanced === '5.5.4';
