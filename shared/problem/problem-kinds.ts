import { config } from '../config.ts';
import { say, type Text } from '../text.ts';

interface ProblemKind {
  status: number;
  title: Text;
  /** What has happened, and what to do about it: the page of this kind says both. */
  cause: Text;
  remedy: Text;
}

const NOT_POSSIBLE = say('Action impossible dans cet état', 'Not possible in this state');
const ASK_SENDER = say(
  'Demandez à l’entreprise qui vous l’a envoyé de vous l’envoyer de nouveau.',
  'Ask the business that sent it to send it to you again.',
);

/** Every kind of problem that a caller can meet, by the last part of its address (RFC 9457, `type`). Names never change. */
export const PROBLEM_KINDS = {
  'bad-request': {
    status: 400,
    title: say('Requête illisible', 'Unreadable request'),
    cause: say(
      'Le corps de la requête n’est pas ce que son Content-Type annonce : JSON mal formé, texte qui n’est pas en UTF-8, formulaire tronqué.',
      'The body of the request is not what its Content-Type says: malformed JSON, text that is not UTF-8, a form cut short.',
    ),
    remedy: say(
      'Relisez le corps envoyé, tel qu’il part. `detail` dit ce qui ne se lit pas.',
      'Look at the body as it leaves. `detail` tells what cannot be read.',
    ),
  },
  unauthenticated: {
    status: 401,
    title: say('Clé d’API absente ou refusée', 'API key missing or refused'),
    cause: say(
      'L’en-tête Authorization manque, ou sa clé n’existe pas, ou elle est révoquée.',
      'The Authorization header is missing, or its key does not exist, or is revoked.',
    ),
    remedy: say(
      'Envoyez `Authorization: Bearer gk_…`, la clé entière, telle qu’elle fut montrée à sa création. Perdue, elle se remplace par `POST /v1/api-keys`.',
      'Send `Authorization: Bearer gk_…`, the whole key, as it was shown when it was made. A lost one is replaced with `POST /v1/api-keys`.',
    ),
  },
  unverified: {
    status: 401,
    title: say('Expéditeur non vérifié', 'Sender not verified'),
    cause: say(
      'La signature d’un appel de fournisseur manque ou n’est pas la sienne.',
      'The signature of a provider’s call is missing or is not its own.',
    ),
    remedy: say(
      'Seul le fournisseur appelle cette adresse. Vérifiez le secret qu’il emploie.',
      'Only the provider calls this address. Check the secret it uses.',
    ),
  },
  forbidden: {
    status: 403,
    title: say('Droit manquant', 'Missing right'),
    cause: say(
      'La clé est bonne, mais ne donne pas le droit que cet appel demande ; ou un formulaire vient d’un autre site.',
      'The key is good, but does not give the right that this call needs; or a form came from another site.',
    ),
    remedy: say(
      '`detail` nomme le droit. Créez une clé qui l’a : `POST /v1/api-keys`, avec une clé qui l’a aussi.',
      '`detail` names the right. Create a key that has it: `POST /v1/api-keys`, with a key that has it too.',
    ),
  },
  'nobody-reached': {
    status: 409,
    title: say('Envoi sans destinataire', 'Mailing that reaches nobody'),
    cause: say(
      'Aucune adresse de cet envoi ne peut le recevoir par l’expéditeur choisi.',
      'No address of this mailing may receive it through the chosen sender.',
    ),
    remedy: say(
      'Lisez `recap` : il dit pourquoi chaque adresse est exclue. Demandez leur accord à celles qui peuvent l’être (`POST /v1/mailings/{mailingId}/consent-campaign`), ou changez de filtre.',
      'Read `recap`: it tells why each address is excluded. Ask those that may be asked for their consent (`POST /v1/mailings/{mailingId}/consent-campaign`), or change the filter.',
    ),
  },
  'nobody-to-ask': {
    status: 409,
    title: say('Campagne sans destinataire', 'Campaign that asks nobody'),
    cause: say(
      'Aucune adresse de cette campagne de consentement ne peut être sollicitée.',
      'No address of this consent campaign may be asked.',
    ),
    remedy: say(
      'Lisez `recap` : il dit pourquoi. Qui a refusé, ou fut sollicité depuis peu, ne l’est pas de nouveau.',
      'Read `recap`: it tells why. Who refused, or was asked a short time ago, is not asked again.',
    ),
  },
  'not-found': {
    status: 404,
    title: say('Introuvable', 'Not found'),
    cause: say(
      'Rien ne répond à cette adresse, ou l’identifiant n’est pas d’une chose de votre compte : les choses des autres sont introuvables.',
      'Nothing answers at this address, or the id is of nothing of your account: what belongs to others is not found.',
    ),
    remedy: say(
      'Vérifiez l’adresse, la méthode, l’identifiant et la clé : est-elle du bon compte ?',
      'Check the address, the method, the id and the key: is it of the right account?',
    ),
  },
  'wrong-state': {
    status: 409,
    title: NOT_POSSIBLE,
    cause: say(
      'La chose est dans un état qui ne permet pas cet acte : `detail` le nomme.',
      'The thing is in a state that does not allow this act: `detail` names it.',
    ),
    remedy: say(
      'Relisez la chose par son GET : ce que vous vouliez est peut-être déjà fait.',
      'Read the thing again with its GET: what you wanted may be done already.',
    ),
  },
  'idempotency-key-reused': {
    status: 409,
    title: say('Idempotency-Key déjà employée', 'Idempotency-Key used before'),
    cause: say(
      'La même Idempotency-Key a servi pour une requête d’un autre contenu dans les dernières 24 heures.',
      'The same Idempotency-Key was used for a request with another content in the last 24 hours.',
    ),
    remedy: say(
      'Une clé neuve par intention (un UUID) ; la même clé seulement pour répéter la même requête, au caractère près.',
      'A new key for each intent (a UUID); the same key only to repeat the same request, to the letter.',
    ),
  },
  'in-progress': {
    status: 409,
    title: say('Requête en cours', 'Request under way'),
    cause: say(
      'La même requête, avec la même Idempotency-Key, est en train d’être traitée.',
      'The same request, with the same Idempotency-Key, is being carried out.',
    ),
    remedy: say(
      'Redemandez après les secondes de `Retry-After` : vous aurez sa réponse.',
      'Ask again after the seconds in `Retry-After`: you get its answer.',
    ),
  },
  'secret-shown-once': {
    status: 409,
    title: say('Secret déjà montré', 'Secret shown already'),
    cause: say(
      'La requête répétée a déjà été traitée ; le secret qu’elle montrait n’est pas gardé.',
      'The repeated request was already carried out; the secret that it showed is not kept.',
    ),
    remedy: say(
      'Recommencez avec une autre Idempotency-Key, puis supprimez ce que la première avait fait.',
      'Start again with another Idempotency-Key, then delete what the first one made.',
    ),
  },
  'address-taken': {
    status: 409,
    title: say('Adresse déjà prise', 'Address taken'),
    cause: say(
      'Cette adresse a déjà son compte, activé avec le lien d’un autre e-mail.',
      'This address already has its account, activated with the link of another email.',
    ),
    remedy: say(
      'Servez-vous de la clé d’API montrée à ce moment-là.',
      'Use the API key that was shown at that moment.',
    ),
  },
  'last-key': {
    status: 409,
    title: say('Dernière clé du compte', 'Last key of the account'),
    cause: say(
      'C’est la dernière clé qui peut en créer d’autres : sans elle, le compte serait fermé à tous.',
      'It is the last key that can create others: without it, the account would be closed to all.',
    ),
    remedy: say(
      'Créez d’abord une autre clé qui a `account:write`, puis révoquez celle-ci.',
      'First create another key that has `account:write`, then revoke this one.',
    ),
  },
  'folder-not-empty': {
    status: 409,
    title: say('Dossier non vide', 'Folder not empty'),
    cause: say(
      'Le dossier de ce contact contient des documents, et ce qui fut signé se garde.',
      'The folder of this contact holds documents, and what was signed is kept.',
    ),
    remedy: say(
      'Gardez le contact ; modifiez-le si c’est son nom ou son adresse qui gêne.',
      'Keep the contact; change it if its name or address is what bothers.',
    ),
  },
  'external-address': {
    status: 409,
    title: say('Adresse extérieure à vos fiches', 'Address outside your records'),
    cause: say(
      'Aucun de vos contacts n’a cette adresse : elle n’est ni sollicitée ni destinataire d’un envoi.',
      'None of your contacts has this address: it is neither asked nor written to.',
    ),
    remedy: say(
      'Ajoutez l’adresse au contact de son propriétaire, si c’en est un : `PATCH /v1/contacts/{contactId}`.',
      'Add the address to the contact of its owner, if they are one: `PATCH /v1/contacts/{contactId}`.',
    ),
  },
  'address-suppressed': {
    status: 409,
    title: say('Rien ne part vers cette adresse', 'Nothing is sent to this address'),
    cause: say(
      'Un e-mail y a été rejeté, son propriétaire s’est plaint, ou vous l’avez bloquée : aucun n’y part plus.',
      'An email to it bounced, its owner complained, or you suppressed it: none is sent to it any more.',
    ),
    remedy: say(
      '`GET /v1/suppressions` dit pourquoi. Levez le blocage s’il n’a plus lieu d’être.',
      '`GET /v1/suppressions` tells why. Lift the suppression if it has become groundless.',
    ),
  },
  'consent-decided': {
    status: 409,
    title: say('Le destinataire a décidé', 'The recipient has decided'),
    cause: say(
      'Cette adresse a accepté vos envois, ou les a refusés, ou son accord a été retiré : il n’y a rien à lui demander.',
      'This address agreed to your mailings, or refused them, or its agreement was withdrawn: there is nothing to ask.',
    ),
    remedy: say(
      'Après un refus ou un retrait, seul le destinataire peut revenir sur sa décision, par le lien qu’il a reçu.',
      'After a refusal or a withdrawal, only the recipient can come back on it, by the link received.',
    ),
  },
  'asked-recently': {
    status: 409,
    title: say('Demandé il y a peu', 'Asked not long ago'),
    cause: say(
      'Le propriétaire de l’adresse n’a pas répondu, et la demande ne se renouvelle qu’au bout de 30 jours, puis de 180.',
      'The owner of the address has not answered, and is asked again only after 30 days, then after 180.',
    ),
    remedy: say(
      'Attendez la date `renewableAt` de `GET /v1/consents/{email}`. L’absence de réponse n’est pas un accord.',
      'Wait for the date `renewableAt` in `GET /v1/consents/{email}`. No answer is no agreement.',
    ),
  },
  'consent-not-sealed-yet': {
    status: 409,
    title: say('Preuve pas encore établie', 'Proof not made yet'),
    cause: say(
      'Le destinataire n’a pas répondu, ou sa réponse vient d’arriver et se scelle en ce moment.',
      'The recipient has not answered, or the answer has just come and is being sealed.',
    ),
    remedy: say(
      'Si `GET /v1/consents/{email}` dit accepted ou refused, redemandez dans un instant.',
      'If `GET /v1/consents/{email}` says accepted or refused, ask again in a moment.',
    ),
  },
  'nothing-to-withdraw': {
    status: 409,
    title: say('Rien à retirer', 'Nothing to withdraw'),
    cause: say(
      'Cette adresse n’a donné aucun accord et aucune demande n’attend, ou tout est déjà retiré.',
      'This address gave no agreement and no request waits, or all is withdrawn already.',
    ),
    remedy: say(
      'Il n’y a rien à faire : aucun envoi n’y part. Pour ne plus y envoyer aucun e-mail, `POST /v1/suppressions`.',
      'There is nothing to do: no mailing is sent to it. To send it no email at all, `POST /v1/suppressions`.',
    ),
  },
  'too-many-fields': {
    status: 409,
    title: say('Trop de champs', 'Too many fields'),
    cause: say(
      'Chaque nom de champ différent devient une colonne de la liste, et une liste en a cent au plus.',
      'Each different name of a field becomes a column of the list, and a list has a hundred at most.',
    ),
    remedy: say(
      'Reprenez les noms de champs que la liste a déjà, ou laissez ceux qui ne servent pas.',
      'Use the names of fields that the list has already, or leave out those that are not needed.',
    ),
  },
  'too-many-shares': {
    status: 409,
    title: say('Trop de partages', 'Too many shares'),
    cause: say('La liste est déjà partagée avec 45 comptes.', 'The list is shared with 45 accounts already.'),
    remedy: say(
      'Retirez d’abord le partage d’un compte qui n’en a plus besoin.',
      'First take the share away from an account that no longer needs it.',
    ),
  },
  'offer-limit': {
    status: 409,
    title: say('Limite de l’offre', 'Limit of the offer'),
    cause: say(
      'L’offre du compte limite la place et le nombre d’articles, et ce qui est demandé n’y tient pas.',
      'The account’s offer limits storage and the number of articles, and what is asked for does not fit.',
    ),
    remedy: say(
      'Supprimez ce qui ne sert plus, ou prenez une offre plus large : `PUT /v1/account/offer`.',
      'Delete what is no longer needed, or take a larger offer: `PUT /v1/account/offer`.',
    ),
  },
  'directory-taken': {
    status: 409,
    title: say('Répertoire déjà pris', 'Directory taken'),
    cause: say(
      'Un répertoire public est à un seul compte, pour toujours : celui-ci est à un autre.',
      'A public directory belongs to one account, for ever: this one is another’s.',
    ),
    remedy: say('Choisissez un autre nom de répertoire.', 'Choose another name for the directory.'),
  },
  'page-address-taken': {
    status: 409,
    title: say('Adresse de page déjà prise', 'Page address taken'),
    cause: say(
      'Une autre action de vente du compte a déjà cette adresse.',
      'Another sale action of the account has this address.',
    ),
    remedy: say(
      'Choisissez un autre `slug`, ou n’en donnez pas : l’adresse se fait du titre.',
      'Choose another `slug`, or give none: the address is made of the title.',
    ),
  },
  'sold-already': {
    status: 409,
    title: say('Déjà vendue', 'Sold already'),
    cause: say(
      'Cette action de vente a vendu, ou retient des places en ce moment : les commandes s’y rapportent.',
      'This sale action has sold, or holds places at this moment: orders are about it.',
    ),
    remedy: say(
      'Clôturez-la au lieu de la supprimer : `PATCH` avec `{"closed": true}`.',
      'Close it instead of deleting it: `PATCH` with `{"closed": true}`.',
    ),
  },
  'sold-out': {
    status: 409,
    title: say('Complet', 'Sold out'),
    cause: say('Il ne reste pas assez de places ou d’exemplaires.', 'Not enough places or copies are left.'),
    remedy: say('Demandez-en moins, ou écrivez au vendeur.', 'Ask for fewer, or write to the seller.'),
  },
  'not-on-sale': {
    status: 409,
    title: say('Pas en vente', 'Not on sale'),
    cause: say(
      'La vente n’a pas commencé, est finie, ou n’est pas complète.',
      'The sale has not begun, is over, or is not complete.',
    ),
    remedy: say(
      'Relisez sa page : elle dit quand, ou vers quoi aller.',
      'Read its page: it tells when, or where to go.',
    ),
  },
  'article-in-use': {
    status: 409,
    title: say('Article avec des actions de vente', 'Article with sale actions'),
    cause: say('Des actions de vente sont de cet article.', 'Sale actions are of this article.'),
    remedy: say(
      'Supprimez d’abord celles qui n’ont rien vendu ; les autres se clôturent et gardent leur article.',
      'First delete those that sold nothing; the others are closed and keep their article.',
    ),
  },
  'document-not-ready': {
    status: 409,
    title: say('Document pas encore prêt', 'Document not ready yet'),
    cause: say(
      'Le fichier du document n’est pas arrivé, ou il est en cours de vérification.',
      'The document’s file has not arrived, or it is being checked.',
    ),
    remedy: say(
      'Déposez le fichier à `upload.url`, puis attendez `available` dans `GET /v1/documents/{id}`, ou le fait `document.accepted`.',
      'Send the file to `upload.url`, then wait for `available` in `GET /v1/documents/{id}`, or for the fact `document.accepted`.',
    ),
  },
  'document-refused': {
    status: 409,
    title: say('Document refusé', 'Document refused'),
    cause: say(
      'Le fichier déposé n’est pas un PDF sain : `detail` dit ce qui empêche de le lire de la même façon partout.',
      'The uploaded file is not a sound PDF: `detail` tells what keeps it from being read the same way everywhere.',
    ),
    remedy: say(
      'Produisez le PDF autrement (« Imprimer en PDF »), puis annoncez-le comme un nouveau document.',
      'Make the PDF another way (“Print to PDF”), then announce it as a new document.',
    ),
  },
  'document-not-opened': {
    status: 409,
    title: say('Document pas encore lu', 'Document not read yet'),
    cause: say(
      'Personne ne signe ce qui ne lui a pas été montré : le document n’a pas été ouvert par ce lien.',
      'Nobody signs what was not shown to them: the document was not opened by this link.',
    ),
    remedy: say(
      'Ouvrez le document depuis la page de signature, puis recommencez.',
      'Open the document from the signing page, then try again.',
    ),
  },
  'document-gone': {
    status: 409,
    title: say('Document disparu', 'Document gone'),
    cause: say(
      'Les octets envoyés à signer ne sont plus là : rien n’a été signé.',
      'The bytes that were sent to be signed are no longer there: nothing was signed.',
    ),
    remedy: ASK_SENDER,
  },
  'signatures-off': {
    status: 409,
    title: say('Signatures hors service', 'Signatures are off'),
    cause: say(
      'Le compte a mis le module de signature hors service.',
      'The account has turned the signature module off.',
    ),
    remedy: say(
      'Remettez-le en service : `PUT /v1/signature-settings` avec `"enabled": true`.',
      'Turn it on again: `PUT /v1/signature-settings` with `"enabled": true`.',
    ),
  },
  'document-type-not-signed': {
    status: 409,
    title: say('Type de document non signé', 'Type of document not signed'),
    cause: say(
      'Le compte ne fait pas signer les documents de ce type.',
      'The account has no documents of this type signed.',
    ),
    remedy: say(
      'Ajoutez le type à `documentTypes`, ou admettez les PDF des dossiers par `folderPdfs` : `PUT /v1/signature-settings`.',
      'Add the type to `documentTypes`, or allow PDFs of folders with `folderPdfs`: `PUT /v1/signature-settings`.',
    ),
  },
  'request-closed': {
    status: 409,
    title: say('Demande close', 'Request closed'),
    cause: say(
      'La demande de signature est finie : signée par tous, refusée, annulée ou expirée.',
      'The request for signature is over: signed by all, declined, cancelled or expired.',
    ),
    remedy: say(
      'Il n’y a rien à faire. Si vous attendiez le document, écrivez à l’entreprise qui vous l’a envoyé.',
      'There is nothing to do. If you expected the document, write to the business that sent it.',
    ),
  },
  'too-many-codes': {
    status: 409,
    title: say('Trop de codes demandés', 'Too many codes asked for'),
    cause: say(
      'Le nombre de codes par document est compté, pour que personne ne devine.',
      'Codes are counted for each document, so that nobody can guess.',
    ),
    remedy: ASK_SENDER,
  },
  'nobody-to-remind': {
    status: 409,
    title: say('Personne à rappeler', 'Nobody to remind'),
    cause: say(
      'Chaque signataire a signé, ou aucune invitation n’est encore partie.',
      'Every signer has signed, or no invitation has left yet.',
    ),
    remedy: say(
      'Lisez l’état de chaque signataire dans `GET /v1/signature-requests/{id}`.',
      'Read the state of each signer in `GET /v1/signature-requests/{id}`.',
    ),
  },
  'not-sealed-yet': {
    status: 409,
    title: say('Pas encore scellé', 'Not sealed yet'),
    cause: say(
      'Le document scellé et le dossier de preuve se font quand tous ont signé, ou ne se feront pas.',
      'The sealed document and the evidence are made once everybody has signed, or will not be made.',
    ),
    remedy: say(
      'Attendez le fait `signature.completed`, ou `completed` dans `GET /v1/signature-requests/{id}`.',
      'Wait for the fact `signature.completed`, or for `completed` in `GET /v1/signature-requests/{id}`.',
    ),
  },
  'smtp-account-exists': {
    status: 409,
    title: say('Compte SMTP déjà là', 'SMTP account exists'),
    cause: say(
      'Ce propriétaire a déjà un compte SMTP pour cet usage.',
      'This owner already has an SMTP account for this use.',
    ),
    remedy: say(
      'Modifiez-le (`PATCH /v1/smtp-accounts/{id}`), ou supprimez-le d’abord.',
      'Change it (`PATCH /v1/smtp-accounts/{id}`), or delete it first.',
    ),
  },
  'endpoint-disabled': {
    status: 409,
    title: say('Point d’accès désactivé', 'Endpoint disabled'),
    cause: say(
      'Ce point d’accès n’est plus appelé : `disabledBecause` dit pourquoi.',
      'This endpoint is no longer called: `disabledBecause` tells why.',
    ),
    remedy: say(
      'Remettez-le en marche (`PATCH /v1/webhook-endpoints/{id}`, `enabled: true`), puis recommencez.',
      'Turn it on again (`PATCH /v1/webhook-endpoints/{id}`, `enabled: true`), then try again.',
    ),
  },
  'too-many-webhook-endpoints': {
    status: 409,
    title: say('Trop de points d’accès', 'Too many endpoints'),
    cause: say('Un compte a 50 points d’accès au plus.', 'An account has at most 50 endpoints.'),
    remedy: say(
      'Supprimez-en un, ou donnez plus de faits à un point d’accès qui existe.',
      'Delete one, or give more facts to an endpoint that there is.',
    ),
  },
  'stripe-not-linked': {
    status: 409,
    title: say('Stripe n’est pas lié', 'Stripe is not linked'),
    cause: say(
      'Le compte n’a pas de clé pour cet environnement de Stripe.',
      'The account has no key for this environment of Stripe.',
    ),
    remedy: say(
      'Créez une clé limitée chez Stripe et donnez-la par `PUT /v1/payment-settings`.',
      'Create a restricted key at Stripe and give it by `PUT /v1/payment-settings`.',
    ),
  },
  'stripe-key-refused': {
    status: 409,
    title: say('Clé refusée par Stripe', 'Key refused by Stripe'),
    cause: say(
      'Stripe ne connaît pas la clé enregistrée, ou elle n’a pas le droit qu’il faut.',
      'Stripe does not know the key that is saved, or it lacks the right that is needed.',
    ),
    remedy: say(
      '`POST /v1/payment-settings/stripe/test` dit quel droit manque. Une clé supprimée se remplace par `PUT /v1/payment-settings`.',
      '`POST /v1/payment-settings/stripe/test` tells which right is missing. A key that was deleted is replaced by `PUT /v1/payment-settings`.',
    ),
  },
  'downloads-spent': {
    status: 409,
    title: say('Téléchargements épuisés', 'Downloads spent'),
    cause: say(
      'La vente permet un nombre donné de téléchargements, et il est atteint.',
      'The sale allows a given number of downloads, and it is reached.',
    ),
    remedy: say(
      'Écrivez au vendeur : `POST /v1/orders/{id}/reset-downloads` les rouvre.',
      'Write to the seller: `POST /v1/orders/{id}/reset-downloads` opens them again.',
    ),
  },
  'not-supplied-yet': {
    status: 409,
    title: say('Pas encore fourni', 'Not supplied yet'),
    cause: say(
      'L’acheteur a gardé son droit de rétractation : le contenu est fourni à la fin du délai.',
      'The buyer kept the right to withdraw: the content is supplied at the end of that period.',
    ),
    remedy: say(
      'Attendez la date que dit la page de la commande.',
      'Wait for the date that the page of the order tells.',
    ),
  },
  'nothing-to-refund': {
    status: 409,
    title: say('Rien à rembourser', 'Nothing to refund'),
    cause: say(
      'Rien n’est arrivé pour cette commande, ou tout a déjà été rendu.',
      'Nothing came in for this order, or all of it went back already.',
    ),
    remedy: say(
      'Lisez `received` et `refunded` dans `GET /v1/orders/{id}`.',
      'Read `received` and `refunded` in `GET /v1/orders/{id}`.',
    ),
  },
  'ticket-used': {
    status: 409,
    title: say('Billet déjà passé', 'Ticket used already'),
    cause: say(
      'Un billet passe une fois, et celui-ci est déjà passé à l’heure dite.',
      'A ticket passes once, and this one has passed at the time told.',
    ),
    remedy: say(
      'Regardez au nom de qui il est, et qui l’a présenté alors.',
      'Look in whose name it is, and who showed it then.',
    ),
  },
  'line-settled': {
    status: 409,
    title: say('Ligne déjà réglée', 'Line settled already'),
    cause: say(
      'Cette ligne du relevé a déjà sa fin : attribuée, écartée ou à rembourser.',
      'This line of the statement has its end already: assigned, discarded or to be refunded.',
    ),
    remedy: say(
      'Lisez son état dans `GET /v1/bank-statement-lines`.',
      'Read its state in `GET /v1/bank-statement-lines`.',
    ),
  },
  'transfer-refused': {
    status: 409,
    title: say('Virement refusé', 'Transfer refused'),
    cause: say(
      'Ce virement ne peut payer cette commande : elle est d’une autre monnaie, d’essai, ou se paie par carte en une fois.',
      'This transfer cannot pay this order: it is of another currency, a trial, or paid by card all at once.',
    ),
    remedy: say(
      'Attribuez-le à une autre commande, ou rendez-le et écartez la ligne.',
      'Assign it to another order, or give it back and discard the line.',
    ),
  },
  'no-bank-account': {
    status: 409,
    title: say('Pas de compte bancaire', 'No bank account'),
    cause: say(
      'Le compte n’a pas dit où arrivent ses virements : un relevé ne peut être comparé à rien.',
      'The account has not told where its transfers come in: a statement can be compared with nothing.',
    ),
    remedy: say(
      'Donnez son IBAN par `PUT /v1/payment-settings` (`transfer`), puis recommencez.',
      'Give its IBAN by `PUT /v1/payment-settings` (`transfer`), then try again.',
    ),
  },
  'already-activated': {
    status: 410,
    title: say('Compte déjà activé', 'Account activated already'),
    cause: say('Le lien d’activation a déjà servi.', 'The activation link was already used.'),
    remedy: say(
      'Servez-vous de la clé d’API montrée alors. Perdue, elle ne se retrouve pas : ouvrez un autre compte ou écrivez à qui tient ce service.',
      'Use the API key shown then. Lost, it cannot be found again: open another account or write to who runs this service.',
    ),
  },
  'link-expired': {
    status: 410,
    title: say('Lien expiré', 'Link expired'),
    cause: say('Les liens des e-mails valent un temps donné.', 'Links in emails last for a given time.'),
    remedy: say(
      'Demandez-en un nouveau à l’entreprise qui vous l’a envoyé.',
      'Ask the business that sent it for a new one.',
    ),
  },
  'link-replaced': {
    status: 410,
    title: say('Lien remplacé', 'Link replaced'),
    cause: say(
      'L’invitation a été envoyée de nouveau, peut-être à une autre adresse : seul son dernier lien ouvre le document.',
      'The invitation was sent again, perhaps to another address: only its last link opens the document.',
    ),
    remedy: say(
      'Ouvrez le lien du dernier e-mail reçu. Si rien ne vous est parvenu, demandez-le à l’entreprise qui vous a écrit.',
      'Open the link of the last email you received. If none has reached you, ask the business that wrote to you.',
    ),
  },
  'method-not-allowed': {
    status: 405,
    title: say('Méthode sans effet ici', 'Method not served here'),
    cause: say(
      'L’adresse existe, mais pas avec cette méthode HTTP.',
      'The address exists, but not with this HTTP method.',
    ),
    remedy: say(
      'L’en-tête `Allow` dit lesquelles servent. La documentation de l’API donne celle de chaque appel.',
      'The `Allow` header tells which ones are served. The documentation of the API gives that of each call.',
    ),
  },
  'not-from-browsers': {
    status: 403,
    title: say('API appelée depuis un navigateur', 'API called from a browser'),
    cause: say(
      'Une page d’un autre site a voulu appeler l’API. Sa clé serait lisible par quiconque ouvre cette page.',
      'A page of another site wanted to call the API. Its key could be read by whoever opens that page.',
    ),
    remedy: say(
      'Appelez l’API de votre serveur, qui garde la clé. Seuls `/openapi.json` et `/health` se lisent de partout.',
      'Call the API from your server, which keeps the key. Only `/openapi.json` and `/health` can be read from anywhere.',
    ),
  },
  'too-large': {
    status: 413,
    title: say('Requête trop grande', 'Request too large'),
    cause: say(
      'Un corps JSON fait au plus 512 Ko ; une requête avec son PDF, ce qu’une fonction peut recevoir (4 Mo).',
      'A JSON body is at most 512 KB; a request with its PDF, what a function can be given (4 MB).',
    ),
    remedy: say(
      'Un document plus grand, jusqu’à 25 Mo, s’annonce d’abord : `POST /v1/contacts/{id}/documents` rend un lien où le déposer.',
      'A larger document, up to 25 MB, is announced first: `POST /v1/contacts/{id}/documents` gives a link to send it to.',
    ),
  },
  'unsupported-media-type': {
    status: 415,
    title: say('Type de contenu non pris en charge', 'Unsupported media type'),
    cause: say(
      'L’en-tête Content-Type manque, ou cet appel ne prend pas ce type.',
      'The Content-Type header is missing, or this call does not take that type.',
    ),
    remedy: say('`detail` dit lequel envoyer.', '`detail` tells which one to send.'),
  },
  invalid: {
    status: 422,
    title: say('Données invalides', 'Invalid data'),
    cause: say(
      'Un champ ou plusieurs ne conviennent pas. `errors` les montre un à un : `pointer` dit où, `detail` quoi corriger.',
      'One field or more will not do. `errors` shows each: `pointer` tells where, `detail` what to correct.',
    ),
    remedy: say('Corrigez ces champs et renvoyez le tout.', 'Correct those fields and send it all again.'),
  },
  'code-refused': {
    status: 422,
    title: say('Code refusé', 'Code refused'),
    cause: say(
      'Le code tapé n’est pas celui du dernier SMS, ou il a expiré, ou le consentement n’a pas été donné.',
      'The code typed is not that of the last text message, or it has expired, or consent was not given.',
    ),
    remedy: say(
      'Tapez le code du dernier SMS reçu, ou demandez-en un nouveau.',
      'Type the code of the last text message, or ask for a new one.',
    ),
  },
  'too-many-requests': {
    status: 429,
    title: say('Trop de demandes', 'Too many requests'),
    cause: say(
      'Cet appel a un plafond, par compte ou par adresse réseau, et il est atteint.',
      'This call has a limit, for an account or for a network address, and it is reached.',
    ),
    remedy: say(
      'Attendez les secondes de `Retry-After`, puis recommencez.',
      'Wait for the seconds in `Retry-After`, then try again.',
    ),
  },
  unexpected: {
    status: 500,
    title: say('Une erreur est survenue de notre côté', 'Something went wrong on our side'),
    cause: say(
      'Une faute de notre côté, déjà dans nos journaux. Rien n’a été fait à moitié.',
      'A fault on our side, already in our logs. Nothing was done halfway.',
    ),
    remedy: say(
      'Recommencez, avec la même Idempotency-Key ; si cela dure, donnez-nous `requestId`.',
      'Try again, with the same Idempotency-Key; if it lasts, give us `requestId`.',
    ),
  },
  unavailable: {
    status: 503,
    title: say('Service momentanément indisponible', 'Temporarily unavailable'),
    cause: say(
      'Beaucoup écrivent la même chose au même moment, ou un service dont nous dépendons ne répond pas.',
      'Many write the same thing at the same moment, or a service that we depend on does not answer.',
    ),
    remedy: say(
      'Attendez les secondes de `Retry-After`, puis recommencez, avec la même Idempotency-Key.',
      'Wait for the seconds in `Retry-After`, then try again, with the same Idempotency-Key.',
    ),
  },
} as const satisfies Readonly<Record<string, ProblemKind>>;
export type ProblemType = keyof typeof PROBLEM_KINDS;

export const PROBLEM_TYPES = Object.keys(PROBLEM_KINDS) as ProblemType[];

export const kindOf = (type: ProblemType): ProblemKind => PROBLEM_KINDS[type];

/** The kinds that are answered with a status. */
export const kindsWith = (status: number): ProblemType[] =>
  PROBLEM_TYPES.filter((type) => PROBLEM_KINDS[type].status === status);

/** The address of the page of a kind, which is its `type`. */
export const problemUrl = (type: ProblemType): string => `${config.apiUrl()}/problems/${type}`;
