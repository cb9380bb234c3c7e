import { expect, test } from 'vitest';
import type { SmtpStage } from './smtp-account-fields.ts';
import { replyOf } from './smtp-dialogue.ts';
import { verdict } from './smtp-verdict.ts';

/** What servers said, as people reported it, and what it means; each line stands for a kind. */
const SAID: readonly [stage: SmtpStage, said: string, advice: string][] = [
  // How much may be sent.
  [
    'sender',
    '550 5.4.5 Daily user sending limit exceeded. For more information on Gmail sending limits go to',
    'daily-limit',
  ],
  ['sender', '550-5.4.5 Daily SMTP relay limit exceeded for customer.', 'daily-limit'],
  ['send', '554 5.2.0 You have exceeded the maximum number of messages allowed per day', 'daily-limit'],
  [
    'recipient',
    '550 User durand has exceeded its 24-hour sending limit. Messages to 250 recipients out of 200',
    'daily-limit',
  ],
  ['sender', '452 4.5.0 Quota d’envoi journalier dépassé', 'daily-limit'],
  ['authenticate', '535 5.7.0 Daily sending quota exceeded', 'daily-limit'],
  ['recipient', '550 5.7.1 Too many mails sent, try again later', 'rate-limit'],
  ['recipient', '451 4.7.1 Ratelimit "durand" exceeded', 'rate-limit'],
  ['sender', '550 5.7.1 Hourly sending limit reached', 'rate-limit'],
  ['send', '421 4.7.28 Our system has detected an unusual rate of unsolicited mail', 'rate-limit'],
  ['sender', '554 5.4.5 Try tomorrow', 'rate-limit'],
  ['send', '550 5.7.232 Message limit exceeded for tenant', 'rate-limit'],
  ['send', '432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded', 'rate-limit'],
  ['recipient', '450 4.7.1 Error: too much mail from 192.0.2.1', 'rate-limit'],
  ['sender', '550 5.4.6 Unusual sending activity detected. Please try after some time', 'rate-limit'],
  ['recipient', '550-Domain exemple.fr has exceeded the max emails per hour (152/150)', 'rate-limit'],
  ['sender', '550 5.7.1 Sending limit for this account reached: 200 mails/day', 'daily-limit'],
  ['recipient', '550 5.7.1 Vous avez atteint votre limite quotidienne d’envoi', 'daily-limit'],
  // Of one recipient, not of ours.
  ['recipient', '450 4.2.1 The user you are trying to contact is receiving mail too quickly', 'recipient-later'],
  ['recipient', '550-5.2.1 The user is receiving mail at a rate that prevents additional messages', 'recipient-later'],
  ['recipient', '452 4.5.3 Error: too many recipients', 'recipient-later'],
  ['recipient', '552 5.5.3 Too many recipients', 'recipient-later'],
  [
    'recipient',
    '550 5.2.122 The recipient has exceeded their limit for the number of messages they can receive per hour',
    'recipient-later',
  ],
  // Room.
  ['recipient', '552 5.2.2 Mailbox full', 'mailbox-full'],
  ['recipient', '452-4.2.2 The email account that you tried to reach is over quota', 'mailbox-full'],
  ['recipient', '550 The recipient mailbox has exceeded its quota', 'mailbox-full'],
  ['recipient', '552 Requested mail action aborted: exceeded storage allocation', 'mailbox-full'],
  ['send', '552 5.2.2 over quota', 'mailbox-full'],
  ['recipient', '554 5.2.2 mailbox full; the user cannot receive messages', 'mailbox-full'],
  ['recipient', '550 La boite de réception du destinataire est pleine', 'mailbox-full'],
  ['recipient', '550 5.7.1 Boîte saturée', 'mailbox-full'],
  ['recipient', '552 5.2.0 Mailbox size limit exceeded', 'mailbox-full'],
  ['sender', '452 4.3.1 Insufficient system storage', 'message-later'],
  // Size.
  ['sender', '552 5.3.4 Message size exceeds fixed limit', 'too-large'],
  ['send', '552 5.2.3 Message exceeds local size limit', 'too-large'],
  ['send', '552 Message size exceeds maximum permitted', 'too-large'],
  ['send', '554 5.3.4 too big', 'too-large'],
  ['send', '554 Message too large', 'too-large'],
  ['send', '550 Le message est trop volumineux', 'too-large'],
  ['send', '552', 'too-large'],
  // Content.
  [
    'send',
    '552-5.7.0 This message was blocked because its content presents a potential security issue',
    'content-refused',
  ],
  ['send', '552 5.7.0 Illegal attachment', 'content-refused'],
  ['send', '550 5.7.1 Virus found', 'content-refused'],
  // The sender, whatever the stage.
  ['sender', '553 5.7.1 <a@b.fr>: Sender address rejected: not owned by user durand', 'sender-refused'],
  ['recipient', '553 5.7.1 <a@b.fr>: Sender address rejected: not owned by user durand', 'sender-refused'],
  ['recipient', '550 5.1.1 <a@b.fr>: Sender address rejected: User unknown in virtual mailbox table', 'sender-refused'],
  ['recipient', '550 5.1.8 <a@b.fr>: Domain not found', 'sender-refused'],
  ['recipient', '550 5.1.0 Sender verify failed', 'sender-refused'],
  ['send', '554 5.2.252 SendAsDenied; a not allowed to send as b', 'sender-refused'],
  ['sender', '501 5.1.7 Bad sender address syntax', 'sender-refused'],
  ['sender', '550 Access denied', 'sender-refused'],
  ['recipient', '553 5.1.3 From header does not match authenticated user', 'sender-refused'],
  [
    'send',
    '554 Message rejected: Email address is not verified. The following identities failed the check: a@b.fr',
    'sender-refused',
  ],
  ['recipient', '550-Please turn on SMTP Authentication in your mail client', 'relay-refused'],
  ['recipient', "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)", 'relay-refused'],
  ['recipient', '554 5.7.1 Relais interdit', 'relay-refused'],
  ['send', '550 5.7.1 Your IP is blacklisted', 'spam'],
  ['recipient', '550 5.7.606 Access denied, banned sending IP [192.0.2.1]', 'spam'],
  ['send', '550 5.7.515 Access denied, sending domain does not meet the required authentication level', 'spam'],
  ['recipient', '554 5.7.1 <x>: Relay access denied', 'relay-refused'],
  ['recipient', '550 5.7.1 Relaying denied', 'relay-refused'],
  ['sender', '530 5.7.0 Authentication required', 'relay-refused'],
  ['recipient', '550 5.7.0 Authentication is required for relay', 'relay-refused'],
  ['recipient', '554 5.7.1 Service unavailable; client host [192.0.2.1] blocked using zen.spamhaus.org', 'spam'],
  ['recipient', '550 5.7.23 SPF validation failed', 'spam'],
  ['send', '550-5.7.26 This mail is unauthenticated', 'spam'],
  ['send', '554 5.7.1 Message rejected as spam by content filtering', 'spam'],
  // Nobody there: these alone suppress an address.
  ['recipient', '550 5.1.1 <x>: Recipient address rejected: User unknown', 'nobody'],
  ['recipient', '550-5.1.1 The email account that you tried to reach does not exist', 'nobody'],
  ['recipient', '550 No such user here', 'nobody'],
  ['recipient', "554 delivery error: this user doesn't have a yahoo.com account", 'nobody'],
  ['recipient', '550 5.1.1 Unknown user: check the address and try again', 'nobody'],
  ['recipient', '550 5.7.1 Unknown user', 'nobody'],
  ['recipient', '553 5.1.10 Null MX', 'nobody'],
  ['send', '550 5.1.1 User unknown', 'nobody'],
  ['recipient', '450 4.1.1 User unknown in local recipient table', 'recipient-later'],
  // Refused, and nothing says that nobody is there.
  ['recipient', '550 5.2.1 This mailbox is disabled', 'recipient-refused'],
  ['recipient', '550 5.4.1 Recipient address rejected: Access denied', 'recipient-refused'],
  ['recipient', '550 Requested action not taken: mailbox unavailable', 'recipient-refused'],
  ['recipient', '550 5.7.1 Not here', 'recipient-refused'],
  // It passes.
  ['recipient', '450 4.2.0 Greylisted', 'recipient-later'],
  ['recipient', '550 5.7.1 Greylisted, please try again in five minutes', 'recipient-later'],
  ['send', '554 5.7.1 Temporarily rejected, try again later', 'message-later'],
  ['recipient', '421 4.7.0 closing', 'server-busy'],
  ['sender', '503 5.5.1 Bad sequence of commands', 'unexpected-reply'],
  ['connect', '421 4.7.0 Too many connections', 'server-busy'],
  ['connect', '554 5.7.1 No SMTP service', 'server-refuses'],
  ['connect', '550 5.7.1 Too many connections from your IP, try later', 'server-busy'],
  // A login asked too often says nothing of the password.
  ['authenticate', '535 5.7.0 Too many failed logins, try again in 30 minutes', 'auth-later'],
  ['authenticate', '535 5.7.8 Account temporarily locked', 'auth-later'],
  ['authenticate', '535 5.7.8 Error: authentication failed', 'wrong-login'],
  ['authenticate', '538 5.7.11 Encryption required for requested authentication mechanism', 'auth-mechanism'],
];

test.each(SAID)('%s: %s means %s', (stage, said, advice) => {
  expect(verdict(stage, replyOf(said), { provider: undefined, login: 'durand' })).toBe(advice);
});
